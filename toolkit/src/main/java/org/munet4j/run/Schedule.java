package org.munet4j.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.munet4j.internal.Require;

/**
 * Which cycles of a run saw which publications: a run that follows it gives the same bits in any
 * number of slots. As text it has a line for each cycle, such as {@code mnist 2}.
 *
 * @param turns in the order in which they were published
 */
public record Schedule(List<Turn> turns) {
  /**
   * One cycle of an agent.
   *
   * @param agent its name
   * @param seen how many cycles of this schedule had ended when it began, from its first on
   */
  public record Turn(String agent, int seen) {}

  public Schedule {
    turns = List.copyOf(turns);
    Map<String, Integer> ended = new HashMap<>();
    for (int i = 0; i < turns.size(); i++) {
      Turn turn = turns.get(i);
      int least = ended.getOrDefault(turn.agent(), 0);
      Require.that(
          turn.seen() >= least && turn.seen() <= i,
          "schedule, line %d: '%s %d': needs %d, where its agent's last cycle had ended, to %d",
          i + 1,
          turn.agent(),
          turn.seen(),
          least,
          i);
      ended.put(turn.agent(), i + 1);
    }
  }

  /** Each cycle sees all rounds before its own. */
  static Schedule rounds(List<String> agents, int cycles) {
    List<Turn> turns = new ArrayList<>();
    for (int i = 0; i < cycles * agents.size(); i++) {
      turns.add(new Turn(agents.get(i % agents.size()), i - i % agents.size()));
    }
    return new Schedule(turns);
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException that names the line which is no cycle
   */
  public static Schedule of(String text) {
    List<Turn> turns = new ArrayList<>();
    for (String line : text.strip().lines().toList()) {
      Require.that(
          line.matches("\\S+ [0-9]{1,9}"),
          "schedule, line %d: '%s': needs an agent's name and a number, such as 'mnist 2'",
          turns.size() + 1,
          line);
      int blank = line.indexOf(' ');
      turns.add(
          new Turn(line.substring(0, blank), Integer.parseInt(line, blank + 1, line.length(), 10)));
    }
    return new Schedule(turns);
  }

  /** How many cycles of the same agent stand before this place. */
  int ordinal(int place) {
    String agent = turns.get(place).agent();
    return (int) turns.subList(0, place).stream().filter(t -> t.agent().equals(agent)).count();
  }

  @Override
  public String toString() {
    return turns.stream()
        .map(turn -> turn.agent() + " " + turn.seen())
        .collect(Collectors.joining("\n"));
  }
}

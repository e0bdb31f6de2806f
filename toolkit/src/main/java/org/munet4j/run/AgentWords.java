package org.munet4j.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.munet4j.agent.Agent;
import org.munet4j.component.Vit;
import org.munet4j.internal.Require;
import org.munet4j.task.Task;

/**
 * An agent in words: its kind and its options, such as {@code mu2net children=8 generation=4}.
 *
 * @param kind one of {@link AgentKind#NAMES}
 * @param options by name
 */
public record AgentWords(String kind, SortedMap<String, String> options) {
  public AgentWords {
    Require.that(
        AgentKind.NAMES.contains(kind),
        "agent '%s' is unknown; choose %s",
        kind,
        String.join(", ", AgentKind.NAMES));
    options = new TreeMap<>(options);
    List<String> known = AgentKind.of(kind).options();
    for (String option : options.keySet()) {
      Require.that(
          known.contains(option),
          "agent '%s' has no option '%s'; it has %s",
          kind,
          option,
          String.join(", ", known));
    }
  }

  @Override
  public SortedMap<String, String> options() {
    return new TreeMap<>(options);
  }

  /**
   * Reads the words; they are separated by blanks.
   *
   * @throws IllegalArgumentException that names the word which is wrong
   */
  public static AgentWords of(String text) {
    String[] words = text.strip().split("\\s+");
    SortedMap<String, String> options = new TreeMap<>();
    for (int i = 1; i < words.length; i++) {
      int equals = words[i].indexOf('=');
      Require.that(
          equals > 0 && equals < words[i].length() - 1,
          "agent '%s': '%s' is no option; write it like children=8",
          text,
          words[i]);
      Require.that(
          options.put(words[i].substring(0, equals), words[i].substring(equals + 1)) == null,
          "agent '%s': an option stands there twice: %s",
          text,
          words[i]);
    }
    return new AgentWords(words[0], options);
  }

  /** The same with these options where its own words say nothing; those it has not are left out. */
  public AgentWords orElse(Map<String, String> defaults) {
    SortedMap<String, String> all = new TreeMap<>(defaults);
    all.keySet().retainAll(AgentKind.of(kind).options());
    all.putAll(options);
    return new AgentWords(kind, all);
  }

  /**
   * Under which name it publishes: a muNet under its task's, another search under {@code
   * kind~task}, where the option {@code name} may stand in for the kind, a baseline under its own.
   */
  public String name(String task) {
    return AgentKind.of(kind).prefix().apply(this) + task;
  }

  /**
   * The agent.
   *
   * @param root geometry of the system's root
   */
  public Agent on(Task task, long seed, Vit root) {
    return AgentKind.of(kind).agent(this, task, seed, root);
  }

  /** Whether it composes paths that others published, so that one of its task must be there. */
  boolean composes() {
    return kind.equals(AgentKind.MULTIPATH);
  }

  int whole(String option, int otherwise) {
    return options.containsKey(option) ? (int) number(option, true) : otherwise;
  }

  double number(String option, double otherwise) {
    return options.containsKey(option) ? number(option, false) : otherwise;
  }

  private double number(String option, boolean isWhole) {
    String value = options.get(option);
    try {
      return isWhole ? Integer.parseInt(value) : Double.parseDouble(value);
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(
          Require.text(
              "agent '%s': %s=%s is no %snumber", kind, option, value, isWhole ? "whole " : ""),
          notANumber);
    }
  }

  /** The words, which {@link #of} reads. */
  @Override
  public String toString() {
    Map<String, String> words = new LinkedHashMap<>(options);
    return kind
        + words.entrySet().stream()
            .map(option -> " " + option.getKey() + "=" + option.getValue())
            .collect(Collectors.joining());
  }
}

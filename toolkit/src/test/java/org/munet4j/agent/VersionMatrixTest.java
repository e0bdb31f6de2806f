package org.munet4j.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.munet4j.agent.Mutation.Rate;
import org.munet4j.agent.Selection.Counting;
import org.munet4j.agent.Selection.Parents;
import org.munet4j.agent.Selection.Ties;
import org.munet4j.space.SearchSpace;
import org.munet4j.system.Charging;
import org.munet4j.task.Task;
import org.munet4j.train.Improvement;
import org.munet4j.train.TinyTask;

/** The columns of the version matrix (§3), row by row. */
class VersionMatrixTest {
  private static final Task TASK = TinyTask.named("bars", 3, 1);
  private static final OptionalInt NO_CAP = OptionalInt.empty();

  @Test
  void muNetHasItsColumn() {
    assertEquals(
        new Rules(
            new Score(1, 1, Score.quality().parameters(), Score.quality().flops()),
            new Mutation(Rate.CONSTANT, 0.1, true, false),
            new Selection(
                true, Parents.DECAY, Counting.OWN_MODELS, Improvement.STRICT, Ties.OLDEST, NO_CAP),
            new Inheritance(false, false, 100, Charging.TASKS),
            true),
        MuNet.rules());
    assertEquals(Optional.empty(), MuNet.on(TASK).space());
  }

  @Test
  void mu2NetHasItsColumn() {
    assertEquals(
        new Rules(
            Score.quality(),
            new Mutation(Rate.PER_PATH, 0.2, false, false),
            new Selection(
                false,
                Parents.DECAY_OVER_SEEDS,
                Counting.ALL_MODELS,
                Improvement.NOT_WORSE,
                Ties.NEWEST,
                NO_CAP),
            new Inheritance(true, true, 100, Charging.TASKS),
            true),
        Mu2Net.rules());
    assertEquals(Optional.of(SearchSpace.mu2Net()), Mu2Net.on(TASK).space());
  }

  @Test
  void mu2NetPlusHasItsColumn() {
    assertEquals(
        new Rules(
            Score.sizeAndCompute(0.99),
            new Mutation(Rate.PER_ACTION, 0.1, true, false),
            new Selection(
                false,
                Parents.DECAY,
                Counting.OWN_MODELS,
                Improvement.NOT_WORSE,
                Ties.NEWEST,
                NO_CAP),
            new Inheritance(true, true, 1000, Charging.TASKS_AND_ROOT),
            false),
        Mu2NetPlus.rules());
    assertEquals(
        Optional.of(SearchSpace.mu2NetPlus(2, List.of(12, 24))),
        Mu2NetPlus.on(TASK, 2, List.of(12, 24)).space());
  }

  @Test
  void presetsDifferInNothingButNameRulesAndSpace() {
    SinglePathAgent munet = MuNet.on(TASK);
    SinglePathAgent mu2net = Mu2Net.on(TASK);
    SinglePathAgent plus = Mu2NetPlus.on(TASK, 2, List.of(12));
    assertEquals(3, Stream.of(munet, mu2net, plus).map(SinglePathAgent::method).distinct().count());
    for (SinglePathAgent preset : List.of(mu2net, plus)) {
      SinglePathAgent same =
          new SinglePathAgent(
              munet.method(),
              preset.name(),
              preset.task(),
              preset.seed(),
              preset.children(),
              preset.generation(),
              munet.rules(),
              munet.space(),
              preset.defaults(),
              preset.budget(),
              preset.precision(),
              preset.isPrivate());
      assertEquals(munet, same);
    }
  }

  @Test
  void everyRuleIsASetting() {
    Rules rules = Mu2NetPlus.rules();
    Mutation mutation = rules.mutation();
    Selection selection = rules.selection();
    Inheritance inheritance = rules.inheritance();
    List<Rules> others =
        List.of(
            rules.score(Score.size(0.99)),
            rules.score(rules.score().reference(1e6, 1e6)),
            rules.mutation(mutation.rate(Rate.CONSTANT)),
            rules.mutation(mutation.probability(0.2)),
            rules.mutation(new Mutation(mutation.rate(), 0.1, false, false)),
            rules.mutation(new Mutation(mutation.rate(), 0.1, true, true)),
            rules.selection(selection.cap(3)),
            rules.selection(selection.parents(Parents.BEST)),
            rules.selection(MuNet.rules().selection()),
            rules.selection(Mu2Net.rules().selection()),
            rules.inheritance(new Inheritance(false, true, 1000, inheritance.charging())),
            rules.inheritance(new Inheritance(true, false, 1000, inheritance.charging())),
            rules.inheritance(new Inheritance(true, true, 100, inheritance.charging())),
            rules.inheritance(new Inheritance(true, true, 1000, Charging.TASKS)),
            new Rules(rules.score(), mutation, selection, inheritance, true));
    SinglePathAgent agent = Mu2NetPlus.on(TASK, 2, List.of());
    Set<Map<String, String>> settings =
        others.stream().map(other -> agent.rules(other).settings()).collect(Collectors.toSet());
    assertEquals(others.size(), settings.size());
    settings.forEach(other -> assertEquals(1, differences(agent.settings(), other), "" + other));
    assertNotEquals(agent.settings(), agent.asPrivate().settings());
  }

  private static int differences(Map<String, String> one, Map<String, String> other) {
    Set<String> names = new TreeSet<>(one.keySet());
    names.addAll(other.keySet());
    names.removeIf(name -> new TreeMap<>(one).get(name).equals(other.get(name)));
    return names.size();
  }
}

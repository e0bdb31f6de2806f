package org.munet4j.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.munet4j.run.Run;
import org.munet4j.system.Child;
import org.munet4j.system.Metrics;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;
import org.munet4j.train.Budget;
import org.munet4j.train.TinyTask;

class PopulationTest {
  private static final Model ROOT = Model.root(TinyTask.path(2));

  private static Model model(String id, String parent, double score) {
    Metrics metrics = new Metrics(score, OptionalDouble.empty(), score, 1, 0, List.of());
    return new Model(id, "task", parent, ROOT.path(), ROOT.hyperparameters(), metrics);
  }

  private static Population population(Selection selection) {
    Population population = new Population(MultitaskSystem.from(ROOT), "task", selection);
    population.add(model("old", "root", 0.8));
    population.add(model("best", "old", 0.9));
    population.add(model("tie", "best", 0.9));
    return population;
  }

  @Test
  void theBestComesFirstAndOfEqualScoresTheOldest() {
    assertEquals(
        List.of("best", "tie", "old"),
        population(MuNet.rules().selection()).byScore().stream().map(Model::id).toList());
  }

  @Test
  void whereTheNewestOfEqualScoresIsBestItComesFirst() {
    assertEquals(
        List.of("tie", "best", "old"),
        population(Mu2Net.rules().selection()).byScore().stream().map(Model::id).toList());
  }

  @Test
  void theCapLetsTheLowestScoresGoAndKeepsThemAsAncestors() {
    Population population = population(Mu2Net.rules().selection().cap(1));
    population.prune();
    assertEquals(List.of("tie"), population.byScore().stream().map(Model::id).toList());
    assertEquals(4, population.ancestors(population.best().orElseThrow()).size());
    assertTrue(population.contains(model("old", "root", 0.8)));
  }

  @Test
  void withACapOnlyTheBestSoFarHaveChildren() {
    SinglePathAgent agent =
        Mu2Net.on(TinyTask.named("bars", 3, 1))
            .rules(Mu2Net.rules().selection(Mu2Net.rules().selection().cap(1)))
            .children(12)
            .generation(1)
            .budget(new Budget(20, 1, 1, 2));
    Run.Result result = Run.on(MultitaskSystem.from(ROOT)).agent(agent).go();
    String best = "root";
    double most = Double.NEGATIVE_INFINITY;
    int own = 0;
    for (Child child : result.history().get(0).children()) {
      assertTrue(List.of("root", best).contains(child.parent()), child + " after " + best);
      own += child.parent().equals("root") ? 0 : 1;
      if (child.isKept() && child.score() >= most) {
        best = child.id();
        most = child.score();
      }
    }
    assertTrue(own > 2, own + " children of own models");
    assertEquals(best, result.system().model("bars").id());
  }

  @Test
  void aModelIsScoredAnewWhenItsComponentsAreShared() {
    Model mine = model("task.0.0", "root", 0.9);
    Model other = new Model("b", "b", "root", ROOT.path(), ROOT.hyperparameters(), mine.metrics());
    Rules rules = MuNet.rules().score(Score.size(0.5));
    MultitaskSystem alone = publish(MultitaskSystem.from(ROOT), mine);
    assertEquals(0.45, scored(alone, rules), 1e-12);
    assertEquals(0.9 * Math.sqrt(0.5), scored(publish(alone, other), rules), 1e-12);
    Rules plus = rules.inheritance(Mu2NetPlus.rules().inheritance());
    assertEquals(0.9 * Math.sqrt(0.5), scored(alone, plus), 1e-12);
  }

  private static MultitaskSystem publish(MultitaskSystem system, Model model) {
    return system.publish(new Publication(model.task(), 0, Optional.of(model), List.of(), false));
  }

  /** The score with which the task's model goes into its next cycle. */
  private static double scored(MultitaskSystem system, Rules rules) {
    SinglePathAgent agent = MuNet.on(TinyTask.named("task", 2, 1));
    Cycle.Rules cycle =
        new Cycle.Rules(
            agent.budget(),
            rules.score(),
            rules.selection(),
            rules.inheritance(),
            agent.precision(),
            false);
    Population population = new Cycle(agent, system, 1, null, cycle).population();
    return population.best().orElseThrow().metrics().score();
  }

  @Test
  void childrenOfSeedsCountWhereTheRulesSaySo() {
    Population population = population(Mu2Net.rules().selection());
    population.count(ROOT);
    population.count(ROOT);
    assertEquals(2, population.offspring(ROOT));
  }

  @Test
  void ancestorsLeadToTheRoot() {
    assertEquals(
        List.of("tie", "best", "old", "root"),
        population(MuNet.rules().selection()).ancestors(model("tie", "best", 0.9)).stream()
            .map(Model::id)
            .toList());
  }

  @Test
  void onlyChildrenOfTheOwnTaskAreCounted() {
    Population population = population(MuNet.rules().selection());
    population.count(ROOT);
    assertEquals(0, population.offspring(ROOT));
    population.count(model("old", "root", 0.8));
    assertEquals(1, population.offspring(model("old", "root", 0.8)));
    population.uncount(model("old", "root", 0.8));
    assertEquals(0, population.offspring(model("old", "root", 0.8)));
  }
}

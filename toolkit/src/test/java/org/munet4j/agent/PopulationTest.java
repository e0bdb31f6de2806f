package org.munet4j.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.munet4j.system.Metrics;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
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

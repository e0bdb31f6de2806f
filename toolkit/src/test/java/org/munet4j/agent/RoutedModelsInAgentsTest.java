package org.munet4j.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.munet4j.component.Component;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Multipath;
import org.munet4j.component.Routed;
import org.munet4j.router.RoutedModels;
import org.munet4j.run.Run;
import org.munet4j.run.RunFailedException;
import org.munet4j.system.Child;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.task.Task;
import org.munet4j.tensor.RandomStream;
import org.munet4j.train.Budget;
import org.munet4j.train.Evaluation;
import org.munet4j.train.TinyRouted;
import org.munet4j.train.TinyTask;

/** What later agents make of models that a router published. */
class RoutedModelsInAgentsTest {
  private static final Model ROOT = Model.root(TinyTask.path(2));
  private static final Task A = TinyTask.named("a", 3, 1);
  private static final Task B = TinyTask.named("b", 3, 2);
  private static final Task D = TinyTask.named("d", 4, 4);
  private static final Routed OF_A = TinyRouted.model("a", 3, List.of(0, 1), List.of(0, 1));
  private static final Routed OF_D = TinyRouted.model("d", 4, List.of(0, 2), List.of(2));

  /** Tasks a and d are solved by a router, b by nobody yet. */
  private static MultitaskSystem mixed() {
    return RoutedModels.by("hand", new TreeMap<>())
        .with(A, OF_A)
        .with("d", OF_D, 0.5, OptionalDouble.of(0.4))
        .into(MultitaskSystem.inMemory(ROOT));
  }

  private static SinglePathAgent single(SinglePathAgent agent) {
    return agent.children(2).generation(2).budget(new Budget(20, 3, 2, 2));
  }

  private static MultipathAgent multipath(Task task) {
    return MultipathAgent.on(task).children(4).generation(2).budget(new Budget(20, 4, 2, 2));
  }

  private static Multipath published(Run.Result result, MultipathAgent agent) {
    return (Multipath)
        result.system().publishedBy(agent.name(), agent.task().name()).orElseThrow().graph();
  }

  @Test
  void singlePathAgentsOfAllKindsSkipThem() {
    for (SinglePathAgent agent :
        List.of(
            single(MuNet.on(A)),
            single(Mu2NetPlus.on(B, 2, List.of(12))),
            single(Mu4Net.on(D, 2, List.of(12), 12)))) {
      Run.Result result = Run.on(mixed()).agent(agent).cycles(2).go();
      for (var publication : result.history()) {
        for (Child child : publication.children()) {
          assertTrue(!child.parent().startsWith("hand~"), "" + child);
        }
      }
      String task = agent.task().name();
      Model found = result.system().publishedBy(agent.name(), task).orElseThrow();
      assertTrue(found.graph() instanceof ModelPath, "" + found);
    }
  }

  @Test
  void aBaselineWorksBesideThem() {
    Run.Result result =
        Run.on(mixed())
            .agent(Baseline.fineTuning(B).children(2).replicas(1).budget(new Budget(20, 3, 2, 2)))
            .go();
    assertTrue(result.system().model("b").isSinglePath());
  }

  @Test
  void withoutAViTAtTheRootSinglePathAgentsSayWhatTheyNeed() {
    Routed fresh = Routed.fresh(TinyRouted.NETWORK, 1, Model.ROOT, RandomStream.seeded(7));
    MultitaskSystem system = MultitaskSystem.from(Model.root(fresh));
    for (Agent agent : List.of(single(MuNet.on(A)), Baseline.fineTuning(A))) {
      RunFailedException failure =
          assertThrows(RunFailedException.class, () -> Run.on(system).agent(agent).go());
      assertTrue(failure.getMessage().contains("derives its models from a ViT"), "" + failure);
    }
    MultitaskSystem grown = RoutedModels.by("hand", new TreeMap<>()).with(A, OF_A).into(system);
    Run.Result result = Run.on(grown).agent(multipath(A)).go();
    assertEquals(OF_A, published(result, multipath(A)).main());
    assertEquals(Model.ROOT, published(result, multipath(A)).branches().get(0).model());
  }

  @Test
  void aRouterNamedLikeATasksAgentDoesNotStopThatAgent() {
    MultitaskSystem system = mixed();
    Model model = system.model("a");
    MultitaskSystem same =
        system.publish(
            new org.munet4j.system.Publication(
                "a", 0, java.util.Optional.of(renamed(model)), List.of(), false));
    Run.Result result = Run.on(same).agent(single(MuNet.on(A))).go();
    assertEquals(2, result.history().get(0).children().size());
  }

  private static Model renamed(Model model) {
    return new Model("a.0.0", "a", "root", model.graph(), model.hyperparameters(), model.metrics());
  }

  @Test
  void aMultipathTakesARoutedModelAsABranchAndLeavesItAsItIs() {
    MultitaskSystem system = Run.on(mixed()).agent(single(MuNet.on(B))).go().system();
    MultipathAgent agent = multipath(B).without(Set.of("a", Model.ROOT));
    Run.Result result = Run.on(system).agent(agent).cycles(2).go();
    Multipath best = published(result, agent);
    Multipath.Branch branch = best.branches().get(0);
    assertEquals("hand~d.0.0", branch.model());
    assertEquals(OF_D, branch.graph());
    assertEquals(4, branch.connector().shapes().get("kernel")[1], "its logits enter");
    assertEquals(system.model("b").graph(), best.main());
    assertEquals(
        best, result.system().refresh().publishedBy(agent.name(), "b").orElseThrow().graph());
    for (Component joint : best.own()) {
      assertEquals("b", joint.owner());
    }
    Multipath untouched = best.replacing(List.of(Multipath.freshConnector(1, 3, 4, "b")));
    assertNotEquals(
        Evaluation.logits(untouched, B.test()), Evaluation.logits(best, B.test()), "it counts");
  }

  @Test
  void theSameSeedGivesTheSameMultipathInAnyNumberOfSlots() {
    MultitaskSystem system = Run.on(mixed()).agent(single(MuNet.on(B))).go().system();
    MultipathAgent agent = multipath(B).paths(3);
    Run.Result one = Run.on(system.refresh()).agent(agent).slots(1).go();
    MultitaskSystem again = Run.on(mixed()).agent(single(MuNet.on(B))).go().system();
    Run.Result three = Run.on(again).agent(agent).slots(3).go();
    assertEquals(one.history(), three.history());
    assertEquals(published(one, agent), published(three, agent));
  }

  @Test
  void aRoutedModelIsTheMainPathWhereItSolvesTheTask() {
    MultipathAgent agent = multipath(A).without(Set.of(Model.ROOT));
    Run.Result result = Run.on(mixed()).agent(agent).cycles(2).go();
    Multipath best = published(result, agent);
    assertEquals(OF_A, best.main());
    assertEquals("hand~d.0.0", best.branches().get(0).model());
    Model model = result.system().refresh().publishedBy(agent.name(), "a").orElseThrow();
    assertEquals(12, model.hyperparameters().integer("ds_image_size"));
    assertEquals(4, model.hyperparameters().integer("num_layers"));
    assertEquals(Evaluation.accuracy(best, A.test()), model.metrics().test().orElseThrow(), 0);
  }
}

package org.munet4j.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.munet4j.component.Component;
import org.munet4j.component.Mixing;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Multipath;
import org.munet4j.router.PerSampleRouter;
import org.munet4j.router.Router;
import org.munet4j.run.Run;
import org.munet4j.run.RunFailedException;
import org.munet4j.space.Hyperparameters;
import org.munet4j.system.Child;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;
import org.munet4j.task.Task;
import org.munet4j.tensor.Tensor;
import org.munet4j.train.Budget;
import org.munet4j.train.TinyTask;

/** §8.4, rule by rule. */
class MultipathAgentTest {
  private static final Model ROOT = Model.root(TinyTask.path(2));
  private static final Task A = TinyTask.named("a", 3, 1);
  private static final Task B = TinyTask.named("b", 4, 2);
  private static final Task C = TinyTask.named("c", 2, 3);
  private static final Task D = TinyTask.named("d", 3, 4);
  private static MultitaskSystem settled;

  @BeforeAll
  static void settle() {
    settled =
        Run.on(MultitaskSystem.from(ROOT))
            .agent(single(A))
            .agent(single(B))
            .agent(single(C).asPrivate())
            .agent(single(D))
            .go()
            .system();
  }

  private static SinglePathAgent single(Task task) {
    return MuNet.on(task).children(2).generation(2).mutation(0.3).budget(new Budget(20, 3, 2, 2));
  }

  private static MultipathAgent agent(Task task) {
    return MultipathAgent.on(task).children(6).generation(3).budget(new Budget(20, 4, 2, 2));
  }

  private static Run.Result run(MultipathAgent agent, int cycles) {
    return Run.on(settled).agent(agent).cycles(cycles).go();
  }

  private static Multipath published(Run.Result result, MultipathAgent agent) {
    return (Multipath)
        result.system().publishedBy(agent.name(), agent.task().name()).orElseThrow().graph();
  }

  private static List<Child> children(Run.Result result) {
    List<Child> all = new ArrayList<>();
    result.history().forEach(publication -> all.addAll(publication.children()));
    return all;
  }

  @Test
  void aSinglePathOfTheTaskMustBeThereFirst() {
    RunFailedException failure =
        assertThrows(
            RunFailedException.class,
            () -> Run.on(MultitaskSystem.from(ROOT)).agent(agent(A)).go());
    assertTrue(failure.getMessage().contains("no single path solves it yet"), "" + failure);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void onlyConnectorsAndRouterAreTrainedAndTheSinglePathStays(long seed) {
    MultipathAgent agent = agent(A).seed(seed);
    Run.Result result = run(agent, 1);
    for (Child child : children(result)) {
      assertTrue(child.trained().stream().allMatch(Multipath::isJoint), "" + child);
      assertTrue(child.trained().contains(Multipath.ROUTER));
    }
    Multipath best = published(result, agent);
    assertEquals(settled.model("a").graph(), best.main());
    assertEquals(settled.model("a"), result.system().publishedBy("a", "a").orElseThrow());
    Set<String> known = new HashSet<>();
    settled.models().forEach(model -> known.addAll(model.graph().ids()));
    for (Component part : best.components()) {
      assertEquals(Multipath.isJoint(part.name()), !known.contains(part.id()), "" + part);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void pathsAreOfOtherPublicTasksEachAgentOnce(long seed) {
    Run.Result result = run(agent(A).seed(seed).paths(3), 2);
    Multipath best = published(result, agent(A));
    List<String> models = best.branches().stream().map(Multipath.Branch::model).toList();
    assertEquals(2, models.size());
    assertEquals(2, new HashSet<>(models).size());
    Set<String> allowed = Set.of(settled.model("b").id(), settled.model("d").id(), ROOT.id());
    assertTrue(allowed.containsAll(models), "" + models);
    for (Multipath.Branch branch : best.branches()) {
      assertEquals(0, branch.graph().classes());
    }
  }

  @Test
  void tasksThatAreLeftOutLendNoPath() {
    MultipathAgent agent = agent(A).without(Set.of("b", Model.ROOT));
    Multipath best = published(run(agent, 1), agent);
    assertEquals(
        List.of(settled.model("d").id()),
        best.branches().stream().map(Multipath.Branch::model).toList());
  }

  @Test
  void otherMultipathsArePathsOnlyWhenAsked() {
    MultitaskSystem grown = run(agent(B).named("multipath~b"), 1).system();
    Set<String> others = Set.of("d", Model.ROOT);
    MultipathAgent plain = agent(A).without(others).paths(3);
    MultipathAgent nesting = plain.nesting().named("nesting");
    Run.Result result = Run.on(grown).agent(plain).agent(nesting).go();
    for (Multipath.Branch branch : published(result, plain).branches()) {
      assertFalse(branch.graph() instanceof Multipath);
    }
    assertTrue(
        published(result, nesting).branches().stream()
            .anyMatch(branch -> branch.graph() instanceof Multipath));
  }

  @Test
  void theSameSeedGivesTheSameModelsInAnyNumberOfSlots() {
    MultipathAgent agent = agent(A);
    Run.Result once = Run.on(settled).agent(agent).cycles(2).slots(1).go();
    Run.Result again = Run.on(settled).agent(agent).cycles(2).slots(3).go();
    assertEquals(once.history(), again.history());
    assertEquals(once.system().models(), again.system().models());
    assertNotEquals(once.history(), run(agent.seed(8), 2).history());
  }

  @Test
  void anIntermediateRunInAStoreGivesTheSameBits() {
    MultipathAgent agent = agent(A);
    MultitaskSystem stored = MultitaskSystem.inMemory(ROOT);
    Run.Result first =
        Run.on(stored)
            .agent(single(A))
            .agent(single(B))
            .agent(single(C).asPrivate())
            .agent(single(D))
            .go();
    Run.Result result = Run.on(first.system()).agent(agent).go();
    assertEquals(published(run(agent, 1), agent), published(result, agent));
    assertEquals(
        published(result, agent), result.system().refresh().model("a").graph(), "read back");
  }

  @Test
  void singlePathAgentsTrainTheirOwnPartsOnAsIfThereWereNoMultipath() {
    MultitaskSystem grown = run(agent(A), 1).system();
    for (String task : List.of("a", "b", "d")) {
      for (Component part : settled.model(task).graph().components()) {
        assertEquals(
            settled.isTrainable(part.id(), task), grown.isTrainable(part.id(), task), "" + part);
      }
    }
    Model joined = grown.publishedBy("multipath~a", "a").orElseThrow();
    for (Component joint : joined.graph().own()) {
      assertTrue(grown.isTrainable(joint.id(), "multipath~a"));
      assertFalse(grown.isTrainable(joint.id(), "a"));
    }
  }

  /** §8.4: the counter moves where the decay scan finds a parent, and by nothing else. */
  @Test
  void anOlderMainPathIsNotCountedAsAChildOfTheMultipathThatHasIt() {
    int children = 0;
    for (long seed = 1; seed <= 3; seed++) {
      MultipathAgent agent = agent(A).seed(seed).children(16).generation(16);
      MultitaskSystem grown = run(agent, 1).system();
      String own = grown.publishedBy(agent.name(), "a").orElseThrow().id();
      Publication again = Run.on(grown.publish(newer())).agent(agent).go().history().get(0);
      children += again.children().stream().filter(child -> child.parent().equals(own)).count();
    }
    assertTrue(children <= 21, "halving chances give about 4 of 16 each time: " + children);
  }

  /** Another single path for task a, in place of the one that multipaths have. */
  private static Publication newer() {
    Model before = settled.model("a");
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    ModelPath path = before.path();
    path.component("head")
        .orElseThrow()
        .shapes()
        .forEach((name, shape) -> tensors.put(name, Tensor.full(0.5f, shape)));
    Model after =
        new Model(
            "a.1.0",
            "a",
            before.id(),
            path.replacing(List.of(new Component("head", "a", tensors))),
            before.hyperparameters(),
            before.metrics());
    return new Publication("a", "a", 1, Optional.of(after), List.of(), false);
  }

  @Test
  void whatIsLearnedAboutDataChoicesIsPassedOn() {
    Set<String> learned = new HashSet<>();
    for (long seed = 1; seed <= 2; seed++) {
      MultipathAgent agent = agent(A).seed(seed).children(8).generation(1);
      learned.addAll(
          run(agent, 2)
              .system()
              .publishedBy(agent.name(), "a")
              .orElseThrow()
              .hyperparameters()
              .values()
              .keySet());
    }
    learned.removeIf(name -> !name.startsWith(Hyperparameters.LEARNED_PREFIX + "hp:ds_"));
    assertTrue(learned.contains("_mu_|hp:ds_flip_left_right"), "" + learned);
  }

  @Test
  void withoutARouterOnlyConnectorsLearn() {
    MultipathAgent agent = agent(A).router(Router.perSample().fixed().mainWeight(0.6)).paths(2);
    Run.Result result = run(agent, 1);
    for (Child child : children(result)) {
      assertEquals(List.of(Multipath.connector(1)), child.trained());
    }
    float[] bias = published(result, agent).router().tensors().get("bias").toArray();
    assertEquals(Math.log(0.6 / 0.4), bias[0], 1e-6);
    assertEquals(0, bias[1]);
    assertEquals(Mixing.Condition.FIXED, published(result, agent).mixing().condition());
  }

  @Test
  void aPriceOfSizeAndComputeLowersTheScore() {
    MultipathAgent dear = agent(A).score(Score.sizeAndCompute(0.9));
    Run.Result result = run(dear, 1);
    Model model = result.system().publishedBy(dear.name(), "a").orElseThrow();
    assertTrue(model.metrics().score() < model.metrics().quality());
    Model free = run(agent(A), 1).system().publishedBy(dear.name(), "a").orElseThrow();
    assertEquals(free.metrics().quality(), free.metrics().score());
  }

  @Test
  void aSearchBeginsWithThePapersNumbersAndTheRoutersOwn() {
    Hyperparameters first = agent(A).first(2, 12);
    assertEquals(0.02, first.number("opt_lr"));
    assertEquals(0.05, first.number(Hyperparameters.ROUTER_RATE));
    assertEquals(0.8, first.number(Hyperparameters.MAIN_WEIGHT));
    assertEquals(2, first.integer(Hyperparameters.PATHS));
    MultipathAgent other =
        agent(A).paths(3).router(Router.perSample().multiplier(1).mainWeight(0.5));
    assertEquals(1, other.first(2, 12).number(Hyperparameters.ROUTER_RATE));
    assertEquals(0.5, other.first(2, 12).number(Hyperparameters.MAIN_WEIGHT));
    assertEquals(3, other.first(2, 12).integer(Hyperparameters.PATHS));
    assertNotEquals(agent(A).settings(), other.settings());
  }

  @Test
  void connectorsAreInheritedWhereTheyFit() {
    Multipath two =
        Router.perSample()
            .join(settled.model("a").graph(), List.of(source("b")), Optional.empty(), "a");
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    two.branches()
        .get(0)
        .connector()
        .shapes()
        .forEach((name, shape) -> tensors.put(name, Tensor.full(1, shape)));
    Component learned = new Component(Multipath.connector(1), "a", tensors);
    Multipath parent = two.replacing(List.of(learned));
    Multipath three =
        Router.perSample()
            .join(parent.main(), List.of(source("b"), source("d")), Optional.of(parent), "a");
    assertEquals(learned, three.component(Multipath.connector(1)).orElseThrow());
    assertEquals(3, three.router().shapes().get("bias")[0]);
  }

  private static PerSampleRouter.Source source(String task) {
    return new PerSampleRouter.Source(
        settled.model(task).id(), settled.model(task).path().withoutHead());
  }
}

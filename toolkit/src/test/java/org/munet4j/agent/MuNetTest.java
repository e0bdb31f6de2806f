package org.munet4j.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.munet4j.component.Component;
import org.munet4j.component.Vit;
import org.munet4j.run.Run;
import org.munet4j.run.RunFailedException;
import org.munet4j.space.SearchSpace;
import org.munet4j.system.Child;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;
import org.munet4j.task.Task;
import org.munet4j.tensor.Tensor;
import org.munet4j.train.Budget;
import org.munet4j.train.Evaluation;
import org.munet4j.train.TinyTask;

class MuNetTest {
  private static final Task FIRST = TinyTask.named("first", 4, 1);
  private static final Task SECOND = TinyTask.named("second", 3, 2);
  private static final MultitaskSystem START = MultitaskSystem.from(Model.root(TinyTask.path(2)));
  private static final Run.Result RESULT = run(2, 7);

  private static SinglePathAgent agent(Task task, long seed) {
    return MuNet.on(task)
        .seed(seed)
        .children(6)
        .generation(2)
        .mutation(0.5)
        .space(SearchSpace.autoTune(2))
        .budget(new Budget(20, 3, 2, 2));
  }

  private static Run.Result run(int slots, long seed) {
    return Run.on(START)
        .agent(agent(FIRST, seed))
        .agent(agent(SECOND, seed))
        .cycles(2)
        .slots(slots)
        .go();
  }

  @Test
  void repeatsForTheSameSeedWhateverTheNumberOfSlots() {
    Run.Result again = run(1, 7);
    assertEquals(RESULT.history(), again.history());
    assertEquals(RESULT.system().models(), again.system().models());
    assertNotEquals(RESULT.history(), run(2, 8).history());
  }

  @Test
  void publishesOneModelATaskAndTheBestOfItsChildren() {
    assertEquals(
        List.of("root", "first", "second"),
        RESULT.system().models().stream()
            .map(Model::task)
            .sorted(java.util.Comparator.comparing(List.of("root", "first", "second")::indexOf))
            .toList());
    for (var publication : RESULT.history()) {
      double best =
          publication.children().stream()
              .filter(Child::isKept)
              .mapToDouble(Child::quality)
              .max()
              .orElse(0);
      assertTrue(publication.best().orElseThrow().metrics().quality() >= best);
      assertTrue(publication.best().orElseThrow().metrics().test().isPresent());
    }
  }

  @Test
  void triesEveryPublishedModelUnchangedFirst() {
    List<Child> children = RESULT.history().get(1).children();
    assertEquals("root", children.get(1).parent());
    assertTrue(children.get(0).parent().startsWith("first."));
    for (Child seedPass : children.subList(0, 2)) {
      assertEquals(List.of("head"), seedPass.trained());
      assertEquals(List.of(), seedPass.changes());
    }
  }

  @Test
  void laterChildrenAlwaysTrainTheFinalNorm() {
    for (Child child : RESULT.history().get(1).children().subList(2, 6)) {
      assertTrue(child.trained().contains(Vit.NORM), child.toString());
      assertTrue(child.trained().contains(Vit.HEAD), child.toString());
    }
  }

  @Test
  void everyModelDescendsFromALiveOne() {
    Set<String> live = Set.copyOf(RESULT.system().models().stream().map(Model::id).toList());
    for (Model model : RESULT.system().models()) {
      assertTrue(model.isRoot() || live.contains(model.parent()), model.toString());
    }
  }

  @Test
  void forgetsNothing() {
    MultitaskSystem before = Run.on(START).agent(agent(FIRST, 3)).go().system();
    Tensor logits = Evaluation.logits(before.model("first").path(), FIRST.test());
    MultitaskSystem after = Run.on(before).agent(agent(SECOND, 3)).go().system();
    assertEquals(before.model("first").path(), after.model("first").path());
    assertEquals(logits, Evaluation.logits(after.model("first").path(), FIRST.test()));
  }

  @Test
  void ownsWhatItTrainedAndNothingElse() {
    Run.Result once = Run.on(START).agent(agent(FIRST, 3)).agent(agent(SECOND, 3)).go();
    for (var publication : once.history()) {
      Model best = publication.best().orElseThrow();
      for (Component component : best.path().components()) {
        boolean isOwn = component.owner().equals(best.task());
        boolean isTrained =
            publication.children().stream()
                .anyMatch(child -> child.trained().contains(component.name()));
        assertTrue(!isOwn || isTrained, component.toString());
        assertTrue(isOwn || !component.name().equals(Vit.HEAD), component.toString());
      }
    }
  }

  @Test
  void goesOnWhereAnEarlierRunOnTheSameSystemEnded() {
    Run.Result half = Run.on(START).agent(agent(FIRST, 7)).agent(agent(SECOND, 7)).go();
    Run.Result other = Run.on(half.system()).agent(agent(FIRST, 7)).agent(agent(SECOND, 7)).go();
    assertEquals(RESULT.system().models(), other.system().models());
    assertEquals(RESULT.history().subList(2, 4), other.history());
  }

  @Test
  void chargesForSizeWhenAsked() {
    Run.Result priced = Run.on(START).agent(agent(FIRST, 7).sizeScale(0.5)).go();
    Model best = priced.system().model("first");
    double size = priced.system().accountedParameters(best);
    double factor = Math.pow(0.5, size / START.root().path().parameters());
    assertEquals(best.metrics().quality() * factor, best.metrics().score(), 1e-12);
    assertTrue(factor < 1);
  }

  @Test
  void alwaysTrainsTheFinalNormAfterTheSeedPassEvenWithoutMutations() {
    Run.Result frozen = Run.on(START).agent(agent(FIRST, 7).mutation(0)).go();
    List<Child> children = frozen.history().get(0).children();
    assertEquals(List.of("head"), children.get(0).trained());
    assertEquals(List.of("encoder_norm", "head"), children.get(1).trained());
  }

  @Test
  void keepsWhatWasPublishedWhenALaterAgentFails() {
    Agent broken = new Broken(SECOND);
    RunFailedException failure =
        assertThrows(
            RunFailedException.class,
            () -> Run.on(START).agent(agent(FIRST, 7)).agent(broken).go());
    assertEquals(List.of("first"), failure.result().system().tasks());
    assertTrue(failure.getMessage().contains("'second'"), failure.getMessage());
  }

  private record Broken(Task task) implements Agent {
    @Override
    public SortedMap<String, String> settings() {
      return Collections.emptySortedMap();
    }

    @Override
    public Publication cycle(MultitaskSystem system, int cycle, Context context) {
      throw new IllegalStateException("no data");
    }
  }

  @Test
  void aFailingListenerEndsNoTraining() {
    Run.Result result =
        Run.on(START)
            .agent(agent(FIRST, 7))
            .watchedBy(
                event -> {
                  throw new IllegalStateException("broken listener");
                })
            .go();
    assertEquals(RESULT.history().get(0), result.history().get(0));
  }

  @Test
  void theNameRootAndDepthsBeyondTheRootAreRefused() {
    Task root = TinyTask.named("root", 3, 1);
    assertThrows(IllegalArgumentException.class, () -> MuNet.on(root));
    SinglePathAgent deep = agent(FIRST, 7).space(SearchSpace.layers(5));
    RunFailedException failure =
        assertThrows(RunFailedException.class, () -> Run.on(START).agent(deep).go());
    assertTrue(failure.getMessage().contains("goes up to 3, the root has 2"), failure.getMessage());
  }

  @Test
  void stopsWithWhatItHas() {
    Run.Result stopped =
        Run.on(START)
            .agent(agent(FIRST, 3))
            .agent(agent(SECOND, 3))
            .watchedBy(
                event -> {
                  if (event instanceof Event.ChildEnded ended && ended.child().generation() == 0) {
                    main.interrupt();
                  }
                })
            .go();
    assertTrue(Thread.interrupted());
    assertTrue(stopped.isStopped());
    assertEquals(List.of("first"), stopped.system().tasks());
    assertTrue(stopped.history().get(0).children().size() < 6);
    assertFalse(stopped.system().model("first").path().components().isEmpty());
  }

  private final Thread main = Thread.currentThread();
}

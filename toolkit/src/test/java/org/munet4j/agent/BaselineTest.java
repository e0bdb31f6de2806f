package org.munet4j.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.munet4j.component.Component;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Vit;
import org.munet4j.run.Run;
import org.munet4j.run.RunFailedException;
import org.munet4j.space.Hyperparameters;
import org.munet4j.store.Store;
import org.munet4j.system.Child;
import org.munet4j.system.Commits;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;
import org.munet4j.system.Recall;
import org.munet4j.system.SoundStores;
import org.munet4j.task.Task;
import org.munet4j.tensor.RandomStream;
import org.munet4j.train.Budget;
import org.munet4j.train.Evaluation;
import org.munet4j.train.FrozenCache;
import org.munet4j.train.Precision;
import org.munet4j.train.Slots;
import org.munet4j.train.Stop;
import org.munet4j.train.TinyTask;
import org.munet4j.train.Trained;
import org.munet4j.train.Training;

class BaselineTest {
  private static final Task TASK = TinyTask.named("mine", 4, 1);
  private static final Model ROOT = Model.root(TinyTask.path(2));
  private static final MultitaskSystem START = MultitaskSystem.from(ROOT);

  @RegisterExtension final SoundStores stores = new SoundStores();
  private final Thread main = Thread.currentThread();

  /** Three replicas of four validations each: the budget of six children of two. */
  private static Baseline small(Baseline baseline) {
    return baseline.replicas(3).children(6).budget(new Budget(20, 3, 2, 2));
  }

  private static Run.Result run(Baseline baseline) {
    return Run.on(START).agent(small(baseline)).slots(2).go();
  }

  /** Checks what a baseline trains, and answers how many components it shares with the root. */
  private static int shared(Baseline baseline, String... trained) {
    Run.Result result = run(baseline);
    for (Child child : result.history().get(0).children()) {
      assertEquals(new TreeSet<>(Set.of(trained)), new TreeSet<>(child.trained()));
      assertEquals("root", child.parent());
    }
    Model best = result.system().model("mine");
    int shared = 0;
    for (Component component : best.path().components()) {
      boolean isTrained = Set.of(trained).contains(component.name());
      boolean isRoots = ROOT.path().components().contains(component);
      assertEquals(isTrained, !isRoots, component.toString());
      assertEquals(isTrained ? "mine" : "root", component.owner());
      shared += isRoots ? 1 : 0;
    }
    return shared;
  }

  private static String[] whole() {
    return TinyTask.VIT.components().toArray(String[]::new);
  }

  @Test
  void fineTuningAndTrainingFromScratchShareNothing() {
    assertEquals(0, shared(Baseline.fineTuning(TASK), whole()));
    assertEquals(0, shared(Baseline.fromScratch(TASK), whole()));
  }

  @Test
  void freezingSharesWhatIsBelowBitByBit() {
    String low = Vit.block(0);
    String high = Vit.block(1);
    assertEquals(3, shared(Baseline.freezeBottom(0, TASK), low, high, Vit.NORM, Vit.HEAD));
    assertEquals(4, shared(Baseline.freezeBottom(1, TASK), high, Vit.NORM, Vit.HEAD));
    assertEquals(5, shared(Baseline.freezeBottom(2, TASK), Vit.NORM, Vit.HEAD));
  }

  @Test
  void adaptersStandBeforeAllBlocksAndShareThem() {
    String[] trained = {Vit.adapter(0), Vit.adapter(1), Vit.NORM, Vit.HEAD};
    assertEquals(5, shared(Baseline.adapters(8, TASK), trained));
    Model best = run(Baseline.adapters(8, TASK)).system().model("mine");
    Component adapter = best.path().component(Vit.adapter(1)).orElseThrow();
    assertEquals(8, ModelPath.sizeOf(adapter));
    assertEquals(8, best.hyperparameters().integer(Hyperparameters.ADAPTER_DIM));
  }

  @Test
  void fromScratchBeginsWithNoneOfTheRootsDrawsAndTheOthersWithAllOfThem() {
    RandomStream stream = RandomStream.seeded(1);
    ModelPath scratch = BaselineCycle.replica(ROOT, new Tuning.FromScratch(), TASK, stream).path();
    for (String drawn : List.of(Vit.EMBEDDING, Vit.POSITION, Vit.block(0), Vit.block(1))) {
      assertNotEquals(ROOT.path().component(drawn), scratch.component(drawn));
    }
    for (Tuning tuning :
        List.of(new Tuning.FineTuning(), new Tuning.FreezeBottom(1), new Tuning.Adapters(8))) {
      ModelPath path = BaselineCycle.replica(ROOT, tuning, TASK, stream).path();
      for (Component component : path.components()) {
        boolean isNew = Vit.isAdapter(component.name()) || component.name().equals(Vit.HEAD);
        boolean isRoots = ROOT.path().components().contains(component);
        assertEquals(isNew, !isRoots, component.toString());
      }
    }
  }

  @Test
  void repeatsForTheSameSeedWhateverTheNumberOfSlots() {
    Run.Result first = run(Baseline.fineTuning(TASK));
    Run.Result again = Run.on(START).agent(small(Baseline.fineTuning(TASK))).slots(1).go();
    assertEquals(first.history(), again.history());
    assertEquals(first.system().models(), again.system().models());
    assertNotEquals(first.history(), run(Baseline.fineTuning(TASK).seed(8)).history());
  }

  /** Hears what was trained. */
  private record Trainings(Set<ModelPath> paths) implements Recall {
    @Override
    public Optional<Trained> find(String child, Training training) {
      return Optional.empty();
    }

    @Override
    public Trained keep(String child, Training training, Trained trained) {
      paths.add(trained.path());
      return trained;
    }
  }

  @Test
  void noTwoReplicasAreEqualEvenWhereOnlyTheirBatchesDiffer() {
    Trainings heard = new Trainings(new HashSet<>());
    try (FrozenCache none = FrozenCache.none()) {
      Context context = new Context(new Slots(1), none, new Stop(), heard, event -> {});
      small(Baseline.fineTuning(TASK)).cycle(START, 0, context);
    }
    assertEquals(3, heard.paths().size());
  }

  @Test
  void publishesTheBestReplicaByValidation() {
    List<Baseline> some = List.of(Baseline.freezeBottom(2, TASK), Baseline.adapters(16, TASK));
    for (Baseline baseline : some) {
      Publication done = run(baseline).history().get(0);
      double[] qualities = done.children().stream().mapToDouble(Child::quality).toArray();
      assertEquals(3, qualities.length);
      double most = Arrays.stream(qualities).max().getAsDouble();
      assertTrue(Arrays.stream(qualities).min().getAsDouble() < most, done.toString());
      Model best = done.best().orElseThrow();
      Child chosen = done.children().stream().filter(c -> c.quality() == most).findFirst().get();
      assertEquals(chosen.id(), best.id());
      assertEquals(most, best.metrics().quality());
      assertEquals(most, best.metrics().score());
      double test = Evaluation.accuracy(best.path(), TASK.test());
      assertEquals(test, best.metrics().test().orElseThrow());
    }
  }

  @Test
  void eachReplicaGetsItsPartOfTheSearchsBudgetAndOneScheduleOverAllOfIt() {
    Baseline papers = Baseline.fineTuning(TASK).budget(new Budget(512, 100, 5, 10));
    assertEquals(new Budget(512, 100, 80, 10), papers.replicaBudget());
    assertEquals(480, papers.budget(new Budget(512, 200, 30, 10)).replicaBudget().validations());
    for (Child child : run(Baseline.freezeBottom(2, TASK)).history().get(0).children()) {
      assertEquals(4, child.evaluations().size());
    }
    assertThrows(IllegalArgumentException.class, () -> papers.replicas(3).replicaBudget());
    assertThrows(IllegalArgumentException.class, () -> papers.children(0));
  }

  @Test
  void aRunThatWasStoppedAgainAndAgainEqualsOneThatNeverWas() {
    Run.Result whole = run(Baseline.freezeBottom(1, TASK));
    Store store = stores.inMemory();
    Run.Result result = null;
    int stops = 0;
    while (result == null || result.isStopped()) {
      MultitaskSystem system = new Commits(store).begin(ROOT);
      result =
          Run.on(system)
              .whole()
              .agent(small(Baseline.freezeBottom(1, TASK)))
              .slots(1)
              .watchedBy(stopAt(++stops))
              .go();
      assertEquals(result.isStopped(), Thread.interrupted());
      assertTrue(stops < 20, "never ends");
    }
    assertTrue(stops > 3, stops + " attempts");
    assertEquals(whole.history(), result.history());
    assertEquals(whole.system().models(), result.system().models());
    assertEquals(1, MultitaskSystem.open(store).cycles("freeze-1-mine"));
  }

  private Consumer<Event> stopAt(int validation) {
    AtomicInteger heard = new AtomicInteger();
    return event -> {
      if (event instanceof Event.Validated && heard.incrementAndGet() == validation) {
        main.interrupt();
      }
    };
  }

  @Test
  void severalBaselinesOfATaskLiveInOneStoreAndTheBetterModelStays() {
    Run.Result result =
        Run.on(new Commits(stores.inMemory()).begin(ROOT))
            .agent(small(Baseline.freezeBottom(2, TASK)))
            .agent(small(Baseline.adapters(8, TASK)))
            .agent(small(Baseline.fineTuning(TASK)))
            .go();
    assertEquals(
        List.of("freeze-2-mine", "adapters-8-mine", "fine-tuning-mine"),
        result.history().stream().map(Publication::agent).toList());
    double most =
        result.history().stream()
            .flatMap(publication -> publication.children().stream())
            .mapToDouble(Child::quality)
            .max()
            .orElseThrow();
    assertEquals(most, result.system().model("mine").metrics().quality());
  }

  @Test
  void whatDoesNotFitTheRootIsRefused() {
    String told = refusal(Baseline.freezeBottom(3, TASK));
    assertTrue(told.contains("freeze-3-mine: the root has 2 blocks to freeze"), told);
    String depth = refusal(Baseline.fineTuning(TASK).defaults(Hyperparameters.muNet(1)));
    assertTrue(depth.contains("defaults have num_layers 1, the root has 2"), depth);
    assertThrows(IllegalArgumentException.class, () -> Baseline.adapters(0, TASK));
    assertThrows(IllegalArgumentException.class, () -> Baseline.freezeBottom(-1, TASK));
    Task root = TinyTask.named("root", 3, 1);
    assertThrows(IllegalArgumentException.class, () -> Baseline.fineTuning(root));
  }

  private static String refusal(Baseline baseline) {
    return assertThrows(RunFailedException.class, () -> run(baseline)).getMessage();
  }

  @Test
  void everySettingOfABaselineCounts() {
    Baseline own = small(Baseline.fineTuning(TASK));
    List<Baseline> others =
        List.of(
            own,
            small(Baseline.freezeBottom(0, TASK)),
            small(Baseline.freezeBottom(1, TASK)),
            small(Baseline.adapters(8, TASK)),
            small(Baseline.fromScratch(TASK)),
            own.task(TinyTask.named("mine", 4, 3)),
            own.seed(8),
            own.replicas(2),
            own.children(9),
            own.defaults(Hyperparameters.muNet(2)),
            own.budget(new Budget(20, 3, 2, 3)),
            own.precision(Precision.BFLOAT16));
    assertEquals(others.size(), others.stream().map(Agent::settings).distinct().count());
  }
}

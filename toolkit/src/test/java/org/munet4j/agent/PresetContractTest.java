package org.munet4j.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.munet4j.component.Component;
import org.munet4j.run.Run;
import org.munet4j.space.SearchSpace;
import org.munet4j.store.Store;
import org.munet4j.system.Child;
import org.munet4j.system.Commits;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;
import org.munet4j.system.SoundStores;
import org.munet4j.task.Task;
import org.munet4j.tensor.Tensor;
import org.munet4j.train.Budget;
import org.munet4j.train.Evaluation;
import org.munet4j.train.TinyTask;

/** What every preset promises, and both searches that it is compared with. */
class PresetContractTest {
  private static final Model ROOT = Model.root(TinyTask.path(2));
  private static final List<Task> TASKS =
      List.of(TinyTask.named("first", 4, 1), TinyTask.named("second", 3, 2));

  @RegisterExtension final SoundStores stores = new SoundStores();
  private final Thread main = Thread.currentThread();

  enum Preset {
    MUNET,
    MU2NET,
    MU2NET_PLUS,
    RANDOM_SEARCH,
    HILL_CLIMBING;

    SinglePathAgent on(Task task, long seed) {
      SinglePathAgent agent =
          switch (this) {
            case MUNET -> munet(task, MuNet.rules());
            case MU2NET -> Mu2Net.on(task).mutation(0.3);
            case MU2NET_PLUS -> Mu2NetPlus.on(task, 2, List.of(8, 12, 16)).mutation(0.3);
            case RANDOM_SEARCH -> munet(task, MuNet.rules().randomSearch());
            case HILL_CLIMBING -> munet(task, MuNet.rules().hillClimbing());
          };
      return agent.seed(seed).children(4).generation(2).budget(new Budget(20, 2, 2, 2));
    }

    private static SinglePathAgent munet(Task task, Rules rules) {
      return MuNet.on(task).rules(rules).space(SearchSpace.autoTune(2)).mutation(0.3);
    }

    boolean hasMomentum() {
      return this == MU2NET || this == MU2NET_PLUS;
    }
  }

  private static Run run(MultitaskSystem system, Preset preset, long seed) {
    Run run = Run.on(system).cycles(2);
    for (Task task : TASKS) {
      run = run.agent(preset.on(task, seed));
    }
    return run;
  }

  /** Two cycles of both tasks, one after the other, with a look at each. */
  private static List<Publication> stepwise(Preset preset, long seed) {
    MultitaskSystem system = MultitaskSystem.from(ROOT);
    List<Publication> history = new ArrayList<>();
    Map<String, Tensor> answers = new HashMap<>();
    for (int i = 0; i < 4; i++) {
      Task task = TASKS.get(i % 2);
      MultitaskSystem before = system;
      Run.Result result = Run.on(before).agent(preset.on(task, seed)).slots(1).go();
      system = result.system();
      history.addAll(result.history());
      checkNotWorse(preset.on(task, seed).rules(), before, system, task);
      answers.put(task.name(), answers(system, task));
      for (Task other : TASKS) {
        if (system.find(other.name()).isPresent()) {
          assertEquals(answers.get(other.name()), answers(system, other), "after " + task.name());
        }
      }
    }
    return history;
  }

  private static Tensor answers(MultitaskSystem system, Task task) {
    return Evaluation.logits(system.model(task.name()).path(), task.test());
  }

  /** The score that counted for a model at the beginning of the cycle. */
  private static void checkNotWorse(
      Rules rules, MultitaskSystem before, MultitaskSystem after, Task task) {
    if (before.find(task.name()).isEmpty()) {
      return;
    }
    Model old = before.model(task.name());
    double size = before.accountedParameters(old, rules.inheritance().charging());
    double score = rules.score().of(old.metrics().quality(), size, old.path().flops(), ROOT.path());
    Model best = after.model(task.name());
    assertTrue(best.metrics().score() >= score, best + " after " + old);
    assertTrue(!best.id().equals(old.id()) || best.metrics().score() == score, "scored anew");
  }

  @ParameterizedTest
  @EnumSource
  void theSameSeedGivesTheSameHistoryAndNothingIsForgotten(Preset preset) {
    List<Publication> history = stepwise(preset, 7);
    assertEquals(history, run(MultitaskSystem.from(ROOT), preset, 7).slots(2).go().history());
    List<String> children =
        history.stream().flatMap(each -> each.children().stream()).map(Child::id).toList();
    assertEquals(16, children.stream().distinct().count());
    Run.Result other =
        Run.on(MultitaskSystem.from(ROOT)).agent(preset.on(TASKS.get(0), 8)).slots(2).go();
    assertNotEquals(history.get(0), other.history().get(0));
  }

  @ParameterizedTest
  @EnumSource
  void aStoppedRunThatGoesOnEqualsOneThatWasNeverStopped(Preset preset) {
    Run.Result whole = run(MultitaskSystem.from(ROOT), preset, 7).go();
    Store store = stores.inMemory();
    for (int stop : List.of(3, 10, 19)) {
      assertTrue(run(begun(store), preset, 7).whole().watchedBy(stopAt(stop)).go().isStopped());
      assertTrue(Thread.interrupted());
    }
    Run.Result resumed = run(begun(store), preset, 7).whole().go();
    assertEquals(whole.history(), resumed.history());
    assertEquals(whole.system().models(), resumed.system().models());
    for (String task : resumed.system().tasks()) {
      Model model = resumed.system().model(task);
      assertEquals(
          whole.system().model(task).momentum().stream().map(Component::id).toList(),
          model.momentum().stream().map(Component::id).toList());
      assertEquals(preset.hasMomentum(), !model.momentum().isEmpty());
    }
  }

  private static MultitaskSystem begun(Store store) {
    return new Commits(store).begin(ROOT);
  }

  /** Presses Stop at this validation, counted from 1. */
  private Consumer<Event> stopAt(int validation) {
    AtomicInteger heard = new AtomicInteger();
    return event -> {
      if (event instanceof Event.Validated && heard.incrementAndGet() == validation) {
        main.interrupt();
      }
    };
  }
}

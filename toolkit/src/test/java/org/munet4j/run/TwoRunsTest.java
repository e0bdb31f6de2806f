package org.munet4j.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.agent.Event;
import org.munet4j.agent.MuNet;
import org.munet4j.system.Child;
import org.munet4j.system.Commits;
import org.munet4j.system.Entry;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.SoundStores;
import org.munet4j.task.Task;
import org.munet4j.tensor.Tensor;
import org.munet4j.train.Budget;
import org.munet4j.train.Evaluation;
import org.munet4j.train.TinyTask;

class TwoRunsTest {
  private static final Model ROOT = Model.root(TinyTask.path(2));
  private static final List<Task> TASKS =
      List.of(
          TinyTask.named("one", 3, 1), TinyTask.named("two", 4, 2), TinyTask.named("three", 2, 3));

  @RegisterExtension final SoundStores stores = new SoundStores();
  @TempDir Path folder;

  private Run run(List<Task> tasks) {
    return run(folder, tasks);
  }

  private static Run run(Path folder, List<Task> tasks) {
    Run run = Run.in(folder, ROOT).slots(1);
    for (Task task : tasks) {
      run = run.agent(MuNet.on(task).children(4).generation(2).budget(new Budget(20, 2, 2, 2)));
    }
    return run;
  }

  private static <T> List<T> together(List<Callable<T>> jobs) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(jobs.size());
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> future : pool.invokeAll(jobs)) {
        results.add(future.get());
      }
      return results;
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void twoEqualRunsOnOneFolderEndWithOneSystemAndPublishNothingTwice() throws Exception {
    ConcurrentLinkedQueue<Event> lost = new ConcurrentLinkedQueue<>();
    Callable<Run.Result> job =
        () ->
            run(TASKS)
                .cycles(2)
                .watchedBy(
                    event -> {
                      if (event instanceof Event.CycleLost) {
                        lost.add(event);
                      }
                    })
                .go();
    List<Run.Result> results = together(List.of(job, job));
    assertEquals(results.get(0).history(), results.get(1).history());
    assertEquals(results.get(0).system().models(), results.get(1).system().models());
    List<Entry> entries = new Commits(stores.in(folder)).entries();
    assertEquals(1 + 3 * 2, entries.size());
    List<String> children =
        entries.stream().flatMap(e -> e.publication().children().stream()).map(Child::id).toList();
    assertEquals(children.size(), children.stream().distinct().count());
    assertEquals(3 * 2 * 4, children.size());
    assertTrue(lost.size() <= 6, lost.toString());
  }

  /** What the other process of the next test does. */
  public static void main(String[] words) {
    run(Path.of(words[0]), TASKS).cycles(2).go();
  }

  @Test
  void aProcessThatIsKilledLeavesItsWorkToAnotherOnTheSameFolder(@TempDir Path other)
      throws Exception {
    List<Process> processes = List.of(process(), process());
    try {
      while (!Files.exists(folder.resolve("commits/one/0000000000.json"))) {
        assertTrue(processes.get(0).isAlive() && processes.get(1).isAlive(), "before anything");
        Thread.sleep(5);
      }
      processes.get(0).destroyForcibly();
      assertEquals(0, processes.get(1).waitFor());
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
    Run.Result here = run(TASKS).cycles(2).go();
    Run.Result alone = run(other, TASKS).cycles(2).go();
    assertEquals(alone.history(), here.history());
    assertEquals(alone.system().models(), here.system().models());
    assertEquals(1 + 3 * 2, new Commits(stores.in(folder)).entries().size());
  }

  private Process process() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String path = System.getProperty("surefire.test.class.path");
    return new ProcessBuilder(java, "-cp", path, TwoRunsTest.class.getName(), folder.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @Test
  void runsOnDifferentTasksGrowOneSystemAndEveryModelStaysAsItWasPublished() throws Exception {
    List<Callable<Run.Result>> jobs = new ArrayList<>();
    for (Task task : TASKS) {
      jobs.add(() -> run(List.of(task)).cycles(2).go());
    }
    together(jobs);
    MultitaskSystem before = MultitaskSystem.open(stores.in(folder));
    List<Tensor> logits = logits(before);
    assertEquals(3, before.tasks().size());
    Task late = TinyTask.named("late", 5, 9);
    run(List.of(late)).go();
    run(List.of(TASKS.get(0))).cycles(3).go();
    MultitaskSystem after = MultitaskSystem.open(folder);
    assertEquals(4, after.tasks().size());
    assertEquals(logits, logits(before), "as it was");
    for (Task task : TASKS.subList(1, 3)) {
      assertEquals(before.model(task.name()).path(), after.model(task.name()).path());
      assertEquals(
          Evaluation.logits(before.model(task.name()).path(), task.test()),
          Evaluation.logits(after.model(task.name()).path(), task.test()));
    }
  }

  private static List<Tensor> logits(MultitaskSystem system) {
    return TASKS.stream()
        .map(task -> Evaluation.logits(system.model(task.name()).path(), task.test()))
        .toList();
  }
}

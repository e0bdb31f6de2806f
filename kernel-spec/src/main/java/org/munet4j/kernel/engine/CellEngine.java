package org.munet4j.kernel.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import jdk.jshell.JShell;

/**
 * Runs cells of Java in this JVM, one after the other, and keeps what they define.
 *
 * <pre>
 *   try (CellEngine engine = CellEngine.start(Imports.declarations(), output)) {
 *     CellResult result = engine.run(1, "int side = 4; side * side");
 *   }
 * </pre>
 *
 * <p>While a cell runs, {@code System.out} and {@code System.err} of the whole JVM belong to it, so
 * run the cells of one engine at a time.
 */
public final class CellEngine implements AutoCloseable {
  private static final long GRACE_MILLIS = 20_000;
  private static final int WARM_UP_ROUNDS = 8;
  private static final List<String> WARM_UP =
      List.of("System.out.print(\"\");", "1 + 1", "int i = List.of(1).size();");

  private final ExecutorService worker = Executors.newSingleThreadExecutor(CellEngine::thread);
  private final CellOutput output;
  private final StopSwitch stop;
  private final LocalExecution execution;
  private final Scratch scratch;
  private final CodeHelp help = new CodeHelp(this);
  private final Path folder;
  private volatile Magics magics;
  private volatile boolean isUsed;
  private JShell shell;
  private Preamble preamble;
  private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);

  private CellEngine(CellOutput output, Path folder, long graceMillis) {
    this.output = output;
    this.folder = folder;
    stop = new StopSwitch(graceMillis);
    execution = new LocalExecution(stop);
    scratch = new Scratch(execution.classes());
  }

  /** Starts JShell with these import declarations; output of cells goes to {@code output}. */
  public static CellEngine start(List<String> imports, CellOutput output) {
    return start(imports, output, Path.of(""));
  }

  /**
   * @param folder where the notebook lies, for names of files in its magics
   */
  public static CellEngine start(List<String> imports, CellOutput output, Path folder) {
    return start(imports, output, folder, GRACE_MILLIS);
  }

  /**
   * @param graceMillis how long a cell may take to end by itself after an interrupt
   */
  static CellEngine start(List<String> imports, CellOutput output, long graceMillis) {
    return start(imports, output, Path.of(""), graceMillis);
  }

  private static CellEngine start(
      List<String> imports, CellOutput output, Path folder, long graceMillis) {
    CellEngine engine = new CellEngine(output, folder, graceMillis);
    engine.worker.execute(() -> engine.open(imports));
    return engine;
  }

  /**
   * Runs one cell on the engine's own long-lived thread and waits. Never throws for what the cell
   * does.
   *
   * @param number what people see as In [n]
   */
  public CellResult run(int number, String source) {
    Cell cell = new Cell(number, source);
    return inTurn(() -> magics.run(cell));
  }

  /**
   * Runs other work as if it were a cell: what it prints belongs to the output, and {@link
   * #interrupt} reaches it. The value of the result is what it answers.
   */
  public CellResult compute(Callable<?> work) {
    return inTurn(
        () -> {
          try {
            Object value = stop.guard(work::call);
            return stop.wanted() ? refused("it was stopped") : new CellResult.Done(true, value);
          } catch (Throwable failure) {
            return stop.wanted() ? refused("it was stopped") : Traceback.elsewhere(failure);
          }
        });
  }

  /** Answers what editors ask about code. */
  public CodeHelp help() {
    return help;
  }

  /**
   * Stops the running cell, from any thread; harmless when none runs. The cell has twenty seconds
   * to end by itself, for instance to test the best model so far, unless it is stopped again.
   */
  public void interrupt() {
    stop.request();
  }

  @Override
  public void close() {
    isUsed = true;
    stop.request();
    if (!worker.isShutdown()) {
      worker.execute(
          () -> {
            magics.close();
            shell.close();
          });
      worker.shutdown();
    }
  }

  Scratch scratch() {
    return scratch;
  }

  Magics magics() {
    return magics;
  }

  /** The imports; to be used while {@link #ask} answers. */
  Preamble preamble() {
    return preamble;
  }

  /** Answers a question about code that has not run, or {@code unknown} if JShell cannot. */
  <T> T ask(Function<JShell, T> question, T unknown) {
    AtomicReference<T> answer = new AtomicReference<>(unknown);
    inTurn(
        () -> {
          answer.set(question.apply(shell));
          return new CellResult.Done(false, null);
        });
    return answer.get();
  }

  private synchronized CellResult inTurn(Supplier<CellResult> work) {
    isUsed = true;
    if (worker.isShutdown()) {
      return refused("the engine is closed");
    }
    if (!running.isDone()) {
      return refused("an earlier cell is still running; restart the kernel");
    }
    CompletableFuture<CellResult> result = new CompletableFuture<>();
    CompletableFuture<Void> ended = new CompletableFuture<>();
    running = ended;
    worker.execute(
        () -> {
          CellResult answer = runHere(work, result);
          ended.complete(null);
          result.complete(answer);
        });
    return result.join();
  }

  private CellResult runHere(Supplier<CellResult> work, CompletableFuture<CellResult> result) {
    stop.begin(
        () ->
            result.complete(
                refused("the cell does not stop; it is still running, restart the kernel")));
    CellStreams streams = new CellStreams(output, stop);
    try {
      return work.get();
    } catch (Throwable failure) {
      return Traceback.elsewhere(failure);
    } finally {
      streams.close();
      stop.end();
    }
  }

  private void open(List<String> imports) {
    shell =
        JShell.builder().executionEngine(execution, Map.of()).fileManager(JarFiles::new).build();
    preamble = Preamble.open(shell, imports, output);
    Snippets snippets = new Snippets(shell, preamble, execution, stop);
    magics = new Magics(shell, snippets, scratch, stop, output, folder);
    warmUp();
  }

  /** Compiles typical snippets until the first cell comes, which then finds a warm compiler. */
  private void warmUp() {
    for (int i = 0; i < WARM_UP.size() * WARM_UP_ROUNDS && !isUsed; i++) {
      shell.eval(WARM_UP.get(i % WARM_UP.size())).forEach(event -> shell.drop(event.snippet()));
    }
    if (!isUsed) {
      shell.sourceCodeAnalysis().analyzeCompletion(WARM_UP.get(0));
    }
  }

  private static CellResult.Failed refused(String message) {
    String kind = CellResult.Failed.INTERRUPTED;
    return new CellResult.Failed(kind, message, 0, "", List.of(kind + ": " + message), null);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "munet4j-cells");
    thread.setDaemon(true);
    return thread;
  }
}

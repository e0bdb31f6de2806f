package org.munet4j.kernel.jupyter;

import io.github.spencerpark.jupyter.messages.Header;
import io.github.spencerpark.jupyter.messages.MessageType;
import java.util.Map;
import java.util.Set;
import org.munet4j.kernel.engine.CellOutput;

/**
 * Where output appears: a thread that a cell starts prints below that cell for as long as it lives.
 * All other threads print below the running cell, or below the last one if none runs. So do those
 * of pools, which serve the cells that come later, too.
 */
final class Stage implements CellOutput {
  private static final Set<String> POOLS =
      Set.of(
          "java.util.concurrent.ThreadPoolExecutor.addWorker",
          "java.util.concurrent.ForkJoinPool.createWorker");

  private final InheritableThreadLocal<Header<?>> own = new Own();
  private final Outbox outbox;
  private volatile Header<?> cell;

  /** Threads that the current one starts, such as an engine's, and their threads inherit. */
  Stage(Outbox outbox) {
    this.outbox = outbox;
    own.set(null);
  }

  void startCell(Request request) {
    cell = request.message().getHeader();
  }

  void send(MessageType<?> type, Map<String, ?> content) {
    outbox.send(place(), type, content);
  }

  @Override
  public void out(String text) {
    outbox.print(place(), "stdout", text);
  }

  @Override
  public void err(String text) {
    outbox.print(place(), "stderr", text);
  }

  private Header<?> place() {
    Header<?> started = own.get();
    return started == null ? cell : started;
  }

  /** The cell that started a thread; null follows the running one. */
  private final class Own extends InheritableThreadLocal<Header<?>> {
    @Override
    protected Header<?> childValue(Header<?> parent) {
      return isOfPool() ? null : parent == null ? cell : parent;
    }

    private static boolean isOfPool() {
      return StackWalker.getInstance()
          .walk(
              frames ->
                  frames.anyMatch(
                      frame -> POOLS.contains(frame.getClassName() + "." + frame.getMethodName())));
    }
  }
}

package org.munet4j.kernel.notebook;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Until it is released, Ctrl-C stops the run in good order: the process waits for what it writes.
 */
public final class StopHook {
  private static final int PATIENCE_SECONDS = 60;

  private final CountDownLatch released = new CountDownLatch(1);
  private final Thread hook;

  private StopHook(Runnable stop) {
    hook = new Thread(() -> stopAndWait(stop), "stop");
  }

  /**
   * @param stop asks the run to end, which then calls {@link #release}
   */
  public static StopHook install(Runnable stop) {
    StopHook hook = new StopHook(stop);
    Runtime.getRuntime().addShutdownHook(hook.hook);
    return hook;
  }

  /** Everything is written; the process may end. */
  public void release() {
    released.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The hook itself is running and has just been released.
    }
  }

  private void stopAndWait(Runnable stop) {
    stop.run();
    try {
      released.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }
}

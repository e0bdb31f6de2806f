package org.munet4j.kernel.jupyter;

import java.util.Optional;

/**
 * Ends the kernel when the server that started it is gone, so that no Java process stays. A server
 * may be gone before the kernel runs; then the process that started the kernel counts.
 */
final class ParentWatch {
  private static final long LAST_WORDS_MILLIS = 5_000;
  private static final long LOOK_MILLIS = 1_000;

  private ParentWatch() {}

  static void start() {
    String id = System.getenv("JPY_PARENT_PID");
    Optional<ProcessHandle> parent = ProcessHandle.current().parent();
    if (isOrphan(id, parent)) {
      System.err.println(
          "munet4j kernel: process "
              + id
              + ", which JPY_PARENT_PID names, is gone; unset it to run without a server");
      exit();
    }
    server(id, parent).ifPresent(ParentWatch::watch);
  }

  private static void watch(ProcessHandle server) {
    server.onExit().thenRun(ParentWatch::exit);
    if (isChildOf(server)) {
      Thread orphanage = new Thread(() -> awaitAdoption(server), "munet4j-parent");
      orphanage.setDaemon(true);
      orphanage.start();
    }
  }

  /** A dead server that nobody has buried still counts as alive, but it has no children. */
  private static void awaitAdoption(ProcessHandle server) {
    try {
      while (isChildOf(server)) {
        Thread.sleep(LOOK_MILLIS);
      }
      exit();
    } catch (InterruptedException nobodyDoesThat) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isChildOf(ProcessHandle server) {
    return ProcessHandle.current().parent().filter(server::equals).isPresent();
  }

  /** The process to watch; empty if Jupyter names none. */
  static Optional<ProcessHandle> server(String id, Optional<ProcessHandle> parent) {
    return isNamed(id) ? living(id).or(() -> parent) : Optional.empty();
  }

  /** Whether the server is gone and this process was left to the one that adopts all orphans. */
  static boolean isOrphan(String id, Optional<ProcessHandle> parent) {
    return isNamed(id) && living(id).isEmpty() && parent.filter(ParentWatch::adopts).isPresent();
  }

  private static boolean adopts(ProcessHandle parent) {
    return parent.pid() == 1 || parent.info().command().orElse("").endsWith("/systemd");
  }

  private static boolean isNamed(String id) {
    return id != null && id.matches("[0-9]{1,18}");
  }

  /** Windows passes a handle instead of a process id, so there the real parent is taken. */
  private static Optional<ProcessHandle> living(String id) {
    return System.getProperty("os.name").startsWith("Windows")
        ? ProcessHandle.current().parent()
        : ProcessHandle.of(Long.parseLong(id)).filter(ProcessHandle::isAlive);
  }

  private static void exit() {
    Thread exit = new Thread(() -> System.exit(0), "munet4j-orphan");
    exit.setDaemon(true);
    exit.start();
    try {
      exit.join(LAST_WORDS_MILLIS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(0);
  }
}

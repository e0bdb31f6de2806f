package org.munet4j.kernel.jupyter;

import java.util.Optional;

/** Ends the kernel when the server that started it is gone, so that no Java process stays. */
final class ParentWatch {
  private static final long LAST_WORDS_MILLIS = 5_000;
  private static final long LOOK_MILLIS = 1_000;

  private ParentWatch() {}

  static void start() {
    parent(System.getenv("JPY_PARENT_PID")).ifPresent(ParentWatch::watch);
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

  /** Windows passes a handle instead of a process id, so there the real parent is taken. */
  static Optional<ProcessHandle> parent(String id) {
    if (id == null || id.isBlank()) {
      return Optional.empty();
    }
    if (System.getProperty("os.name").startsWith("Windows")) {
      return ProcessHandle.current().parent();
    }
    try {
      return ProcessHandle.of(Long.parseLong(id.strip())).filter(ProcessHandle::isAlive);
    } catch (NumberFormatException notAnId) {
      return Optional.empty();
    }
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

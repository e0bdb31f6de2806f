package org.munet4j.kernel.jupyter;

import java.util.Optional;

/** Ends the kernel when the server that started it is gone, so that no Java process stays. */
final class ParentWatch {
  private static final long LAST_WORDS_MILLIS = 5_000;

  private ParentWatch() {}

  static void start() {
    parent(System.getenv("JPY_PARENT_PID"))
        .ifPresent(parent -> parent.onExit().thenRun(ParentWatch::exit));
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

package org.munet4j.kernel.jupyter;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.munet4j.internal.Require;

/**
 * How much the libraries say on stderr: warnings only, unless {@code MUNET4J_LOG} or {@code
 * -Dmunet4j.log} asks for more.
 */
public final class Logs {
  private static final String SLF4J = "org.slf4j.simpleLogger.";
  private static final List<String> WORDS = List.of("error", "warn", "info", "debug", "trace");

  private Logs() {}

  /** Call it before the first logger is made. */
  public static void start() {
    Logger.getLogger("").setLevel(Level.WARNING);
    String word = System.getProperty("munet4j.log");
    Optional.ofNullable(word != null ? word : System.getenv("MUNET4J_LOG"))
        .filter(level -> !level.isBlank())
        .ifPresent(Logs::say);
  }

  private static void say(String word) {
    String level = word.toLowerCase(Locale.ROOT);
    Require.that(
        WORDS.contains(level), "log level '%s': choose one of %s", word, String.join(", ", WORDS));
    System.setProperty(SLF4J + "defaultLogLevel", level);
    // A name with a level of its own in simplelogger.properties would keep it.
    System.setProperty(SLF4J + "log.ai.djl.util.cuda", level);
    Logger root = Logger.getLogger("");
    root.setLevel(javaLevel(level));
    for (var handler : root.getHandlers()) {
      if (handler instanceof ConsoleHandler) {
        handler.setLevel(javaLevel(level));
      }
    }
  }

  private static Level javaLevel(String level) {
    return switch (level) {
      case "error" -> Level.SEVERE;
      case "warn" -> Level.WARNING;
      case "trace" -> Level.FINE;
      default -> Level.INFO;
    };
  }
}

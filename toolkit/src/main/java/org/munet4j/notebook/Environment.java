package org.munet4j.notebook;

import ai.djl.engine.Engine;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Properties;
import org.munet4j.internal.Require;
import org.munet4j.tensor.Torch;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What a notebook ran on, for its first cell: a number means little without it. */
public final class Environment {
  private static final String UNKNOWN = "?";

  private Environment() {}

  /** The card of this Java process and its settings; starts the engine. */
  public static Table card() {
    return card(Settings.current());
  }

  static Table card(Settings settings) {
    StringColumn what = StringColumn.create("what");
    StringColumn value = StringColumn.create("value");
    Properties versions = versions();
    row(what, value, "size", settings.size().toString());
    row(what, value, "seed", Long.toString(settings.seed()));
    row(what, value, "data", data(settings));
    row(what, value, "device", device());
    row(what, value, "threads", threads());
    row(what, value, "memory", memory());
    for (String library : new String[] {"munet4j", "DJL", "PyTorch", "Tablesaw"}) {
      row(what, value, library, versions.getProperty(library, UNKNOWN));
    }
    row(what, value, "Java", System.getProperty("java.version", UNKNOWN));
    row(what, value, "system", system());
    return Table.create("environment", what, value);
  }

  private static void row(StringColumn what, StringColumn value, String name, String text) {
    what.append(name);
    value.append(text);
  }

  /** Names the folder without its place, which is nobody's business in a shared notebook. */
  private static String data(Settings settings) {
    return settings
        .data()
        .map(Path::getFileName)
        .map(name -> "files in folder '" + name + "'")
        .orElse("generated alphabets");
  }

  private static String device() {
    try {
      Engine engine = Torch.engine();
      int devices = engine.getGpuCount();
      String name = devices == 0 ? "processor" : Require.text("%d GPU", devices);
      return name + " (" + engine.getEngineName() + " " + engine.getVersion() + ")";
    } catch (RuntimeException | LinkageError noEngine) {
      return "none: " + noEngine.getMessage();
    }
  }

  private static String threads() {
    int cores = Runtime.getRuntime().availableProcessors();
    return Require.text("%d processor cores, one training on each", cores);
  }

  /** Native arrays lie beside the Java heap, in what the machine or its container has left. */
  private static String memory() {
    long heap = Runtime.getRuntime().maxMemory();
    String heapWords = Require.text("Java heap up to %.1f GB", heap / 1e9);
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine
        ? Require.text(
            "%s; native arrays beside it, %.1f GB in all",
            heapWords, machine.getTotalMemorySize() / 1e9)
        : heapWords;
  }

  private static String system() {
    return System.getProperty("os.name", UNKNOWN) + " " + System.getProperty("os.arch", UNKNOWN);
  }

  /** The versions that the build wrote down. */
  private static Properties versions() {
    Properties versions = new Properties();
    try (InputStream in =
        Environment.class.getResourceAsStream("/org/munet4j/version.properties")) {
      if (in != null) {
        versions.load(in);
      }
    } catch (IOException unreadable) {
      versions.clear();
    }
    return versions;
  }
}

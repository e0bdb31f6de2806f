package org.munet4j.kernel.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.munet4j.notebook.Settings;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that decide how large a run is and what it works on. */
final class SettingsOptions {
  @Option(
      names = "--size",
      paramLabel = "SIZE",
      description = "tiny (seconds), lesson (minutes) or paper (needs a GPU). Default: lesson")
  private String size;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Start of every random stream. Default: 7")
  private String seed;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder with real data sets. Default: MUNET4J_DATA, else generated alphabets")
  private String data;

  void data(String folder) {
    data = folder;
  }

  void size(String name) {
    size = name;
  }

  /** Makes these options the settings of this process and checks them. */
  Settings settings(CommandLine command) {
    put("size", size);
    put("seed", seed);
    put("data", data);
    try {
      return Settings.current();
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(command, wrong.getMessage());
    }
  }

  /** Gives these options to a program that is started, as environment variables. */
  void passOn(Map<String, String> environment) {
    for (String name : new String[] {"size", "seed", "data", "cache"}) {
      String value = System.getProperty("munet4j." + name);
      if (value != null) {
        boolean isFolder = name.equals("data") || name.equals("cache");
        environment.put(
            "MUNET4J_" + name.toUpperCase(Locale.ROOT),
            isFolder ? Path.of(value).toAbsolutePath().toString() : value);
      }
    }
  }

  private static void put(String name, String value) {
    if (value != null) {
      System.setProperty("munet4j." + name, value);
    }
  }
}

package org.munet4j.kernel.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What this build is made of, written down by Maven. */
final class Versions implements IVersionProvider {
  private static final Properties WORDS = read();

  /** The version of {@code munet4j}, {@code djl}, {@code pytorch} or {@code tablesaw}. */
  static String of(String part) {
    return WORDS.getProperty(part, "unknown");
  }

  static String java() {
    return System.getProperty("java.version");
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "munet4j " + of("munet4j"),
      "DJL "
          + of("djl")
          + ", PyTorch "
          + of("pytorch")
          + ", Tablesaw "
          + of("tablesaw")
          + ", Java "
          + java()
    };
  }

  private static Properties read() {
    try (InputStream file = Versions.class.getResourceAsStream("versions.properties")) {
      Properties words = new Properties();
      if (file != null) {
        words.load(file);
      }
      return words;
    } catch (IOException cannotHappen) {
      throw new UncheckedIOException(cannotHappen);
    }
  }
}

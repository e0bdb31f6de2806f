package org.munet4j.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.munet4j.internal.Require;

/** The data sets that munet4j knows by name: the lines of {@code catalog.tsv}. */
public final class Catalog {
  private static final String FILE = "catalog.tsv";
  private static final Map<String, Line> LINES = read();

  private Catalog() {}

  /**
   * One data set.
   *
   * @param kind idx, npz, zip, folder, omniglot (one alphabet), alphabets (all of them), djl, text,
   *     corpus or table
   * @param path relative to a data folder
   * @param classes 0 where there are none
   * @param classNames empty where the files carry them
   * @param rule what the reader must do besides: shuffle, sixteenths or nothing
   */
  public record Line(
      String name,
      String kind,
      String path,
      int classes,
      String licence,
      List<String> classNames,
      String rule) {
    /** Whether these are images. */
    public boolean images() {
      return !List.of("text", "corpus", "table").contains(kind);
    }
  }

  /** All of them, in a fixed order. */
  public static List<Line> lines() {
    return List.copyOf(LINES.values());
  }

  static boolean knows(String name) {
    return LINES.containsKey(name);
  }

  /**
   * The line of one data set.
   *
   * @throws IllegalArgumentException with near names, if there is no such data set
   */
  public static Line line(String name) {
    Require.that(
        LINES.containsKey(name),
        "there is no data set '%s'; did you mean %s?",
        name,
        Near.to(name, LINES.keySet()));
    return LINES.get(name);
  }

  private static Map<String, Line> read() {
    Map<String, Line> lines = new LinkedHashMap<>();
    try (InputStream in = Catalog.class.getResourceAsStream(FILE);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      reader
          .lines()
          .filter(text -> !text.startsWith("#"))
          .map(Catalog::parse)
          .forEach(line -> lines.put(line.name(), line));
      return lines;
    } catch (IOException failure) {
      throw new UncheckedIOException("resource " + FILE + " cannot be read", failure);
    }
  }

  private static Line parse(String text) {
    String[] cells = text.split("\t");
    List<String> names = cells[5].equals("-") ? List.of() : Arrays.asList(cells[5].split("\\|"));
    return new Line(
        cells[0], cells[1], cells[2], Integer.parseInt(cells[3]), cells[4], names, cells[6]);
  }
}

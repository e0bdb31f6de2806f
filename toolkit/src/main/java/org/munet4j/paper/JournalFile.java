package org.munet4j.paper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.munet4j.internal.Require;

/**
 * The file of a journal: facts, column names, and the rows of each unit with a line below them that
 * says that the unit is done. What stands below the last such line was cut off.
 *
 * @param path may not exist yet
 * @param facts in its head
 */
record JournalFile(Path path, Map<String, String> facts) {
  private static final String DONE = "# done: ";

  static JournalFile of(Path folder, String experiment, Setup setup) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("experiment", experiment);
    facts.put("size", setup.size().toString());
    facts.put("data", setup.facts().get("data"));
    return new JournalFile(Journal.file(folder, experiment, setup.size()), facts);
  }

  /**
   * Reads the rows of the finished units and cuts off what stands below them.
   *
   * @param units gets them
   * @return the column names; empty if no unit is finished
   */
  String read(Map<String, List<String>> units) {
    try {
      String text = Files.exists(path) ? finished(Files.readAllBytes(path)) : "";
      String columns = text.isEmpty() ? "" : take(PlainCsv.lines(text), units);
      if (Files.exists(path)) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
          channel.truncate(text.getBytes(StandardCharsets.UTF_8).length);
        }
      }
      return columns;
    } catch (IOException failure) {
      throw failed(failure);
    }
  }

  /** The text up to the last unit that is done. */
  private String finished(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    String text = Facts.utf8(Arrays.copyOf(bytes, end), "journal '" + path + "'");
    int last = text.lastIndexOf("\n" + DONE);
    return last < 0 ? "" : text.substring(0, text.indexOf('\n', last + 1) + 1);
  }

  private String take(List<PlainCsv.Line> lines, Map<String, List<String>> units) {
    Map<String, String> found = Facts.read(lines, "journal '" + path + "'");
    Require.that(
        found.equals(facts),
        "journal '%s' is of a run with %s, this one has %s; name another folder or delete the file",
        path,
        found,
        facts);
    List<PlainCsv.Line> body = lines.subList(facts.size(), lines.size());
    List<PlainCsv.Line> table = body.stream().filter(line -> !isDone(line)).toList();
    PlainCsv.table(facts.get("experiment"), table, "journal '" + path + "'");
    List<String> rows = new ArrayList<>();
    for (PlainCsv.Line line : body.subList(1, body.size())) {
      if (isDone(line)) {
        units.put(line.text().substring(DONE.length()), List.copyOf(rows));
        rows.clear();
      } else {
        rows.add(line.text());
      }
    }
    return table.get(0).text();
  }

  private static boolean isDone(PlainCsv.Line line) {
    return line.text().startsWith(DONE);
  }

  /** Adds a unit; the first one brings the head. All of it is on the disk when this returns. */
  void append(String columns, String unit, List<String> rows) {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      boolean isFirst = !Files.exists(path) || Files.size(path) == 0;
      String head = isFirst ? Facts.text(facts) + columns + "\n" : "";
      String text = head + String.join("\n", rows) + "\n" + DONE + unit + "\n";
      try (FileChannel channel =
          FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
    } catch (IOException failure) {
      throw failed(failure);
    }
  }

  private UncheckedIOException failed(IOException failure) {
    return new UncheckedIOException(
        Require.text("journal '%s' cannot be read or written: %s", path, failure), failure);
  }
}

package org.munet4j.kernel.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.munet4j.kernel.engine.CodeHelp.Word;

/** Files whose names go on from what is typed. */
final class FileWords {
  private static final int MAX = 200;

  private FileWords() {}

  static List<Word> of(Path folder, String typed) {
    String above = typed.substring(0, typed.lastIndexOf('/') + 1);
    String begin = typed.substring(above.length());
    try (Stream<Path> files = Files.list(folder.resolve(above))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(begin))
          .filter(file -> !file.getFileName().toString().startsWith(".") || begin.startsWith("."))
          .map(file -> above + file.getFileName() + (Files.isDirectory(file) ? "/" : ""))
          .sorted()
          .limit(MAX)
          .map(name -> new Word(name, "path", ""))
          .toList();
    } catch (IOException | InvalidPathException noSuchFolder) {
      return List.of();
    }
  }
}

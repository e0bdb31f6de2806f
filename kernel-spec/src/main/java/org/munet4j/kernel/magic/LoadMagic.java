package org.munet4j.kernel.magic;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.munet4j.kernel.engine.Magic;
import org.munet4j.kernel.engine.MagicException;
import org.munet4j.kernel.engine.Session;
import org.munet4j.kernel.notebook.Cell;
import org.munet4j.kernel.notebook.NotebookException;
import org.munet4j.kernel.notebook.NotebookFile;

/** {@code %load}: runs a file of Java or the cells of another notebook. */
public final class LoadMagic implements Magic {
  private static final long MAX_BYTES = 4 << 20;
  private static final Pattern PACKAGE =
      Pattern.compile("\\A((?:\\s|//[^\\n]*+|/\\*(?:(?!\\*/)[\\s\\S])*+\\*/)*+)package\\s[^;]*;");

  @Override
  public String name() {
    return "load";
  }

  @Override
  public String usage() {
    return "%load FILE  runs a .jshell or .java file, or the code cells of an .ipynb";
  }

  @Override
  public boolean takesFiles() {
    return true;
  }

  @Override
  public void run(String words, Session session) throws MagicException {
    List<String> names = Arguments.some(words, usage());
    if (names.size() > 1) {
      throw new MagicException("one file at a time; quote a name with spaces: \"%s\"", words);
    }
    String name = names.get(0);
    Path file = file(session.folder(), name);
    if (name.endsWith(".ipynb")) {
      runNotebook(name, file, session);
    } else {
      session.run("'" + name + "'", withoutPackage(text(file)));
    }
  }

  private static void runNotebook(String name, Path file, Session session) throws MagicException {
    try {
      int number = 0;
      for (Cell cell : NotebookFile.read(file).cells()) {
        number += cell.isCode() ? 1 : 0;
        if (cell.isCode() && !cell.tags().contains("skip-execution")) {
          session.run("'" + name + "' cell " + number, cell.source());
        }
      }
    } catch (NotebookException damaged) {
      throw new MagicException("%s", damaged.getMessage());
    }
  }

  private static Path file(Path folder, String name) throws MagicException {
    try {
      Path file = folder.resolve(name).toAbsolutePath().normalize();
      if (!Files.isRegularFile(file)) {
        throw new MagicException(
            "'%s' is not there; names are relative to the folder of the notebook", file);
      }
      return file;
    } catch (InvalidPathException wrong) {
      throw new MagicException("'%s' is no name of a file: %s", name, wrong.getMessage());
    }
  }

  private static String text(Path file) throws MagicException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new MagicException("'%s' has more than %d bytes", file, MAX_BYTES);
      }
      return Files.readString(file, StandardCharsets.UTF_8).replaceFirst("^\uFEFF", "");
    } catch (CharacterCodingException notText) {
      throw new MagicException("'%s' is not UTF-8 text", file);
    } catch (IOException cannotRead) {
      throw new MagicException("'%s' cannot be read: %s", file, cannotRead);
    }
  }

  /** Cells have no packages; the line stays, so that the ones below keep their number. */
  private static String withoutPackage(String source) {
    return PACKAGE.matcher(source).replaceFirst(m -> m.group().replaceAll("[^\\n]", " "));
  }
}

package org.munet4j.kernel.magic;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.zip.ZipFile;
import org.munet4j.kernel.engine.Magic;
import org.munet4j.kernel.engine.MagicException;
import org.munet4j.kernel.engine.Session;

/** {@code %classpath}: uses jars and folders of classes in the cells from then on. */
public final class ClassPathMagic implements Magic {
  @Override
  public String name() {
    return "classpath";
  }

  @Override
  public String usage() {
    return "%classpath PATH...  adds jars and folders, such as lib/*.jar, for the cells below";
  }

  @Override
  public boolean takesFiles() {
    return true;
  }

  @Override
  public void run(String words, Session session) throws MagicException {
    List<Path> paths = new ArrayList<>();
    for (String word : Arguments.some(words, usage())) {
      paths.addAll(found(session.folder(), word));
    }
    for (Path path : paths) {
      check(path);
    }
    session.addToClassPath(paths);
    for (Path path : paths) {
      session.say("added %s", path);
    }
  }

  private static List<Path> found(Path folder, String word) throws MagicException {
    int cut = word.lastIndexOf('/') + 1;
    String pattern = word.substring(cut);
    try {
      if (!pattern.matches(".*[*?\\[{].*")) {
        return List.of(folder.resolve(word).toAbsolutePath().normalize());
      }
      Path parent = folder.resolve(word.substring(0, cut)).toAbsolutePath().normalize();
      List<Path> found = new ArrayList<>();
      try (DirectoryStream<Path> files = Files.newDirectoryStream(parent, pattern)) {
        files.forEach(found::add);
      }
      found.sort(null);
      if (found.isEmpty()) {
        throw new MagicException("nothing in '%s' is called '%s'", parent, pattern);
      }
      return found;
    } catch (IOException | DirectoryIteratorException noFolder) {
      throw new MagicException("'%s': there is no such folder, %s", word, noFolder);
    } catch (InvalidPathException | PatternSyntaxException wrong) {
      throw new MagicException("'%s' is no name of a file: %s", word, wrong.getMessage());
    }
  }

  private static void check(Path path) throws MagicException {
    if (Files.isDirectory(path)) {
      return;
    }
    if (!Files.isRegularFile(path)) {
      throw new MagicException(
          "'%s' is not there; names are relative to the folder of the notebook", path);
    }
    try (ZipFile jar = new ZipFile(path.toFile())) {
      if (jar.size() == 0) {
        throw new MagicException("'%s' is an empty jar", path);
      }
    } catch (IOException noJar) {
      throw new MagicException("'%s' is no jar: %s", path, noJar.getMessage());
    }
  }
}

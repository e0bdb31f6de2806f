package org.munet4j.system;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.munet4j.internal.Require;
import org.munet4j.internal.Sha256;

/**
 * The least that a store of the same files has to do: SHA-256 of their bytes, and writing and
 * syncing them or reading them. Streams are used because an interrupt does not close them.
 *
 * @param folder that is there, for what is written
 */
record BareDisk(Path folder) {
  private static final int PART = 1 << 20;

  /** Hashes and writes the bytes of each file into a new one and syncs it, in milliseconds. */
  double write(List<Path> files, Pairs pairs) {
    Path copy = folder.resolve("bare");
    double sum = 0;
    for (Path file : files) {
      byte[] bytes = bytes(file);
      sum +=
          pairs.milliseconds(
              () -> {
                Sha256.of(bytes);
                write(bytes, copy);
              });
      delete(copy);
    }
    return sum;
  }

  static void write(byte[] bytes, Path file) {
    try (FileOutputStream out = new FileOutputStream(file.toFile())) {
      out.write(bytes);
      out.getFD().sync();
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write '" + file + "'", failure);
    }
  }

  /** Finds, reads and hashes all files below a folder. */
  static void read(Path folder) {
    byte[] part = new byte[PART];
    MessageDigest digest = Sha256.digest();
    for (Path file : files(folder)) {
      try (FileInputStream in = new FileInputStream(file.toFile())) {
        for (int length = in.read(part); length >= 0; length = in.read(part)) {
          digest.update(part, 0, length);
        }
        digest.digest();
      } catch (IOException failure) {
        throw new UncheckedIOException("cannot read '" + file + "'", failure);
      }
    }
  }

  /** Lists the folders in a folder and looks into each for a file that is not there. */
  static void look(Path folder) {
    for (String name : names(folder)) {
      Require.that(
          !Files.exists(folder.resolve(name).resolve("none")), "'%s' has a file 'none'", name);
    }
  }

  /** All files below a folder. */
  static List<Path> files(Path folder) {
    return walk(folder).stream().filter(Files::isRegularFile).toList();
  }

  static long bytes(List<Path> files) {
    return files.stream().mapToLong(file -> file.toFile().length()).sum();
  }

  /** Deletes a file, or a folder with all that is in it. */
  static void delete(Path place) {
    for (Path path : walk(place).stream().sorted(Comparator.reverseOrder()).toList()) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException failure) {
        throw new UncheckedIOException("cannot delete '" + path + "'", failure);
      }
    }
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.map(path -> path.getFileName().toString()).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot list '" + folder + "'", failure);
    }
  }

  private static List<Path> walk(Path place) {
    try (Stream<Path> paths = Files.walk(place)) {
      return paths.toList();
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot list '" + place + "'", failure);
    }
  }

  private static byte[] bytes(Path file) {
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      return in.readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read '" + file + "'", failure);
    }
  }
}

package org.munet4j.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.tensor.DamagedFileException;
import org.munet4j.tensor.Safetensors;
import org.munet4j.tensor.SafetensorsFile;

/** Hostile files are read by a program that has 64 MB. */
class HostileFilesTest {
  private static final int MUTATIONS = 10_000;
  @TempDir Path folder;

  @Test
  void onlySentencesComeOutOfHostileFiles() throws Exception {
    Process child = Child.start(Reader.class, List.of("-Xmx64m"), folder);
    String printed = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    System.out.print(printed);
    assertEquals(0, child.waitFor(), printed);
    assertEquals(3, printed.lines().filter(line -> line.endsWith(", 0 else")).count(), printed);
  }

  /** Reads all attacks and all mutations and prints what came of it. */
  static final class Reader {
    private final Path folder;
    private int cases;
    private int refused;
    private int valid;
    private int wrong;

    private Reader(Path folder) {
      this.folder = folder;
    }

    public static void main(String[] words) throws IOException {
      Path folder = Path.of(words[0]);
      new Reader(folder).tensors();
      new Reader(folder).commits();
      new Reader(folder).mutations();
    }

    private interface Attempt {
      /** Whether the file was accepted as what it must be. */
      boolean isRight() throws IOException;
    }

    private void attempt(String name, Attempt attempt) {
      cases++;
      try {
        if (attempt.isRight()) {
          valid++;
        } else {
          report(name, "it was accepted");
        }
      } catch (StoreException | DamagedFileException sentence) {
        refused++;
        if (sentence.getMessage().length() > 2000) {
          report(name, "the sentence has " + sentence.getMessage().length() + " letters");
        }
      } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError failure) {
        report(name, failure.toString());
      }
    }

    private void report(String name, String what) {
      wrong++;
      System.out.println(name + ": " + what.substring(0, Math.min(300, what.length())));
    }

    private void print(String what) {
      System.out.println(
          what
              + ": "
              + cases
              + " files, "
              + refused
              + " refused, "
              + valid
              + " still valid, "
              + wrong
              + " else");
    }

    private void tensors() throws IOException {
      for (Map.Entry<String, byte[]> attack : Attacks.tensors().entrySet()) {
        byte[] bytes = attack.getValue();
        attempt(attack.getKey(), () -> isTensors(bytes));
        Path file = Files.write(folder.resolve("attack.safetensors"), bytes);
        boolean isReadable = attack.getKey().equals("metadata");
        attempt(attack.getKey() + ", as a foreign file", () -> isForeign(file) && isReadable);
      }
      print("hostile safetensors");
    }

    private void commits() {
      for (Map.Entry<String, byte[]> attack : Attacks.commits().entrySet()) {
        attempt(attack.getKey(), () -> isCommit(attack.getValue()) && false);
      }
      print("hostile commits");
    }

    private void mutations() {
      SplittableRandom random = new SplittableRandom(13);
      byte[] tensors = Attacks.validTensors();
      byte[] commit = Attacks.validCommit();
      for (int i = 0; i < MUTATIONS; i++) {
        String name = "mutation " + i;
        switch (i % 3) {
          case 0 -> {
            byte[] bytes = Attacks.mutated(tensors, false, random);
            attempt(name, () -> isTensors(bytes));
          }
          case 1 -> {
            byte[] bytes = Attacks.mutated(commit, false, random);
            attempt(name, () -> isCommit(bytes) && Arrays.equals(bytes, commit));
          }
          default -> {
            byte[] bytes = Attacks.mutated(commit, true, random);
            attempt(name, () -> isCommit(bytes));
          }
        }
      }
      print("mutations");
    }

    /** What is accepted has the size that it says. */
    private static boolean isTensors(byte[] bytes) {
      long values =
          Safetensors.read(bytes, "attack").values().stream().mapToLong(t -> t.size()).sum();
      return 4 * values < bytes.length;
    }

    private static boolean isForeign(Path file) {
      try (SafetensorsFile read = SafetensorsFile.open(file)) {
        read.names().forEach(read::tensor);
        return true;
      }
    }

    /** What is accepted is exactly what the store would write. */
    private static boolean isCommit(byte[] bytes) {
      Commit read = Commit.read(Attacks.commitKey(), ByteBuffer.wrap(bytes), "attack");
      return read.bytes().equals(ByteBuffer.wrap(bytes));
    }
  }
}

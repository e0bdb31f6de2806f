package org.munet4j.train;

import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.munet4j.internal.Sha256;
import org.munet4j.tensor.Torch;

/**
 * Timings kept for later runs, one file for each processor, thread count and version of PyTorch. A
 * file that cannot be read or written costs a new measurement, nothing else.
 */
record LinearTimingFile(Path file, String machine) {

  static LinearTimingFile ofThisMachine() {
    String machine =
        String.join(
            ", ",
            processor(),
            JniUtils.getNumThreads() + " threads",
            "PyTorch " + Torch.engine().getVersion(),
            Torch.device().toString());
    String name = Sha256.of(machine.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return new LinearTimingFile(
        folder().resolve("linear-" + name.substring(0, 12) + ".tsv"), machine);
  }

  private static Path folder() {
    return Optional.ofNullable(System.getProperty("munet4j.cache"))
        .or(() -> Optional.ofNullable(System.getenv("MUNET4J_CACHE")))
        .filter(word -> !word.isBlank())
        .map(Path::of)
        .orElse(Path.of(System.getProperty("user.home"), ".cache", "munet4j"));
  }

  /** The processor's name and instructions, as Linux tells them; elsewhere its family. */
  private static String processor() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      List<String> words =
          lines
              .limit(40)
              .filter(line -> line.startsWith("model name") || line.startsWith("flags"))
              .map(line -> line.substring(line.indexOf(':') + 1).trim())
              .limit(2)
              .toList();
      return String.join(" ", words);
    } catch (IOException | java.io.UncheckedIOException notLinux) {
      return System.getProperty("os.name") + " " + System.getProperty("os.arch");
    }
  }

  List<LinearTiming> read() {
    List<LinearTiming> timings = new ArrayList<>();
    try {
      List<String> lines = Files.readAllLines(file);
      for (String line : lines.subList(Math.min(2, lines.size()), lines.size())) {
        String[] words = line.split("\t");
        timings.add(
            new LinearTiming(
                Long.parseLong(words[0]),
                Long.parseLong(words[1]),
                Double.parseDouble(words[2]),
                Double.parseDouble(words[3]),
                Double.parseDouble(words[4])));
      }
      return timings;
    } catch (IOException | RuntimeException absentOrDamaged) {
      return List.of();
    }
  }

  void write(Collection<LinearTiming> timings) {
    List<String> lines = new ArrayList<>(List.of("# " + machine, "in\tout\tmkl\tonednn\tbfloat16"));
    for (LinearTiming t : timings) {
      lines.add(t.in() + "\t" + t.out() + "\t" + t.mkl() + "\t" + t.onednn() + "\t" + t.bfloat16());
    }
    try {
      Files.createDirectories(file.getParent());
      Path part = Files.createTempFile(file.getParent(), "linear", ".tmp");
      Files.write(part, lines);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException readOnly) {
      return; // the choice holds for this run, and is measured again in the next
    }
  }
}

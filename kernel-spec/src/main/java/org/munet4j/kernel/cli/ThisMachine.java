package org.munet4j.kernel.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The programs of the machine this process runs on. */
final class ThisMachine implements Machine {
  private static final int PATIENCE_SECONDS = 30;

  @Override
  public boolean works(List<String> command) {
    return firstLine(command).isPresent();
  }

  @Override
  public List<String> places(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    String local = Path.of(System.getProperty("user.home"), ".local", "bin").toString();
    return Stream.of(
            Stream.of("/usr/bin"), Arrays.stream(path.split(File.pathSeparator)), Stream.of(local))
        .flatMap(folders -> folders)
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder).resolve(program))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .distinct()
        .toList();
  }

  @Override
  public boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** The first line that a command prints, or nothing if it fails. */
  static Optional<String> firstLine(List<String> command) {
    try {
      Path output = Files.createTempFile("munet4j-", ".txt");
      try {
        return isDone(command, output)
            ? Files.readString(output, StandardCharsets.ISO_8859_1)
                .lines()
                .findFirst()
                .or(() -> Optional.of(""))
            : Optional.empty();
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException cannotStart) {
      return Optional.empty();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static boolean isDone(List<String> command, Path output)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    process.getOutputStream().close();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return false;
    }
    return process.exitValue() == 0;
  }
}

package org.munet4j.kernel.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.tensor.Torch;

/** What a fresh process says, because loggers are made once. */
class LogsTest {
  @TempDir Path folder;

  /** Starts the engine as a first cell does. */
  static final class FirstCell {
    private FirstCell() {}

    public static void main(String[] arguments) {
      Logs.start();
      Torch.engine();
    }
  }

  private String said(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Duser.home=" + folder);
    command.addAll(List.of(options));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), FirstCell.class.getName()));
    Path output = Files.createTempFile(folder, "said", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertTrue(process.waitFor(120, TimeUnit.SECONDS), "still running");
      return Files.readString(output);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void theFirstStartOfTheEngineSaysNothing() throws Exception {
    assertEquals("", said());
  }

  @Test
  void oneSwitchShowsWhatTheLibrariesSay() throws Exception {
    String said = said("-Dmunet4j.log=debug");
    assertTrue(said.contains("DEBUG LibUtils"), said);
  }

  @Test
  void aWrongWordIsRefused() throws Exception {
    String said = said("-Dmunet4j.log=loud");
    assertTrue(said.contains("log level 'loud': choose one of error, warn"), said);
  }
}

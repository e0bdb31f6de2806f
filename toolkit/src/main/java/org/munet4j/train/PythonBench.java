package org.munet4j.train;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A Python process that measures native PyTorch, one line in and one line out. */
final class PythonBench implements AutoCloseable {
  private static final String SCRIPT = "bench.py";

  private final Process process;
  private final BufferedReader answers;

  private PythonBench(Process process) {
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Empty where this interpreter, or torch for it, is not installed. */
  static Optional<PythonBench> start(String interpreter) {
    try (InputStream text = PythonBench.class.getResourceAsStream(SCRIPT)) {
      String script = new String(text.readAllBytes(), StandardCharsets.UTF_8);
      PythonBench python =
          new PythonBench(
              new ProcessBuilder(interpreter, "-c", script)
                  .redirectError(ProcessBuilder.Redirect.DISCARD)
                  .start());
      if (python.answers.readLine() != null) {
        return Optional.of(python);
      }
      python.close();
      return Optional.empty();
    } catch (IOException notThere) {
      return Optional.empty();
    }
  }

  /** Milliseconds of the processor and on the wall for what the line asks. */
  double[] measure(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
      String[] words = answers.readLine().split(" ");
      return new double[] {Double.parseDouble(words[0]), Double.parseDouble(words[1])};
    } catch (IOException | NullPointerException died) {
      throw new IllegalStateException("Python ended while it measured '" + line + "'", died);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}

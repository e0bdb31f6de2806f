package org.munet4j.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.tensor.Safetensors;
import org.munet4j.tensor.Tensor;

/** The files of a store are read by a program that knows only the written format. */
class OtherReadersTest {
  @TempDir Path folder;

  @Test
  void aPlainPythonProgramReadsTheStoreAsTheDocsDescribeIt() throws Exception {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    tensors.put("head/bias", Tensor.of(new float[] {0.5f, -1.25f}, 2));
    tensors.put("head/kernel", Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2));
    Store store = Store.open(folder.resolve("system"));
    ObjectId object = store.put(Safetensors.write(tensors));
    for (int cycle = 0; cycle < 2; cycle++) {
      Commit.Key key = new Commit.Key("mnist", cycle);
      store.commit(
          Commit.publish(key, "a" + cycle, List.of(object), "{\"score\":0." + cycle + "}"));
    }
    String expected =
        "mnist 0 publish a0 {'score': 0.0}\n"
            + "mnist 1 publish a1 {'score': 0.1}\n"
            + "head/bias [2] [0.5, -1.25]\n"
            + "head/kernel [3, 2] [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]\n";
    assertEquals(expected, python());
  }

  /** Runs the program that stands in the docs. */
  private String python() throws IOException, InterruptedException {
    String docs = Files.readString(Path.of("..", "docs", "store.md"));
    int start = docs.indexOf("```python\n") + "```python\n".length();
    Path program = folder.resolve("read.py");
    Files.writeString(program, docs.substring(start, docs.indexOf("```", start)));
    Process process;
    try {
      process =
          new ProcessBuilder("python3", program.toString(), folder.resolve("system").toString())
              .redirectErrorStream(true)
              .start();
    } catch (IOException none) {
      Assumptions.abort("no python3 here");
      throw none;
    }
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return printed.replace("\r", "");
  }
}

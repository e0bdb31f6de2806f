package org.munet4j.kernel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.component.Fresh;
import org.munet4j.component.Vit;
import org.munet4j.store.Store;
import org.munet4j.system.Commits;
import org.munet4j.system.Metrics;
import org.munet4j.system.Model;
import org.munet4j.system.Publication;
import org.munet4j.tensor.RandomStream;

class SystemCommandTest {
  @TempDir private Path home;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String system;

  @BeforeEach
  void makeASystem() {
    Path folder = home.resolve("system");
    system = folder.toString();
    Vit vit = new Vit(8, 4, 4, 4, 1, 1);
    Model root = Model.root(Fresh.path(vit, 2, "root", RandomStream.seeded(1)));
    Commits commits = new Commits(Store.open(folder));
    commits.begin(root);
    Model model =
        new Model(
            "mnist.0.3", "mnist", "root", root.path(), root.hyperparameters(), Metrics.root());
    commits.publish(new Publication("mnist", 0, Optional.of(model), List.of(), false));
  }

  private int run(String... words) {
    out.getBuffer().setLength(0);
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
  }

  @Test
  void tellsTheHistoryAndForgets() {
    assertEquals(0, run("system", "history", "--system", system), "" + err);
    assertTrue(out.toString().contains("mnist.0.3"), "" + out);
    assertEquals(0, run("system", "forget", "mnist", "--system", system), "" + err);
    assertTrue(out.toString().startsWith("task 'mnist' is forgotten"), "" + out);
    assertEquals(0, run("system", "history", "--system", system));
    assertTrue(out.toString().contains("forgotten"), "" + out);
    assertEquals(0, run("system", "prune", "--system", system, "--days", "0"), "" + err);
    assertTrue(out.toString().startsWith("would delete"), "" + out);
  }

  @Test
  void namesADamagedFileAndFails() throws IOException {
    assertEquals(0, run("system", "verify", "--system", system), "" + err);
    assertTrue(out.toString().contains("all is well"), "" + out);
    Path object;
    try (Stream<Path> files = Files.walk(Path.of(system, "objects"))) {
      object = files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(object);
    bytes[bytes.length - 1] ^= 1;
    Files.delete(object);
    Files.write(object, bytes);
    assertEquals(1, run("system", "verify", "--system", system));
    assertTrue(out.toString().contains(object.getFileName().toString()), "" + out);
  }

  @Test
  void carriesASystemAndATaskInAZip() {
    String zip = home.resolve("a.zip").toString();
    String copy = home.resolve("copy").toString();
    assertEquals(0, run("system", "export", zip, "--system", system), "" + err);
    assertEquals(0, run("system", "import", zip, "--system", copy), "" + err);
    assertTrue(out.toString().startsWith("system of 1 tasks"), "" + out);
    assertEquals(0, run("system", "export", zip, "--task", "mnist", "--system", system));
    assertEquals(1, run("system", "import", zip, "--system", copy));
    assertTrue(err.toString().contains("forget that one first"), "" + err);
  }

  @Test
  void asksForAFolderThatIsThere() {
    assertEquals(2, run("system", "verify"));
    assertTrue(err.toString().contains("--system DIR"), "" + err);
    assertEquals(2, run("system", "verify", "--system", home.resolve("none").toString()));
    assertTrue(Files.notExists(home.resolve("none")));
  }
}

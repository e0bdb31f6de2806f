package org.munet4j.kernel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.store.Store;

class AgentsCommandTest {
  private static final List<String> SETTINGS = List.of("size", "seed", "data", "cache");

  @TempDir private Path home;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void keepTheCacheHere() {
    System.setProperty("munet4j.cache", home.resolve("cache").toString());
  }

  @AfterEach
  void forgetSettings() {
    SETTINGS.forEach(name -> System.clearProperty("munet4j." + name));
  }

  private int run(String... more) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    String[] words = new String[more.length + 5];
    words[0] = "agents";
    words[1] = "--system";
    words[2] = home.resolve("system").toString();
    words[3] = "--size";
    words[4] = "tiny";
    System.arraycopy(more, 0, words, 5, more.length);
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
  }

  @Test
  void beginsASystemGoesOnWithItAndShowsItsModels() {
    String[] words = {
      "--task", "alphabet-100", "--agent", "munet children=2,mu2net children=2", "--slots", "2"
    };
    assertEquals(0, run(words), "" + err);
    assertTrue(out.toString().startsWith("new system; its root is T3@32"), "" + out);
    assertTrue(out.toString().contains("\nalphabet-100, cycle 0: "), "" + out);
    assertTrue(out.toString().contains("\nmu2net~alphabet-100, cycle 0: "), "" + out);
    assertTrue(out.toString().contains("\ntask          model"), "" + out);
    assertEquals(0, run(words), "" + err);
    assertFalse(out.toString().contains("cycle"), "nothing is left to do: " + out);
    words[5] = "1";
    String[] more = {"--task", words[1], "--agent", words[3], "--cycles", "2"};
    assertEquals(0, run(more), "" + err);
    assertTrue(out.toString().contains("\nalphabet-100, cycle 1: "), "" + out);
    Store store = Store.open(home.resolve("system"));
    assertEquals(2, store.snapshot().commits("mu2net~alphabet-100").size());
    assertEquals(1, run("--task", "alphabet-100", "--agent", "munet children=3", "--cycles", "3"));
    assertTrue(out.toString().contains("failed: "), "" + out);
    assertTrue(out.toString().contains("children was 2 and is 3"), "" + out);
  }

  @Test
  void multipathsFollowTheSinglePathsOfTheirTaskAndAreShown() {
    String agents = "munet children=2,multipath children=2";
    assertEquals(0, run("--task", "alphabet-100", "--agent", agents, "--slots", "1"), "" + err);
    assertTrue(out.toString().contains("\nalphabet-100  multipath~alphabet-100.0."), "" + out);
  }

  @Test
  void wrongWordsAreNamedBeforeAnythingBegins() {
    assertWrong("no benchmark has a task 'mnits'", "--task", "mnits");
    assertWrong("agent 'munett' is unknown", "--task", "mnist", "--agent", "munett");
    assertWrong("has no option 'kids'", "--task", "mnist", "--agent", "munet kids=8");
    assertWrong("--cycles 0: give 1 or more", "--task", "mnist", "--cycles", "0");
    assertWrong("--slots 0: give 1 or more", "--task", "mnist", "--slots", "0");
    assertWrong("two agents are named 'mnist'", "--task", "mnist,mnist");
    assertWrong("--task", "--agent", "munet");
    assertTrue(Files.notExists(home.resolve("system")));
  }

  private void assertWrong(String told, String... words) {
    assertEquals(2, run(words));
    assertTrue(err.toString().contains(told), "" + err);
  }
}

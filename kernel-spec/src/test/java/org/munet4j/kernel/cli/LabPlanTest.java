package org.munet4j.kernel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LabPlanTest {
  private static final Path OWN = Path.of("own");

  private record Fake(Map<String, List<String>> found, Set<String> working, boolean isRoot)
      implements Machine {
    @Override
    public boolean works(List<String> command) {
      return working.contains(String.join(" ", command));
    }

    @Override
    public List<String> places(String program) {
      return found.getOrDefault(program, List.of());
    }
  }

  @Test
  void opensLabRatherThanTheOldNotebook() {
    Machine machine =
        new Fake(
            Map.of("jupyter", List.of("/usr/bin/jupyter", "/home/u/.local/bin/jupyter")),
            Set.of(
                "/usr/bin/jupyter notebook --version", "/home/u/.local/bin/jupyter lab --version"),
            false);
    assertEquals(new LabPlan.Open(List.of("/home/u/.local/bin/jupyter", "lab")), plan(machine));
  }

  @Test
  void passesOverAShimThatDoesNotWork() {
    Machine machine =
        new Fake(
            Map.of("jupyter", List.of("/shims/jupyter", "/usr/bin/jupyter")),
            Set.of("/usr/bin/jupyter notebook --version"),
            true);
    assertEquals(
        new LabPlan.Open(List.of("/usr/bin/jupyter", "notebook", "--allow-root")), plan(machine));
  }

  @Test
  void findsTheJupyterThatItInstalledItself() {
    String own = OWN.resolve("bin").resolve("jupyter").toString();
    Machine machine = new Fake(Map.of(), Set.of(own + " lab --version"), false);
    assertEquals(new LabPlan.Open(List.of(own, "lab")), plan(machine));
  }

  @Test
  void installsWithWhatTheMachineHas() {
    assertEquals("apt-get", installer(Map.of("apt-get", List.of("a"), "uv", List.of("u")), true));
    assertEquals("uv", installer(Map.of("apt-get", List.of("a"), "uv", List.of("u")), false));
    assertEquals("pipx", installer(Map.of("pipx", List.of("p"), "uv", List.of("u")), false));
    assertEquals("python3", installer(Map.of("python3", List.of("python3")), false));
  }

  @Test
  void saysWhatToTypeWhereItCannotInstall() {
    Machine apt = new Fake(Map.of("apt-get", List.of("a")), Set.of(), false);
    Machine nothing = new Fake(Map.of("python3", List.of("broken")), Set.of(), true);
    assertTrue(sentence(apt).endsWith("type: sudo apt-get install jupyter-notebook"));
    assertTrue(sentence(nothing).endsWith("type: python3 -m pip install jupyterlab"));
  }

  private static LabPlan plan(Machine machine) {
    return LabPlan.choose(machine, OWN);
  }

  private static String installer(Map<String, List<String>> found, boolean isRoot) {
    Set<String> working = Set.of("python3 -c import venv, ensurepip");
    LabPlan plan = plan(new Fake(found, working, isRoot));
    return assertInstanceOf(LabPlan.Install.class, plan).steps().get(0).get(0);
  }

  private static String sentence(Machine machine) {
    return assertInstanceOf(LabPlan.Say.class, plan(machine)).sentence();
  }
}

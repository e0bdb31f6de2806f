package org.munet4j.kernel.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How to open Jupyter on a machine: start it, install it first, or say what to type. */
sealed interface LabPlan {
  List<String> APPS = List.of("lab", "notebook", "nbclassic");

  /** Start this. */
  record Open(List<String> command) implements LabPlan {}

  /** Run these one after the other, then look again. */
  record Install(List<List<String>> steps) implements LabPlan {}

  /** A person has to do it. */
  record Say(String sentence) implements LabPlan {}

  /**
   * @param ownFolder where munet4j may put a Jupyter of its own
   */
  static LabPlan choose(Machine machine, Path ownFolder) {
    return open(machine, ownFolder)
        .map(LabPlan.class::cast)
        .orElseGet(() -> install(machine, ownFolder));
  }

  /** The first Jupyter that answers, richest front end first. */
  static Optional<Open> open(Machine machine, Path ownFolder) {
    return APPS.stream()
        .flatMap(app -> candidates(machine, ownFolder, app))
        .filter(command -> machine.works(with(command, "--version")))
        .findFirst()
        .map(command -> new Open(machine.isRoot() ? with(command, "--allow-root") : command));
  }

  private static Stream<List<String>> candidates(Machine machine, Path ownFolder, String app) {
    String own = ownFolder.resolve("bin").resolve("jupyter").toString();
    return Stream.concat(
        Stream.concat(machine.places("jupyter").stream(), Stream.of(own))
            .map(jupyter -> List.of(jupyter, app)),
        machine.places("jupyter-" + app).stream().map(List::of));
  }

  private static LabPlan install(Machine machine, Path ownFolder) {
    boolean hasApt = !machine.places("apt-get").isEmpty();
    if (hasApt && machine.isRoot()) {
      return new Install(
          List.of(
              List.of("apt-get", "update", "-qq"),
              List.of(
                  "apt-get",
                  "install",
                  "-y",
                  "-qq",
                  "--no-install-recommends",
                  "jupyter-notebook")));
    }
    if (!machine.places("pipx").isEmpty()) {
      return new Install(List.of(List.of("pipx", "install", "jupyterlab")));
    }
    if (!machine.places("uv").isEmpty()) {
      return new Install(List.of(List.of("uv", "tool", "install", "jupyterlab")));
    }
    return machine.places("python3").stream()
        .filter(python -> machine.works(List.of(python, "-c", "import venv, ensurepip")))
        .findFirst()
        .map(python -> ownJupyter(python, ownFolder))
        .orElse(new Say(advice(hasApt)));
  }

  private static LabPlan ownJupyter(String python, Path ownFolder) {
    String pip = ownFolder.resolve("bin").resolve("pip").toString();
    return new Install(
        List.of(
            List.of(python, "-m", "venv", ownFolder.toString()),
            List.of(pip, "install", "--quiet", "jupyterlab")));
  }

  static String advice(boolean hasApt) {
    return hasApt
        ? "Jupyter is not installed; type: sudo apt-get install jupyter-notebook"
        : "Jupyter is not installed; install Python 3 from python.org, then type:"
            + " python3 -m pip install jupyterlab";
  }

  private static List<String> with(List<String> command, String word) {
    return Stream.concat(command.stream(), Stream.of(word)).toList();
  }
}

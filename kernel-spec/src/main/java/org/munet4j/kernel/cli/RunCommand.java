package org.munet4j.kernel.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.munet4j.internal.Require;
import org.munet4j.kernel.notebook.NotebookFile;
import org.munet4j.kernel.notebook.NotebookRun;
import org.munet4j.kernel.notebook.NotebookRunner;
import org.munet4j.kernel.notebook.Terminal;
import org.munet4j.notebook.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code munet4j run}. */
@Command(
    name = "run",
    description = "Run a notebook without Jupyter; keep it, a page to read, and its tables as CSV.")
final class RunCommand implements Callable<Integer> {
  @Mixin private HelpOption help;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "A notebook's name, a part of it, or an .ipynb file; without it, a list.")
  private String name;

  @Mixin private SettingsOptions options;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for the results. Default: runs/NAME")
  private Path out;

  @Option(names = "--verbose", description = "Print what the cells print.")
  private boolean isVerbose;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Notebooks notebooks = new Notebooks(Home.find().notebooks());
    Settings settings = options.settings(spec.commandLine());
    if (name == null) {
      new NotebookList(notebooks).print(spec.commandLine().getOut());
      return 0;
    }
    Path file = find(notebooks);
    checkKeepsSource(file);
    return run(file, settings);
  }

  private int run(Path file, Settings settings) {
    String notebookName = Notebooks.name(file);
    Path home = file.toAbsolutePath().getParent();
    PrintWriter terminal = spec.commandLine().getOut();
    Path folder = out == null ? Home.find().runs().resolve(notebookName) : out;
    NotebookRun run = new NotebookRun(notebookName, home, folder, facts(settings));
    terminal.println(
        Require.text("%s, size %s, seed %d", notebookName, settings.size(), settings.seed()));
    boolean isLive = Boolean.getBoolean("munet4j.terminal");
    NotebookRunner.Outcome outcome =
        run.execute(
            NotebookFile.read(file), new Terminal(terminal, isLive, isVerbose, System::nanoTime));
    if (!outcome.isStopped()) {
      outcome
          .failure()
          .ifPresent(failure -> FailedCell.print(failure, spec.commandLine().getErr()));
    }
    terminal.println(
        Require.text(
            "%s %s", outcome.isStopped() ? "stopped; read" : "read", shortest(run.page())));
    return outcome.isStopped()
        ? Complaints.STOPPED
        : outcome.failure().isPresent() ? Complaints.FAILED : 0;
  }

  /** A run writes NAME.ipynb to its folder; the notebook itself must not lie there. */
  private void checkKeepsSource(Path file) {
    Path source = file.toAbsolutePath().normalize();
    if (out != null && source.getParent().equals(out.toAbsolutePath().normalize())) {
      throw new ParameterException(
          spec.commandLine(),
          Require.text(
              "--out %s holds the notebook itself, which would be overwritten; name another folder",
              out));
    }
  }

  private Path find(Notebooks notebooks) {
    try {
      return notebooks.find(name);
    } catch (IllegalArgumentException unknown) {
      throw new ParameterException(spec.commandLine(), unknown.getMessage());
    }
  }

  private static List<String> facts(Settings settings) {
    return List.of(
        "munet4j " + Versions.of("munet4j"),
        "size " + settings.size(),
        "seed " + settings.seed(),
        settings.data().isPresent() ? "real data" : "generated alphabets",
        "PyTorch " + Versions.of("pytorch") + " through DJL " + Versions.of("djl"),
        "Java " + Versions.java());
  }

  private static Path shortest(Path file) {
    Path here = Path.of("").toAbsolutePath();
    Path there = file.toAbsolutePath().normalize();
    return there.startsWith(here) ? here.relativize(there) : there;
  }
}

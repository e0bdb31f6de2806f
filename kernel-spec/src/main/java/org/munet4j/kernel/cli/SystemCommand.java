package org.munet4j.kernel.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.munet4j.report.Tables;
import org.munet4j.store.Store;
import org.munet4j.store.Verification;
import org.munet4j.system.Commits;
import org.munet4j.system.MultitaskSystem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** {@code munet4j system}. */
@Command(name = "system", description = "Look after a system that lies in a folder.")
final class SystemCommand implements Runnable {
  @Mixin private HelpOption help;

  @Option(
      names = "--system",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "The folder of the system.")
  private Path folder;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(description = "Read every byte, compare every hash, name what is damaged.")
  int verify(@Mixin HelpOption asked) {
    Verification found = store().verify();
    out().println(found);
    return found.isClean() ? 0 : 1;
  }

  @Command(description = "Who published what from which parent, and when.")
  int history(@Mixin HelpOption asked) {
    Table history = Tables.history(MultitaskSystem.open(store()));
    List<List<String>> rows = new ArrayList<>();
    rows.add(history.columnNames());
    for (Row row : history) {
      List<String> cells = new ArrayList<>();
      for (Column<?> column : history.columns()) {
        cells.add(column.getString(row.getRowNumber()));
      }
      rows.add(cells);
    }
    out().print(Columns.align(rows));
    out().flush();
    return 0;
  }

  @Command(description = "Delete files that nothing needs; says only what it would delete.")
  int prune(
      @Option(names = "--delete", description = "Do delete.") boolean isDeleted,
      @Option(
              names = "--days",
              paramLabel = "N",
              defaultValue = "1",
              description = "Keep what is younger. Default: 1")
          int days,
      @Mixin HelpOption asked) {
    out().println(store().prune(Duration.ofDays(days), !isDeleted));
    return 0;
  }

  @Command(description = "Take the model of a task out; parts that others use stay.")
  int forget(@Parameters(paramLabel = "TASK") String task, @Mixin HelpOption asked) {
    out().println(new Commits(store()).forget(task));
    return 0;
  }

  @Command(name = "export", description = "Write the system, or the model of one task, as a zip.")
  int exportTo(
      @Parameters(paramLabel = "ZIP") Path zip,
      @Option(names = "--task", paramLabel = "TASK", description = "Only its model.") String task,
      @Mixin HelpOption asked) {
    Commits commits = new Commits(store());
    if (task == null) {
      commits.exportTo(zip);
    } else {
      commits.exportTo(zip, task);
    }
    out().println("wrote " + zip);
    return 0;
  }

  @Command(name = "import", description = "Check a zip that export wrote, then publish it.")
  int importFrom(@Parameters(paramLabel = "ZIP") Path zip, @Mixin HelpOption asked) {
    check(folder != null, "name the folder of the system with --system DIR");
    out().println(new Commits(Store.open(folder)).importFrom(zip));
    return 0;
  }

  private Store store() {
    check(folder != null, "name the folder of the system with --system DIR");
    check(Files.isDirectory(folder), "there is no folder '" + folder + "'");
    return Store.open(folder);
  }

  private void check(boolean holds, String sentence) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), sentence);
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}

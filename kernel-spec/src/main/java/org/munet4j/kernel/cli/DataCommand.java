package org.munet4j.kernel.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.munet4j.data.DataFolder;
import org.munet4j.notebook.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code munet4j data}. */
@Command(name = "data", description = "List the data sets of the data folder, and what is missing.")
final class DataCommand implements Callable<Integer> {
  @Mixin private HelpOption help;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data folder. Default: the environment variable MUNET4J_DATA")
  private String data;

  @Option(names = "--all", description = "One line for each set of a family such as Omniglot.")
  private boolean isComplete;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    SettingsOptions options = new SettingsOptions();
    options.data(data);
    Settings settings = options.settings(spec.commandLine());
    PrintWriter out = spec.commandLine().getOut();
    if (settings.data().isEmpty()) {
      out.println("no data folder is named, so notebooks use generated alphabets;");
      out.println("name one with --data DIR or the environment variable MUNET4J_DATA");
      return 0;
    }
    out.println(settings.data().get());
    List<DataFolder.Entry> entries = DataFolder.at(settings.data().get()).entries();
    new DataTable(isComplete ? entries : DataTable.families(entries)).print(out);
    return 0;
  }
}

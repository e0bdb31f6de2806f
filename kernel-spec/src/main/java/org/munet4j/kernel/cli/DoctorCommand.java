package org.munet4j.kernel.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code munet4j doctor}. */
@Command(
    name = "doctor",
    description = "Look at everything munet4j needs here, and say how to repair what is missing.")
final class DoctorCommand implements Callable<Integer> {
  @Mixin private HelpOption help;

  @Mixin private SettingsOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<Finding> findings = Examination.of(options.settings(spec.commandLine()), Home.find());
    List<List<String>> rows = findings.stream().map(f -> List.of(f.name(), f.text())).toList();
    spec.commandLine().getOut().print(Columns.align(rows));
    List<String> repairs = findings.stream().flatMap(f -> f.repair().stream()).distinct().toList();
    spec.commandLine()
        .getOut()
        .println(repairs.isEmpty() ? "\nNothing is missing." : "\nTo repair:");
    repairs.forEach(repair -> spec.commandLine().getOut().println("  " + repair));
    return 0;
  }
}

package org.munet4j.kernel.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code munet4j bench}. */
@Command(
    name = "bench",
    description = "Measure munet4j beside what people use otherwise.",
    subcommands = {BenchKernelCommand.class, BenchTrainCommand.class, BenchStoreCommand.class})
final class BenchCommand implements Runnable {
  @Mixin private HelpOption help;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}

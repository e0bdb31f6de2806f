package org.munet4j.kernel.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.munet4j.kernel.jupyter.Logs;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code munet4j}. */
@Command(
    name = "munet4j",
    description = "Modular multitask models that grow by evolution, in Java notebooks.",
    versionProvider = Versions.class,
    mixinStandardHelpOptions = true,
    subcommands = {
      RunCommand.class,
      LabCommand.class,
      KernelCommand.class,
      DataCommand.class,
      SystemCommand.class,
      AgentsCommand.class,
      DoctorCommand.class,
      BenchCommand.class,
      ClaimsCommand.class
    },
    footer = {
      "",
      "Start with:  ./munet4j run 00-tour    or    ./munet4j lab",
      "Exit codes:  0 done, 1 a cell, a step or a claim failed, 2 a wrong word, 130 stopped"
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    try {
      Logs.start();
    } catch (IllegalArgumentException wrong) {
      err.println("munet4j: " + wrong.getMessage());
      System.exit(2);
    }
    System.exit(run(out, err, args));
  }

  /** Runs one command line and answers its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    return run(new Main(), out, err, args);
  }

  /** The same for one verb. */
  static int run(Object verb, PrintWriter out, PrintWriter err, String... args) {
    Complaints complaints = new Complaints();
    return new CommandLine(verb)
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(complaints)
        .setExecutionExceptionHandler(complaints)
        .execute(args);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}

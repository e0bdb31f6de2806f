package org.munet4j.kernel.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.munet4j.internal.Require;
import org.munet4j.kernel.jupyter.KernelInstaller;
import org.munet4j.kernel.jupyter.StartArchive;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code munet4j bench kernel}. */
@Command(
    name = "kernel",
    description =
        "Time our kernel beside every other Java kernel that Jupyter finds here, and beside"
            + " Python's; writes runs/bench/kernel.csv.")
final class BenchKernelCommand implements Callable<Integer> {
  private static final String SCRIPT = "bench_kernel.py";

  @Mixin private HelpOption help;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often each kernel is measured, in turn; medians are told. Default: 3.")
  private int rounds;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Require.that(rounds >= 1, "--rounds is %d, needs at least 1", rounds);
    String python = python(new ThisMachine());
    PrintWriter out = spec.commandLine().getOut();
    Home home = Home.find();
    List<BenchSample> samples = new ArrayList<>();
    Path bench = home.runs().resolve("bench");
    Path ours = KernelInstaller.install(home.kernelSpec(), bench);
    StartArchive.make(ours);
    measure(python, ours, new BenchLines(rounds, samples::add, out::println));
    BenchReport report = new BenchReport(BenchRow.of(samples));
    Path csv = bench.resolve("kernel.csv");
    Files.writeString(csv, report.csv());
    out.println("\n" + report.table() + "\ncsv: " + csv);
    return 0;
  }

  /** A Python that can drive kernels. */
  static String python(Machine machine) {
    return machine.places("python3").stream()
        .filter(python -> machine.works(List.of(python, "-c", "import nbclient, jupyter_client")))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no Python 3 here has nbclient, which drives the kernels; type: "
                        + (machine.places("apt-get").isEmpty()
                            ? "python3 -m pip install nbclient ipykernel"
                            : "sudo apt-get install python3-nbclient python3-ipykernel")));
  }

  private void measure(String python, Path ours, BenchLines lines)
      throws IOException, InterruptedException {
    Path script = Files.createTempFile("munet4j-", ".py");
    try (InputStream text = BenchKernelCommand.class.getResourceAsStream(SCRIPT)) {
      Files.write(script, text.readAllBytes());
      Process process =
          new ProcessBuilder(python, script.toString(), "" + rounds, ours.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (BufferedReader reader = process.inputReader()) {
        reader.lines().forEach(lines::take);
      } finally {
        process.destroy();
      }
      Require.that(process.waitFor() == 0, "%s ended early; its words stand above", SCRIPT);
    } finally {
      Files.deleteIfExists(script);
    }
  }
}

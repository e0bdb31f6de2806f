package org.munet4j.kernel.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.munet4j.kernel.jupyter.KernelInstaller;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code munet4j lab}. */
@Command(
    name = "lab",
    description = "Open the notebooks in Jupyter with the munet4j kernel; install what is missing.")
final class LabCommand implements Callable<Integer> {
  @Mixin private HelpOption help;

  @Option(names = "--no-browser", description = "Start the server only; it prints its address.")
  private boolean withoutBrowser;

  @Mixin private SettingsOptions options;

  @Parameters(
      arity = "0..*",
      paramLabel = "-- ARG",
      description = "After --: passed to Jupyter as they are.")
  private List<String> words = List.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Path cache = options.settings(spec.commandLine()).cache();
    Home home = Home.find();
    installKernel(new KernelSpec(home.kernelSpec()), out);
    Machine machine = new ThisMachine();
    Path ownFolder = cache.resolve("jupyter").toAbsolutePath();
    LabPlan plan = LabPlan.choose(machine, ownFolder);
    if (plan instanceof LabPlan.Install install) {
      plan = install(install, out) ? LabPlan.choose(machine, ownFolder) : plan;
    }
    if (plan instanceof LabPlan.Open open) {
      return open(open, home.notebooks());
    }
    boolean hasApt = !machine.places("apt-get").isEmpty();
    spec.commandLine()
        .getErr()
        .println(plan instanceof LabPlan.Say say ? say.sentence() : LabPlan.advice(hasApt));
    return Complaints.FAILED;
  }

  private static void installKernel(KernelSpec built, PrintWriter out) {
    Path kernels = KernelInstaller.userKernels();
    if (!new KernelSpec(kernels.resolve(KernelInstaller.NAME)).isSameAs(built)) {
      out.println("kernel: " + KernelInstaller.install(built.folder(), kernels));
    }
  }

  private static boolean install(LabPlan.Install install, PrintWriter out)
      throws IOException, InterruptedException {
    for (List<String> step : install.steps()) {
      out.println("Jupyter is missing: " + String.join(" ", step));
      if (new ProcessBuilder(step).inheritIO().start().waitFor() != 0) {
        return false;
      }
    }
    return true;
  }

  private int open(LabPlan.Open open, Path notebooks) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(open.command());
    if (withoutBrowser) {
      command.add("--no-browser");
    }
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command).directory(notebooks.toFile()).inheritIO();
    options.passOn(builder.environment());
    Process jupyter = builder.start();
    // Jupyter gets Ctrl-C too and asks back; this process must outlive it.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> waitFor(jupyter), "wait for Jupyter"));
    return jupyter.waitFor();
  }

  private static void waitFor(Process jupyter) {
    try {
      jupyter.waitFor();
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }
}

package org.munet4j.kernel.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.munet4j.internal.Require;
import org.munet4j.train.TrainBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code munet4j bench train}. */
@Command(
    name = "train",
    description =
        "Time the training step beside native PyTorch, a search with and without reuse, slots and"
            + " input, and watch memory; writes runs/bench/train.csv. Ctrl-C keeps what is there.")
final class BenchTrainCommand implements Callable<Integer> {
  @Mixin private HelpOption help;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often each pair is measured; medians are told. Default: 5.")
  private Optional<Integer> rounds = Optional.empty();

  @Option(
      names = "--quick",
      description =
          "One round, the small models, short searches and short memory curves: under two minutes,"
              + " to see that everything runs.")
  private boolean isQuick;

  @Option(
      names = "--threads",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,2",
      description = "Threads of the engine. Default: 1,2.")
  private List<Integer> threads;

  @Option(
      names = "--models",
      paramLabel = "M",
      split = ",",
      description = "Some of ${COMPLETION-CANDIDATES}. Default: all; the small ones if quick.")
  private List<TrainBench.Model> models = List.of();

  @Option(
      names = "--python",
      paramLabel = "PYTHON",
      description = "A Python with torch. Default: the first one that is found.")
  private Optional<String> python = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    BenchTrainSize size = BenchTrainSize.of(isQuick).rounds(rounds).models(models);
    threads.forEach(count -> Require.that(count >= 1, "--threads: %d, needs at least 1", count));
    PrintWriter out = spec.commandLine().getOut();
    Path csv = Home.find().runs().resolve("bench").resolve("train.csv");
    String interpreter = python.orElseGet(() -> pythonWithTorch(new ThisMachine(), out));
    BenchTrainReport report = BenchTrainReport.to(csv, out);
    Thread stopped = new Thread(() -> out.println("stopped; csv so far: " + csv), "stop");
    Runtime.getRuntime().addShutdownHook(stopped);
    try (TrainBench bench = TrainBench.start(interpreter, size.rounds(), report)) {
      List<BenchTrainPart> parts = BenchTrainPart.all(size, threads, bench, report, out::println);
      for (int i = 0; i < parts.size(); i++) {
        out.println(Require.text("part %d of %d: %s", i + 1, parts.size(), parts.get(i).name()));
        parts.get(i).work().run();
      }
    } finally {
      release(stopped);
    }
    out.println("csv: " + csv);
    return 0;
  }

  private static void release(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The hook itself is running.
    }
  }

  private static String pythonWithTorch(Machine machine, PrintWriter out) {
    Optional<String> found =
        machine.places("python3").stream()
            .filter(place -> machine.works(List.of(place, "-c", "import torch")))
            .findFirst();
    if (found.isEmpty()) {
      out.println(
          "no Python here has torch, so nothing is compared with it; on Debian: apt-get install"
              + " python3-torch libopenblas0");
    }
    return found.orElse("");
  }
}

package org.munet4j.kernel.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.munet4j.internal.Require;
import org.munet4j.train.FeedBenchmark;
import org.munet4j.train.Slots;
import org.munet4j.train.SlotsBench;
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
        "Time the training step beside native PyTorch, slots beside one slot, and the input;"
            + " writes runs/bench/train.csv.")
final class BenchTrainCommand implements Callable<Integer> {
  @Mixin private HelpOption help;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      defaultValue = "5",
      description = "How often each pair is measured; medians are told. Default: 5.")
  private int pairs;

  @Option(
      names = "--threads",
      paramLabel = "N",
      split = ",",
      defaultValue = "1",
      description = "Threads of the engine, such as 1,2. Default: 1.")
  private List<Integer> threads;

  @Option(
      names = "--models",
      paramLabel = "M",
      split = ",",
      description = "Some of ${COMPLETION-CANDIDATES}. Default: all.")
  private List<TrainBench.Model> models = List.of(TrainBench.Model.values());

  @Option(
      names = "--python",
      paramLabel = "PYTHON",
      description = "A Python with torch. Default: the first one that is found.")
  private Optional<String> python = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Require.that(pairs >= 1, "--pairs is %d, needs at least 1", pairs);
    PrintWriter out = spec.commandLine().getOut();
    List<TrainBench.Row> rows = new ArrayList<>();
    String interpreter = python.orElseGet(() -> pythonWithTorch(new ThisMachine(), out));
    rows.addAll(
        TrainBench.run(interpreter, EnumSet.copyOf(models), threads, pairs, row -> tell(out, row)));
    rows.add(told(out, slots()));
    FeedBenchmark.run().forEach(rate -> rows.add(told(out, row(rate))));
    Path csv = Home.find().runs().resolve("bench").resolve("train.csv");
    Files.createDirectories(csv.getParent());
    Files.writeString(csv, BenchTrainReport.csv(rows));
    out.println("csv: " + csv);
    return 0;
  }

  private static String pythonWithTorch(Machine machine, PrintWriter out) {
    Optional<String> found =
        machine.places("python3").stream()
            .filter(place -> machine.works(List.of(place, "-c", "import torch")))
            .findFirst();
    if (found.isEmpty()) {
      out.println(
          "no Python here has torch, so nothing is compared; on Debian: apt-get install"
              + " python3-torch libopenblas0");
    }
    return found.orElse("");
  }

  private TrainBench.Row slots() {
    SlotsBench.Scaling scaling = SlotsBench.run(Slots.perCore(), pairs);
    return new TrainBench.Row(
        "nano train, " + scaling.slots() + " slots beside one",
        scaling.all(),
        Optional.of(scaling.one()),
        Optional.of(scaling.ratio()),
        "images/s");
  }

  private static TrainBench.Row row(FeedBenchmark.Rate rate) {
    return new TrainBench.Row(
        rate.name(), rate.perSecond(), Optional.empty(), Optional.empty(), "images/s");
  }

  private static TrainBench.Row told(PrintWriter out, TrainBench.Row row) {
    tell(out, row);
    return row;
  }

  private static void tell(PrintWriter out, TrainBench.Row row) {
    out.println(BenchTrainReport.line(row));
    out.flush();
  }
}

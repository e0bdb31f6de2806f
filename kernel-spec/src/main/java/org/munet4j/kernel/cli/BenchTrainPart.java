package org.munet4j.kernel.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.munet4j.paper.ReuseBench;
import org.munet4j.train.Augmentation;
import org.munet4j.train.BenchRow;
import org.munet4j.train.FeedBenchmark;
import org.munet4j.train.InputBench;
import org.munet4j.train.MemoryBench;
import org.munet4j.train.Slots;
import org.munet4j.train.SlotsBench;
import org.munet4j.train.TrainBench;
import org.munet4j.train.TrainBench.Model;

/**
 * A part of {@code munet4j bench train}.
 *
 * @param name for people
 * @param work measures and tells its rows
 */
record BenchTrainPart(String name, Runnable work) {
  /** In their order: memory while the process is young, the long search last. */
  static List<BenchTrainPart> all(
      BenchTrainSize size,
      List<Integer> threads,
      TrainBench bench,
      Consumer<BenchRow> rows,
      Consumer<String> lines) {
    List<BenchTrainPart> parts = new ArrayList<>();
    parts.add(new BenchTrainPart("memory of steps", () -> MemoryBench.steps(size.steps(), rows)));
    parts.add(
        new BenchTrainPart("memory of children", () -> MemoryBench.children(size.trained(), rows)));
    for (int count : threads) {
      String with = ", " + count + (count == 1 ? " thread" : " threads");
      parts.add(new BenchTrainPart("matmul" + with, () -> bench.peak(count)));
      for (Model model : size.models()) {
        parts.add(new BenchTrainPart(model.label() + with, () -> bench.model(model, count)));
      }
    }
    parts.add(new BenchTrainPart("slots", () -> rows.accept(slots(size))));
    parts.add(new BenchTrainPart("input of training", () -> input(size, rows)));
    parts.add(
        new BenchTrainPart("batches and decoding", () -> FeedBenchmark.run(size.rounds(), rows)));
    for (double mutation : List.of(0.0, 0.1)) {
      String name = "search of " + size.children() + " children, µ " + mutation;
      ReuseBench search = new ReuseBench(size.children(), 2, mutation);
      parts.add(
          new BenchTrainPart(
              name + ", without and with reuse", () -> search.run(lines).rows(name).forEach(rows)));
    }
    return parts;
  }

  private static BenchRow slots(BenchTrainSize size) {
    return SlotsBench.run(new Slots(2), size.rounds());
  }

  private static void input(BenchTrainSize size, Consumer<BenchRow> rows) {
    for (Augmentation changes : List.of(Augmentation.none(), new Augmentation(0.05, 0.75, true))) {
      InputBench.run(Slots.perCore(), changes, size.inputSteps()).forEach(rows);
    }
  }
}

package org.munet4j.system;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.munet4j.component.Component;
import org.munet4j.component.Fresh;
import org.munet4j.component.Vit;
import org.munet4j.internal.Require;
import org.munet4j.store.Store;
import org.munet4j.tensor.RandomStream;
import org.munet4j.tensor.Tensor;
import org.munet4j.train.BenchRow;

/** Measures a model as large as those that people use, with random parameters. */
public final class ModelBench {
  private static final int CLASSES = 1000;

  private final BareDisk disk;
  private final Pairs pairs;

  ModelBench(BareDisk disk, Pairs pairs) {
    this.disk = disk;
    this.pairs = pairs;
  }

  /** What this machine has too little of for a model, in words; empty if it has enough. */
  public Optional<String> lacking(Vit vit) {
    long bytes = bytes(vit);
    long heap = Runtime.getRuntime().maxMemory();
    if (heap < 2.5 * bytes) {
      return Optional.of(
          Require.text(
              "it needs %.1f GB of heap and has %.1f; set JDK_JAVA_OPTIONS=-Xmx%dg",
              2.5 * bytes / 1e9, heap / 1e9, 1 + bytes * 5 / 2 / (1 << 30)));
    }
    long room = disk.folder().toFile().getUsableSpace();
    return room < 3 * bytes
        ? Optional.of(
            Require.text("it needs %.1f GB of disk and has %.1f", 3 * bytes / 1e9, room / 1e9))
        : Optional.empty();
  }

  /** Measures the size of a system whose root has this geometry, publishing and opening it. */
  public void measure(String name, Vit vit) {
    Path home = disk.folder().resolve("model");
    double published = published(vit, home);
    List<Path> files = BareDisk.files(home);
    double megabytes = BareDisk.bytes(files) / 1e6;
    BenchRow size = BenchRow.less(name + ", size", megabytes, bytes(vit) / 1e6, "MB");
    pairs.watcher().accept(size);
    pairs.tell(
        name + ", publish", new double[] {published}, new double[] {disk.write(files, pairs)});
    pairs.time(name + ", open", () -> openAll(home), () -> BareDisk.read(home));
    BareDisk.delete(home);
  }

  private double published(Vit vit, Path home) {
    Model root = Model.root(Fresh.path(vit, CLASSES, Model.ROOT, RandomStream.seeded(1)));
    Commits commits = new Commits(Store.open(home));
    return pairs.milliseconds(() -> commits.begin(root));
  }

  /** All tensors that the first logits need, hashes compared. */
  private static void openAll(Path home) {
    MultitaskSystem.open(home).root().path().components().forEach(Component::tensors);
  }

  private static long bytes(Vit vit) {
    return vit.components().stream()
        .flatMap(name -> vit.shapes(name, CLASSES).values().stream())
        .mapToLong(shape -> 4L * Tensor.size(shape))
        .sum();
  }
}

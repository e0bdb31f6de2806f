package org.munet4j.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.munet4j.component.Component;
import org.munet4j.component.Vit;
import org.munet4j.internal.Require;
import org.munet4j.internal.Sha256;
import org.munet4j.store.Commit;
import org.munet4j.store.Snapshot;
import org.munet4j.store.Store;
import org.munet4j.store.Verification;
import org.munet4j.train.BenchRow;
import org.munet4j.train.Stop;

/**
 * Measures a system in a folder while it grows beside the least that any store has to do on the
 * same disk: hash the same bytes, write and sync them, or read them. What is read was written just
 * before, so both sides read it from the machine's memory. An interrupt ends it with a {@link
 * java.util.concurrent.CancellationException}.
 */
public final class StoreBench implements AutoCloseable {
  private static final int PUBLISHES = 9;
  private static final double FLAT = 2;

  private final Path folder;
  private final Pairs pairs;
  private final BareDisk disk;
  private final Path system;
  private final Store store;
  private final SmallModels models = SmallModels.fresh();
  private final List<Integer> sizes = new ArrayList<>();
  private final Map<String, List<Double>> costs = new LinkedHashMap<>();
  private int published;

  private StoreBench(Path folder, Pairs pairs) {
    this.folder = folder;
    this.pairs = pairs;
    this.disk = new BareDisk(folder);
    this.system = folder.resolve("system");
    this.store = Store.open(system);
    new Commits(store).begin(models.root());
  }

  /**
   * Begins a system in a new folder, which goes when this is closed.
   *
   * @param place that is there, on the disk to be measured
   * @param rounds how often each pair is measured; the medians are told
   * @param stop ends it before the next thing is measured
   * @param watcher hears each row when it is there
   */
  public static StoreBench in(Path place, int rounds, Stop stop, Consumer<BenchRow> watcher) {
    Pairs pairs = new Pairs(rounds, stop, watcher);
    try {
      return new StoreBench(Files.createTempDirectory(place, "store-"), pairs);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot make a folder in '" + place + "'", failure);
    }
  }

  /** Measures the bare disk and SHA-256. */
  public void machine() {
    byte[] small = new byte[1 << 10];
    byte[] large = new byte[64 << 20];
    new SplittableRandom(1).nextBytes(large);
    Path file = folder.resolve("bare");
    double hashed = best(() -> Sha256.of(large));
    double written = best(() -> BareDisk.write(large, file));
    pairs
        .watcher()
        .accept(BenchRow.alone("SHA-256 of 64 MiB", large.length / hashed / 1e3, "MB/s"));
    pairs
        .watcher()
        .accept(BenchRow.alone("write and sync of 64 MiB", large.length / written / 1e3, "MB/s"));
    double synced = best(() -> BareDisk.write(small, file));
    pairs.watcher().accept(BenchRow.alone("write and sync of 1 KiB", synced, "ms"));
    BareDisk.delete(file);
  }

  private double best(Runnable work) {
    return DoubleStream.generate(() -> pairs.milliseconds(work))
        .limit(pairs.rounds())
        .min()
        .orElseThrow();
  }

  /** Publishes models until the next {@link #measure} measures this many. */
  public void grow(int size) {
    Require.that(
        size >= published + PUBLISHES,
        "the system has %d models and publishing is measured with %d more; grow it to %d or more",
        published,
        PUBLISHES,
        published + PUBLISHES);
    Commits commits = new Commits(store);
    while (published < size - PUBLISHES) {
      pairs.goOn();
      Publication next = models.publication(published++);
      commits.keep(next.best().orElseThrow().path().components());
      publishUnseen(next, published);
    }
  }

  /** As {@link Commits#publish} does, but without a look at all other agents before each. */
  private void publishUnseen(Publication next, long order) {
    Entry entry = Entry.publishing(next, Collections.emptySortedMap(), order, Instant.EPOCH);
    List<Component> components = next.best().orElseThrow().path().components();
    store.commit(
        Commit.publish(
            entry.key(), Commits.attempt(), Commits.ids(components).toList(), entry.write()));
  }

  /** Publishes some models more, and opens, looks at and verifies the system. */
  public void measure() {
    sizes.add(published + PUBLISHES);
    publish();
    curve("open", () -> MultitaskSystem.open(system), this::readCommits);
    curve("snapshot", store::snapshot, this::readCommits);
    Snapshot known = store.snapshot();
    curve("refresh, nothing new", known::refresh, () -> BareDisk.look(system.resolve("commits")));
    curve("verify", this::verify, () -> BareDisk.read(system));
  }

  private void readCommits() {
    BareDisk.read(system.resolve("commits"));
  }

  private void verify() {
    Verification found = store.verify();
    Require.that(found.isClean(), "%s", found);
  }

  private void publish() {
    Commits commits = new Commits(store);
    commits.entries();
    double[] own = new double[PUBLISHES];
    double[] bare = new double[PUBLISHES];
    for (int i = 0; i < PUBLISHES; i++) {
      Publication next = models.publication(published++);
      own[i] = pairs.milliseconds(() -> commits.publish(next));
      bare[i] = disk.write(files(next), pairs);
    }
    keep("publish", pairs.tell(row("publish"), own, bare));
  }

  /** The head that is a model's own, and its commit. */
  private List<Path> files(Publication next) {
    String head = next.best().orElseThrow().path().component(Vit.HEAD).orElseThrow().id();
    Path object = Path.of("objects", head + ".safetensors");
    return List.of(
        system.resolve(object),
        system.resolve(Path.of("commits", next.agent(), "0000000000.json")));
  }

  private void curve(String name, Runnable ours, Runnable bare) {
    keep(name, pairs.time(row(name), ours, bare));
  }

  private String row(String name) {
    return Require.text("%s, %,d models", name, sizes.get(sizes.size() - 1));
  }

  private void keep(String name, BenchRow row) {
    costs.computeIfAbsent(name, curve -> new ArrayList<>()).add(1 / row.ratio().orElseThrow());
  }

  /** One sentence about the curves; empty before two sizes were measured. */
  public Optional<String> verdict() {
    if (sizes.size() < 2) {
      return Optional.empty();
    }
    String growths =
        costs.entrySet().stream()
            .map(curve -> Require.text("%s %.1f", curve.getKey(), growth(curve.getValue())))
            .collect(Collectors.joining("; "));
    String steep =
        costs.entrySet().stream()
            .filter(curve -> growth(curve.getValue()) > FLAT)
            .map(Map.Entry::getKey)
            .collect(Collectors.joining("; "));
    return Optional.of(
        Require.text(
            "cost beside the bare disk at %,d models, as a multiple of the lowest at fewer: %s; %s",
            sizes.get(sizes.size() - 1),
            growths,
            steep.isEmpty()
                ? "all are flat (at most 2)"
                : "not flat (above 2): " + steep + ", docs/store.md says why"));
  }

  private static double growth(List<Double> curve) {
    int last = curve.size() - 1;
    return curve.get(last)
        / curve.subList(0, last).stream().mapToDouble(cost -> cost).min().orElseThrow();
  }

  /** Measures single large models on the same disk. */
  public ModelBench models() {
    return new ModelBench(disk, pairs);
  }

  @Override
  public void close() {
    BareDisk.delete(folder);
  }
}

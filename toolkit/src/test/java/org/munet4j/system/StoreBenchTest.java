package org.munet4j.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.component.Vit;
import org.munet4j.store.Store;
import org.munet4j.train.BenchRow;
import org.munet4j.train.Stop;

class StoreBenchTest {
  private final List<BenchRow> heard = new ArrayList<>();
  @TempDir Path place;

  private StoreBench bench(Stop stop) {
    return StoreBench.in(place, 1, stop, heard::add);
  }

  private Path system() {
    return place.toFile().listFiles()[0].toPath().resolve("system");
  }

  @Test
  void measuresASystemAsItGrowsAndLeavesNothingBehind() {
    try (StoreBench bench = bench(new Stop())) {
      bench.grow(10);
      bench.measure();
      assertEquals(Optional.empty(), bench.verdict());
      bench.grow(21);
      bench.measure();
      SoundStores.check(Store.open(system()));
      assertEquals(21, MultitaskSystem.open(system()).tasks().size());
      String verdict = bench.verdict().orElseThrow();
      assertTrue(verdict.startsWith("cost beside the bare disk at 21 models"), verdict);
    }
    assertEquals(
        List.of(
            "publish, 10 models",
            "open, 10 models",
            "snapshot, 10 models",
            "refresh, nothing new, 10 models",
            "verify, 10 models",
            "publish, 21 models",
            "open, 21 models",
            "snapshot, 21 models",
            "refresh, nothing new, 21 models",
            "verify, 21 models"),
        heard.stream().map(BenchRow::name).toList());
    heard.forEach(row -> assertTrue(row.ratio().orElseThrow() > 0, row.toString()));
    assertEquals(0, place.toFile().list().length);
  }

  @Test
  void aSystemOfALargeModelHasTheSizeOfItsParameters() {
    try (StoreBench bench = bench(new Stop())) {
      bench.models().measure("small", new Vit(32, 16, 64, 256, 2, 2));
    }
    List<String> rows = List.of("small, size", "small, publish", "small, open");
    assertEquals(rows, heard.stream().map(BenchRow::name).toList());
    long parameters = 64 * 769 + 64 * 6 + 128 + 65 * 1000 + 2 * (12 * 64 * 64 + 13 * 64);
    assertEquals(4e-6 * parameters, heard.get(0).reference().orElseThrow(), 1e-9);
    assertEquals(1, heard.get(0).ratio().orElseThrow(), 0.02);
  }

  @Test
  void saysWhatAModelNeedsThatDoesNotFit() {
    try (StoreBench bench = bench(new Stop())) {
      assertEquals(Optional.empty(), bench.models().lacking(Vit.ti16(32, 1)));
      String lacking = bench.models().lacking(new Vit(224, 16, 8192, 32768, 16, 99)).orElseThrow();
      assertTrue(lacking.contains("GB of heap"), lacking);
    }
  }

  @Test
  void aStopEndsItBeforeTheNextModel() {
    Stop stop = new Stop();
    try (StoreBench bench = bench(stop)) {
      stop.request();
      assertThrows(CancellationException.class, () -> bench.grow(10));
      assertFalse(system().resolve("commits").resolve("task000000").toFile().exists());
    }
    assertEquals(0, place.toFile().list().length);
  }
}

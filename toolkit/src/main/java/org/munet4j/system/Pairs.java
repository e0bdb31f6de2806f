package org.munet4j.system;

import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.munet4j.internal.Require;
import org.munet4j.train.BenchRow;
import org.munet4j.train.Stop;

/**
 * Times ours and a reference in turn, so that a busy machine slows both.
 *
 * @param rounds how often
 * @param stop ends it with a {@link CancellationException}
 * @param watcher hears the medians
 */
record Pairs(int rounds, Stop stop, Consumer<BenchRow> watcher) {
  Pairs {
    Require.that(rounds >= 1, "rounds is %d, needs at least 1", rounds);
  }

  BenchRow time(String name, Runnable ours, Runnable reference) {
    double[] own = new double[rounds];
    double[] bare = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      own[i] = milliseconds(ours);
      bare[i] = milliseconds(reference);
    }
    return tell(name, own, bare);
  }

  BenchRow tell(String name, double[] own, double[] bare) {
    BenchRow row = BenchRow.pairs(name, own, bare, "ms");
    watcher.accept(row);
    return row;
  }

  double milliseconds(Runnable work) {
    goOn();
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e6;
  }

  void goOn() {
    if (stop.isRequested()) {
      throw new CancellationException("stopped");
    }
  }
}

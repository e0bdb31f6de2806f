package org.munet4j.data;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Works on all items of a source in parallel and tells a watcher how far it is. */
final class DecodeCount {
  private static final long PAUSE_NANOS = 100_000_000;

  private final Decoding decoding;
  private final int total;
  private final long started = System.nanoTime();
  private long shown = started;
  private int done;
  private boolean isDeaf;
  private int failedAt = Integer.MAX_VALUE;
  private DataException failure;

  private DecodeCount(Decoding decoding, int total) {
    this.decoding = decoding;
    this.total = total;
  }

  /**
   * Does the work of each item, in any order.
   *
   * @throws DataException of the first item that has one, however many threads there are
   */
  static void forEach(int total, Decoding decoding, IntConsumer work) {
    DecodeCount count = new DecodeCount(decoding, total);
    IntStream.range(0, total).parallel().forEach(item -> count.run(item, work));
    if (count.failure != null) {
      throw count.failure;
    }
  }

  private void run(int item, IntConsumer work) {
    if (isBehindFailure(item)) {
      return;
    }
    try {
      work.accept(item);
      advance();
    } catch (DataException failed) {
      fail(item, failed);
    }
  }

  private synchronized boolean isBehindFailure(int item) {
    return item > failedAt;
  }

  private synchronized void fail(int item, DataException failed) {
    if (item < failedAt) {
      failedAt = item;
      failure = failed;
    }
  }

  private synchronized void advance() {
    done++;
    long now = System.nanoTime();
    if (isDeaf || (done < total && now - shown < PAUSE_NANOS)) {
      return;
    }
    shown = now;
    try {
      double seconds = Math.max(1, now - started) / 1e9;
      decoding.watcher().accept(new Decoding.Decoded(done, total, done / seconds));
    } catch (RuntimeException failed) {
      isDeaf = true;
      System.err.println("reading goes on without its watcher, which failed: " + failed);
    }
  }
}

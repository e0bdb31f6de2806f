package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.munet4j.internal.Require;

/**
 * What frozen components answer to images, computed once and used by every later step, validation
 * and child that begins with the same components. Trainings give the same results with and without
 * it, whichever asks first. Safe to share between threads and between runs.
 *
 * <p>Rows are computed in groups of one size. From 128 images on, the bits of an image's row depend
 * neither on the other images nor on their number; smaller batches may take other kernels, which
 * differ in the last bits. Images that are changed at random are kept only as long as the trainings
 * that share them.
 */
public final class FrozenCache implements AutoCloseable {
  static final int GROUP = 128;
  private static final int PATIENCE_MILLISECONDS = 20;

  private final long limit;
  private final Pages pages;
  private final Map<Request.Key, Rows> tables = new HashMap<>();
  private final LongAdder frozen = new LongAdder();
  private final LongAdder computed = new LongAdder();
  private final LongAdder own = new LongAdder();

  private FrozenCache(long limit) {
    Require.that(
        limit >= 0, "activations: %d bytes; give 0 to compute all anew, or more than 0", limit);
    this.limit = limit;
    this.pages = new Pages(limit);
  }

  /** A cache of this many bytes of memory, and four times as many in a temporary file. */
  public static FrozenCache within(long bytes) {
    return new FrozenCache(bytes);
  }

  /** A cache of the size that {@link MemoryBudget} finds right here. */
  public static FrozenCache ofThisMachine() {
    return new FrozenCache(MemoryBudget.ofThisMachine());
  }

  /** Keeps nothing; it only counts. */
  public static FrozenCache none() {
    return new FrozenCache(0);
  }

  /** Trainings whose batches may be the same; close it when all of them have ended. */
  public Siblings siblings(List<Training> trainings) {
    return new Siblings(this, trainings);
  }

  /** What was computed and what was not. */
  public LayerPasses report() {
    return new LayerPasses(frozen.sum(), computed.sum(), own.sum());
  }

  boolean isOn() {
    return limit > 0;
  }

  /** Counts passes: through frozen layers, those of them that were computed, and through others. */
  void count(long frozenPasses, long computedPasses, long ownPasses) {
    frozen.add(frozenPasses);
    computed.add(computedPasses);
    own.add(ownPasses);
  }

  /** The last place up to which something is kept for these images. */
  synchronized int deepest(Chain chain, String images) {
    int place = chain.size();
    while (place > 0 && !tables.containsKey(new Request.Key(chain.name(place), images, ""))) {
      place--;
    }
    return place;
  }

  /** The rows asked for of these images, in this order, in the scope of the step. */
  NDArray rows(NDManager step, Request request, int[] images) {
    Gathered gathered = new Gathered(step, images);
    while (true) {
      int[] claimed = claim(request, gathered);
      if (gathered.isWhole()) {
        return gathered.array();
      }
      if (claimed.length > 0) {
        compute(step, request, claimed, gathered);
      }
    }
  }

  /** Takes what is known and claims what nobody computes; else waits for others a little. */
  private synchronized int[] claim(Request request, Gathered gathered) {
    Rows rows = rows(request);
    gathered.take(rows, pages);
    if (gathered.isWhole()) {
      return new int[0];
    }
    boolean isImpatient = Thread.currentThread().isInterrupted();
    int[] claimed = rows.claim(gathered.missing(), request.group(), isImpatient);
    if (claimed.length == 0) {
      try {
        wait(PATIENCE_MILLISECONDS);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
    return claimed;
  }

  private Rows rows(Request request) {
    return tables.computeIfAbsent(request.key(), key -> new Rows(request.count()));
  }

  private void compute(NDManager step, Request request, int[] claimed, Gathered gathered) {
    int size = Math.max(request.group(), claimed.length);
    int[] group = IntStream.range(0, size).map(i -> claimed[i % claimed.length]).toArray();
    try (NDManager scope = step.newSubManager()) {
      NDArray answers = answers(scope, request, group);
      synchronized (this) {
        pages.add(rows(request), claimed, answers);
        gathered.take(rows(request), pages);
        pages.fit();
      }
    } finally {
      synchronized (this) {
        rows(request).release(claimed);
        notifyAll();
      }
    }
  }

  /** Computes on from the last place that is known. */
  private NDArray answers(NDManager step, Request request, int[] images) {
    int from = request.place();
    Optional<NDArray> known = Optional.empty();
    if (request.below().isPresent()) {
      from = request.below().get().place();
      known = Optional.of(rows(step, request.below().get(), images));
    }
    while (known.isEmpty() && from > 0) {
      known = known(step, request.key(--from), images);
    }
    int start = from;
    NDArray input = known.orElseGet(() -> request.input().batch(step, images));
    computed.add((long) images.length * request.model().chain().layers(start, request.place()));
    return request.model().activations(step, input, start, request.place());
  }

  private synchronized Optional<NDArray> known(NDManager step, Request.Key key, int[] images) {
    Rows rows = tables.get(key);
    if (rows == null || !rows.knowsAll(images)) {
      return Optional.empty();
    }
    Gathered gathered = new Gathered(step, images);
    gathered.take(rows, pages);
    return gathered.isWhole() ? Optional.of(gathered.array()) : Optional.empty();
  }

  /** Frees rows for good. */
  synchronized void forget(Predicate<Request.Key> isOver) {
    tables.forEach(
        (key, rows) -> {
          if (isOver.test(key)) {
            rows.allPages().forEach(pages::remove);
          }
        });
    tables.keySet().removeIf(isOver);
  }

  @Override
  public synchronized void close() {
    tables.clear();
    pages.close();
  }
}

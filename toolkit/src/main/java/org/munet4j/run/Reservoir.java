package org.munet4j.run;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.munet4j.internal.Require;
import org.munet4j.tensor.RandomStream;
import org.munet4j.train.Samples;

/**
 * A replay memory of fixed size in which each sample that was ever seen is with equal probability:
 * the n-th replaces a random one with probability capacity / n (Vitter's algorithm R). It holds
 * places of images, not the images.
 */
public final class Reservoir {
  private final int[] tasks;
  private final int[] images;
  private final SplittableRandom arrivals;
  private final SplittableRandom draws;
  private long seen;

  /**
   * @param capacity samples that are held at most, at least 1
   */
  public Reservoir(int capacity, RandomStream stream) {
    Require.that(capacity >= 1, "replay memory: room for %d samples, needs at least 1", capacity);
    tasks = new int[capacity];
    images = new int[capacity];
    arrivals = stream.split("arrivals").generator();
    draws = stream.split("draws").generator();
  }

  /** Shows it samples, one after the other. */
  public void add(Samples samples) {
    for (int sample = 0; sample < samples.count(); sample++) {
      long place = seen < tasks.length ? seen : arrivals.nextLong(seen + 1);
      seen++;
      if (place < tasks.length) {
        tasks[(int) place] = samples.tasks()[sample];
        images[(int) place] = samples.images()[sample];
      }
    }
  }

  /** Number of samples that are held. */
  public int count() {
    return (int) Math.min(seen, tasks.length);
  }

  /** The samples that are held, in no order. There must be one. */
  public Samples samples() {
    return at(IntStream.range(0, count()).toArray());
  }

  /** Samples drawn with replacement, each with equal probability. There must be one to draw. */
  public Samples draw(int samples) {
    return at(draws.ints(samples, 0, count()).toArray());
  }

  private Samples at(int[] places) {
    return new Samples(
        IntStream.of(places).map(place -> tasks[place]).toArray(),
        IntStream.of(places).map(place -> images[place]).toArray());
  }
}

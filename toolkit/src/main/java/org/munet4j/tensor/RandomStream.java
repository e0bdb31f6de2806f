package org.munet4j.tensor;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * A place in a tree of random streams. Streams are split by what they are for (agent, cycle,
 * generation, purpose), so the order in which things run changes no draw.
 *
 * @param key names this place; equal keys give equal draws
 */
public record RandomStream(long key) {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** The root of the tree for one seed. */
  public static RandomStream seeded(long seed) {
    return new RandomStream(mix(seed + GOLDEN));
  }

  /** The stream for one purpose below this one. */
  public RandomStream split(String purpose) {
    long hash = 0xCBF29CE484222325L;
    for (byte letter : purpose.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ letter) * 0x100000001B3L;
    }
    return split(hash);
  }

  /** The numbered stream below this one. */
  public RandomStream split(long number) {
    return new RandomStream(mix(key * 31 + mix(number + GOLDEN)));
  }

  /** A fresh generator at the start of this stream. */
  public SplittableRandom generator() {
    return new SplittableRandom(key);
  }

  /** The numbers 0 to count-1 in an order drawn from this stream (Fisher and Yates). */
  public int[] permutation(int count) {
    SplittableRandom random = generator();
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  private static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}

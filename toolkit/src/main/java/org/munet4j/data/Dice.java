package org.munet4j.data;

import java.util.SplittableRandom;

/**
 * A random stream found by where it is used, not by when. It takes only whole 64-bit steps of
 * {@link SplittableRandom} and makes numbers from them itself, so each machine and each Java
 * release sees the same.
 */
final class Dice {
  private final SplittableRandom random;

  private Dice(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** The stream of one place, such as seed, alphabet, character and drawing. */
  static Dice at(long... place) {
    long mixed = 0x9E3779B97F4A7C15L;
    for (long step : place) {
      mixed = mix(mixed ^ mix(step + 0x632BE59BD9B4E019L)) + 0x9E3779B97F4A7C15L;
    }
    return new Dice(mixed);
  }

  /** A whole number below {@code bound}. */
  int below(int bound) {
    return (int) Math.multiplyHigh(random.nextLong() >>> 1, 2L * bound);
  }

  /** A number from {@code low} up to, not including, {@code high}. */
  double between(double low, double high) {
    return low + (high - low) * ((random.nextLong() >>> 11) * 0x1.0p-53);
  }

  /** True with this probability. */
  boolean chance(double probability) {
    return between(0, 1) < probability;
  }

  /**
   * Roughly normal: the sum of four uniform numbers, so it never leaves 3.5 times the deviation.
   */
  double about(double mean, double deviation) {
    double sum = between(-1, 1) + between(-1, 1) + between(-1, 1) + between(-1, 1);
    return mean + deviation * sum * 0.8660254037844386;
  }

  /** The numbers below {@code count} in random order. */
  int[] order(int count) {
    int[] order = new int[count];
    for (int next = 0; next < count; next++) {
      int other = below(next + 1);
      order[next] = order[other];
      order[other] = next;
    }
    return order;
  }

  /** A number that stands for a name: FNV-1a over its characters. */
  static long of(String name) {
    long hash = 0xcbf29ce484222325L;
    for (char letter : name.toCharArray()) {
      hash = (hash ^ letter) * 0x100000001b3L;
    }
    return hash;
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}

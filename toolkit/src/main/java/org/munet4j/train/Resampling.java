package org.munet4j.train;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The weights that resize one axis: bilinear when it grows, and, unlike the papers, the same
 * triangle widened to the shrink factor when it shrinks, so that thin strokes survive.
 */
final class Resampling {
  private static final Map<Key, Resampling> KNOWN = new ConcurrentHashMap<>();

  private final int[] first;
  private final float[][] weights;

  private record Key(int length, int size, boolean mirror) {}

  private Resampling(Key key) {
    first = new int[key.size];
    weights = new float[key.size][];
    double scale = (double) key.length / key.size;
    double reach = Math.max(1, scale);
    for (int i = 0; i < key.size; i++) {
      double centre = ((key.mirror ? key.size - 1 - i : i) + 0.5) * scale - 0.5;
      int low = Math.max(0, (int) Math.ceil(centre - reach));
      int high = Math.min(key.length - 1, (int) Math.floor(centre + reach));
      first[i] = low;
      weights[i] = triangle(low, high, centre, reach);
    }
  }

  /** Resizes {@code length} pixels to {@code size} pixels. */
  static Resampling of(int length, int size, boolean mirror) {
    return KNOWN.computeIfAbsent(new Key(length, size, mirror), Resampling::new);
  }

  int taps(int target) {
    return weights[target].length;
  }

  int source(int target, int tap) {
    return first[target] + tap;
  }

  float weight(int target, int tap) {
    return weights[target][tap];
  }

  private static float[] triangle(int low, int high, double centre, double reach) {
    float[] weights = new float[high - low + 1];
    double sum = 0;
    for (int j = low; j <= high; j++) {
      sum += Math.max(0, 1 - Math.abs(j - centre) / reach);
    }
    for (int j = low; j <= high; j++) {
      weights[j - low] = (float) (Math.max(0, 1 - Math.abs(j - centre) / reach) / sum);
    }
    return weights;
  }
}

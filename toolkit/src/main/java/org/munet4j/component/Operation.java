package org.munet4j.component;

import java.util.SortedMap;
import java.util.TreeMap;
import org.munet4j.internal.Require;

/**
 * One step of what a component of a routed layer computes, from features [feature] or maps
 * [channel, row, column] of an image.
 *
 * @param kind what is computed
 * @param size features or channels that come out, or groups of a norm; 0 where there is none
 * @param rows of the window, 0 where there is none
 * @param columns of the window
 * @param stride of the window in both directions
 */
public record Operation(Kind kind, int size, int rows, int columns, int stride) {
  /** What an operation computes; the native functions know a kind by its place. */
  public enum Kind {
    /** All features, weighted and shifted. */
    LINEAR,
    /** All features, weighted. */
    LINEAR_WITHOUT_BIAS,
    RELU,
    /** A convolution with zeros around the maps: of stride 1 it keeps their size. */
    CONVOLUTION,
    /** A convolution within the maps. */
    VALID_CONVOLUTION,
    /** Channels normalised in groups, then scaled and shifted each. */
    GROUP_NORM,
    MAX_POOL,
    /** The mean of what lies within the maps. */
    AVERAGE_POOL
  }

  public Operation {
    boolean hasSize = kind != Kind.RELU && kind != Kind.MAX_POOL && kind != Kind.AVERAGE_POOL;
    Require.that(
        size >= (hasSize ? 1 : 0) && rows >= 0 && columns >= 0 && stride >= 1,
        "operation %s: size %d, window %d x %d, stride %d; outputs, groups and strides are at least 1",
        kind,
        size,
        rows,
        columns,
        stride);
  }

  static Operation linear(int features) {
    return new Operation(Kind.LINEAR, features, 0, 0, 1);
  }

  static Operation linearWithoutBias(int features) {
    return new Operation(Kind.LINEAR_WITHOUT_BIAS, features, 0, 0, 1);
  }

  static Operation relu() {
    return new Operation(Kind.RELU, 0, 0, 0, 1);
  }

  static Operation convolution(int rows, int columns, int channels, int stride) {
    return new Operation(Kind.CONVOLUTION, channels, rows, columns, stride);
  }

  static Operation validConvolution(int side, int channels) {
    return new Operation(Kind.VALID_CONVOLUTION, channels, side, side, 1);
  }

  static Operation groupNorm(int groups) {
    return new Operation(Kind.GROUP_NORM, groups, 0, 0, 1);
  }

  static Operation maxPool(int side, int stride) {
    return new Operation(Kind.MAX_POOL, 0, side, side, stride);
  }

  static Operation averagePool(int side, int stride) {
    return new Operation(Kind.AVERAGE_POOL, 0, side, side, stride);
  }

  /** Shape of what comes out: [feature] or [channel, row, column]. */
  int[] output(int[] input) {
    return switch (kind) {
      case LINEAR, LINEAR_WITHOUT_BIAS -> new int[] {size};
      case RELU -> input;
      case GROUP_NORM -> {
        Require.that(
            maps(input)[0] % size == 0,
            "group norm: %d channels do not divide into %d groups",
            input[0],
            size);
        yield input;
      }
      case CONVOLUTION, VALID_CONVOLUTION -> windowed(maps(input), size);
      case MAX_POOL, AVERAGE_POOL -> windowed(maps(input), input[0]);
    };
  }

  private int[] maps(int[] input) {
    Require.that(input.length == 3, "operation %s needs maps; it stands behind a linear one", kind);
    return input;
  }

  private int[] windowed(int[] maps, int channels) {
    return new int[] {channels, places(maps[1], rows), places(maps[2], columns)};
  }

  private int places(int length, int window) {
    int padded = length + 2 * (kind == Kind.VALID_CONVOLUTION ? 0 : (window - 1) / 2);
    Require.that(
        padded >= window, "operation %s: a window of %d on %d pixels", kind, window, length);
    return (padded - window) / stride + 1;
  }

  /** Shapes of its tensors by their names; empty where it has none. */
  SortedMap<String, long[]> shapes(int[] input) {
    SortedMap<String, long[]> shapes = new TreeMap<>();
    switch (kind) {
      case LINEAR, LINEAR_WITHOUT_BIAS -> shapes.put("kernel", new long[] {size, count(input)});
      case CONVOLUTION, VALID_CONVOLUTION ->
          shapes.put("kernel", new long[] {size, input[0], rows, columns});
      case GROUP_NORM -> shapes.put("scale", new long[] {input[0]});
      case RELU, MAX_POOL, AVERAGE_POOL -> {}
    }
    if (!shapes.isEmpty() && kind != Kind.LINEAR_WITHOUT_BIAS) {
      shapes.put("bias", new long[] {output(input)[0]});
    }
    return shapes;
  }

  /** Operations for one image, in FLOPs: 2 for each multiply-add; 0 for what has no kernel. */
  long flops(int[] input) {
    long[] kernel = shapes(input).get("kernel");
    if (kernel == null) {
      return 0;
    }
    long places = count(output(input)) / size;
    long products = 1;
    for (long axis : kernel) {
      products *= axis;
    }
    return 2 * products * places;
  }

  static long count(int[] shape) {
    long count = 1;
    for (int axis : shape) {
      count *= axis;
    }
    return count;
  }
}

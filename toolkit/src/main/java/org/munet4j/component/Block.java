package org.munet4j.component;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.munet4j.internal.Require;

/**
 * What one component of a routed layer computes: operations one behind the other. The tensors of
 * operation i are named {@code i/kernel}, {@code i/bias}, {@code i/scale}.
 *
 * @param operations at most ten; none for the identity
 */
public record Block(List<Operation> operations) {
  /** Groups of every norm (1910.04915, public code). */
  private static final int GROUPS = 4;

  private static final int MOST = 10;

  public Block {
    operations = List.copyOf(operations);
    Require.that(
        operations.size() <= MOST,
        "block: %d operations, at most %d; divide it into layers",
        operations.size(),
        MOST);
  }

  private static Block of(Operation... operations) {
    return new Block(List.of(operations));
  }

  /** A linear map and a ReLU. */
  public static Block dense(int width) {
    return of(Operation.linear(width), Operation.relu());
  }

  public static Block linear(int width) {
    return of(Operation.linear(width));
  }

  /** Two linear maps without bias, with few features between them (Polytropon's skills). */
  public static Block lowRank(int width, int rank) {
    return of(Operation.linearWithoutBias(rank), Operation.linearWithoutBias(width));
  }

  public static Block relu() {
    return of(Operation.relu());
  }

  public static Block identity() {
    return of();
  }

  /** A convolution within the maps, and a ReLU. */
  public static Block convolution(int side, int filters) {
    return of(Operation.validConvolution(side, filters), Operation.relu());
  }

  /** One padded convolution with norm and ReLU. */
  public static Block normed(int side, int filters, int stride) {
    return new Block(normed(side, side, filters, stride));
  }

  /** Two padded convolutions, each with norm and ReLU; the second strides. */
  public static Block pair(int side, int filters, int stride) {
    return pair(normed(side, side, filters, 1), normed(side, side, filters, stride));
  }

  /** A row of pixels, then a column of them, each with norm and ReLU; the second strides. */
  public static Block cross(int side, int filters, int stride) {
    return pair(normed(1, side, filters, 1), normed(side, 1, filters, stride));
  }

  private static Block pair(List<Operation> first, List<Operation> second) {
    List<Operation> both = new ArrayList<>(first);
    both.addAll(second);
    return new Block(both);
  }

  private static List<Operation> normed(int rows, int columns, int filters, int stride) {
    return List.of(
        Operation.convolution(rows, columns, filters, stride),
        Operation.groupNorm(GROUPS),
        Operation.relu());
  }

  /** A norm and a ReLU. */
  public static Block norm() {
    return of(Operation.groupNorm(GROUPS), Operation.relu());
  }

  public static Block maxPool(int side, int stride) {
    return of(Operation.maxPool(side, stride));
  }

  public static Block averagePool(int side, int stride) {
    return of(Operation.averagePool(side, stride));
  }

  /** Every so many pixels of each map, weighted: the identity of a layer that strides. */
  public static Block pointwise(int filters, int stride) {
    return of(Operation.convolution(1, 1, filters, stride));
  }

  /** Features or channels of the first operation, 0 of the identity or a pool. */
  public int width() {
    return operations.isEmpty() ? 0 : operations.get(0).size();
  }

  int[] output(int[] input) {
    int[] shape = input;
    for (Operation operation : operations) {
      shape = operation.output(shape);
    }
    return shape;
  }

  SortedMap<String, long[]> shapes(int[] input) {
    SortedMap<String, long[]> shapes = new TreeMap<>();
    int[] shape = input;
    for (int i = 0; i < operations.size(); i++) {
      String place = i + "/";
      operations.get(i).shapes(shape).forEach((name, axes) -> shapes.put(place + name, axes));
      shape = operations.get(i).output(shape);
    }
    return shapes;
  }

  long flops(int[] input) {
    long flops = 0;
    int[] shape = input;
    for (Operation operation : operations) {
      flops += operation.flops(shape);
      shape = operation.output(shape);
    }
    return flops;
  }
}

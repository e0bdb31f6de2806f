package org.munet4j.train;

import java.util.ArrayList;
import java.util.List;
import org.munet4j.component.Block;
import org.munet4j.component.Operation;
import org.munet4j.component.RoutedNetwork;

/** The plan of a routed network, as its script reads it. */
final class RoutedPlan {
  private RoutedPlan() {}

  static long[] of(RoutedNetwork network) {
    List<Long> plan = new ArrayList<>(List.of((long) network.layers().size()));
    for (int layer = 0; layer < network.layers().size(); layer++) {
      List<Block> blocks = network.layers().get(layer);
      int[] shape = network.input(layer + 1);
      plan.add((long) blocks.size());
      plan.add(areEqualAndDense(blocks) ? 1L : 0);
      for (int axis = 0; axis < 3; axis++) {
        plan.add(axis < shape.length ? (long) shape[axis] : 0);
      }
      for (Block block : blocks) {
        plan.add((long) block.operations().size());
        block.operations().forEach(operation -> add(operation, plan));
      }
    }
    return plan.stream().mapToLong(Long::longValue).toArray();
  }

  private static boolean areEqualAndDense(List<Block> blocks) {
    Block first = blocks.get(0);
    return blocks.size() > 1
        && first.equals(Block.dense(Math.max(1, first.width())))
        && blocks.stream().allMatch(first::equals);
  }

  private static void add(Operation operation, List<Long> plan) {
    plan.add((long) operation.kind().ordinal());
    plan.add((long) operation.size());
    plan.add((long) operation.rows());
    plan.add((long) operation.columns());
    plan.add((long) operation.stride());
  }
}

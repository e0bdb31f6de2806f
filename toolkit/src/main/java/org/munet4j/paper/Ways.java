package org.munet4j.paper;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.munet4j.component.Block;
import org.munet4j.component.RoutedNetwork;
import org.munet4j.router.GumbelMatrix;
import org.munet4j.router.Router;
import org.munet4j.router.TaskRouter;
import org.munet4j.task.Task;

/** The networks and routers that Gumbel-Matrix routing is compared in (routing, §3.3, §3.5, §9). */
public final class Ways {
  public static final String NO_SHARING = "no sharing";
  public static final String AVERAGED = "shared bottom, averaged";
  public static final String SUMMED = "shared bottom, summed";
  public static final String GUMBEL = "Gumbel matrix";
  public static final String BUDGET = "Gumbel matrix with a budget";
  public static final String SKILLS = "skills, as Polytropon";
  public static final String SELECTION = "layer selection, as TAPS";

  private static final int DEPTH = 3;
  private static final int SKILLS_OF_A_LAYER = 4;
  private static final int RANK = 2;
  private static final int WIDEST = 128;

  private Ways() {}

  /** A network and who decides what a task uses of it. */
  public record Way(RoutedNetwork network, TaskRouter router) {}

  /** Number of parameters of all components and of the tasks' heads. */
  public static long parameters(RoutedNetwork network, List<Task> tasks) {
    return network.parameters()
        + tasks.stream().mapToLong(task -> (network.features() + 1L) * task.classes()).sum();
  }

  /**
   * All ways on the twins; skills and layer selection get as many parameters as the others, and are
   * left out where no width comes near.
   */
  static Map<String, Way> ofTwins(Sharing twins, RoutedNetwork network, GumbelMatrix gumbel) {
    Map<String, Way> ways = new LinkedHashMap<>();
    ways.put(NO_SHARING, new Way(network, Router.noSharing()));
    ways.putAll(shared(network, gumbel));
    ways.put(BUDGET, new Way(network, gumbel.budget(0.75, 1)));
    long parameters = parameters(network, twins.tasks());
    List<Task> tasks = twins.tasks();
    matched(width -> skills(twins.side(), width), parameters, tasks)
        .ifPresent(same -> ways.put(SKILLS, new Way(same, Router.skills())));
    matched(width -> selection(twins.side(), width, tasks.size()), parameters, tasks)
        .ifPresent(same -> ways.put(SELECTION, new Way(same, Router.layerSelection())));
    return ways;
  }

  /** Both forms of the shared bottom, and the Gumbel matrix. */
  static Map<String, Way> shared(RoutedNetwork network, GumbelMatrix gumbel) {
    Map<String, Way> ways = new LinkedHashMap<>();
    ways.put(AVERAGED, new Way(network, Router.sharedBottom().averaged()));
    ways.put(SUMMED, new Way(network, Router.sharedBottom()));
    ways.put(GUMBEL, new Way(network, gumbel));
    return ways;
  }

  /** Dense layers of equal components. */
  public static RoutedNetwork dense(int side, int components, int width) {
    return RoutedNetwork.uniform(1, side, DEPTH, components, Block.dense(width));
  }

  /** The paper's convolutions for handwritten digits: 5x5, 3x3, 3x3, pools between them. */
  static RoutedNetwork convolutions(int side, int components, int filters) {
    return new RoutedNetwork(
        1,
        side,
        List.of(
            Collections.nCopies(components, Block.convolution(5, filters)),
            List.of(Block.averagePool(2, 2)),
            Collections.nCopies(components, Block.convolution(3, filters)),
            List.of(Block.averagePool(2, 2)),
            Collections.nCopies(components, Block.convolution(3, filters))));
  }

  private static RoutedNetwork skills(int side, int width) {
    List<Block> blocks = new ArrayList<>(List.of(Block.linear(width)));
    blocks.addAll(Collections.nCopies(SKILLS_OF_A_LAYER, Block.lowRank(width, RANK)));
    return activated(side, blocks);
  }

  private static RoutedNetwork selection(int side, int width, int tasks) {
    return activated(side, Collections.nCopies(tasks + 1, Block.linear(width)));
  }

  private static RoutedNetwork activated(int side, List<Block> blocks) {
    List<List<Block>> layers = new ArrayList<>();
    for (int layer = 0; layer < DEPTH; layer++) {
      layers.add(blocks);
      layers.add(List.of(Block.relu()));
    }
    return new RoutedNetwork(1, side, layers);
  }

  /** The width whose network has the nearest number of parameters; empty beyond a twentieth. */
  private static Optional<RoutedNetwork> matched(
      IntFunction<RoutedNetwork> ofWidth, long parameters, List<Task> tasks) {
    return IntStream.rangeClosed(1, WIDEST)
        .mapToObj(ofWidth)
        .min(Comparator.comparingLong(network -> Math.abs(parameters(network, tasks) - parameters)))
        .filter(near -> Math.abs(parameters(near, tasks) - parameters) <= parameters / 20);
  }

  /**
   * The paper's network for alphabets, or one like it: a stem, and routed layers of different
   * convolutions and pools with a norm behind each.
   *
   * @param stem first convolution
   * @param strides of the routed layers
   * @param isWhole whether layers have all seven components, else the five cheap ones
   */
  static RoutedNetwork alphabets(
      int side, int filters, Block stem, List<Integer> strides, boolean isWhole) {
    List<List<Block>> layers = new ArrayList<>(List.of(List.of(stem)));
    for (int stride : strides) {
      layers.add(components(filters, stride, isWhole));
      layers.add(List.of(Block.norm()));
    }
    return new RoutedNetwork(1, side, layers);
  }

  private static List<Block> components(int filters, int stride, boolean isWhole) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(Block.pair(3, filters, stride));
    if (isWhole) {
      blocks.add(Block.pair(5, filters, stride));
      blocks.add(Block.pair(7, filters, stride));
    }
    blocks.add(Block.cross(7, filters, stride));
    blocks.add(Block.maxPool(3, stride));
    blocks.add(Block.averagePool(3, stride));
    blocks.add(stride == 1 ? Block.identity() : Block.pointwise(filters, stride));
    return blocks;
  }
}

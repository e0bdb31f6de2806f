package org.munet4j.component;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.munet4j.internal.Require;
import org.munet4j.tensor.RandomStream;
import org.munet4j.tensor.Tensor;

/**
 * The geometry of a network whose layers hold components side by side; a router says how much of
 * each a task uses (1910.04915, 2009.04381). A layer with one component is not routed. Behind the
 * last layer each task has a linear head.
 *
 * <pre>
 *   image     [channel, side, side], 0 black to 1 white
 *   layer     the sum of weight · component over its components
 * </pre>
 *
 * @param channels 1 for grey, 3 for colour
 * @param side of the square images that enter, in pixels
 * @param layers the components of each, all of one output shape
 */
public record RoutedNetwork(int channels, int side, List<List<Block>> layers) {
  public RoutedNetwork {
    layers = layers.stream().map(List::copyOf).toList();
    Require.that(
        (channels == 1 || channels == 3) && side >= 1 && !layers.isEmpty(),
        "routed network: %d channels, side %d, %d layers; needs 1 (grey) or 3 channels, a pixel, and"
            + " a layer",
        channels,
        side,
        layers.size());
    int[] shape = {channels, side, side};
    for (int layer = 0; layer < layers.size(); layer++) {
      shape = output(layer, layers.get(layer), shape);
    }
  }

  private static int[] output(int layer, List<Block> blocks, int[] input) {
    Require.that(!blocks.isEmpty(), "routed network: layer %d has no component", layer);
    int[] first = blocks.get(0).output(input);
    for (Block block : blocks) {
      Require.that(
          Arrays.equals(block.output(input), first),
          "routed network: layer %d has components of outputs %s and %s; all need the same",
          layer,
          Arrays.toString(first),
          Arrays.toString(block.output(input)));
    }
    return first;
  }

  /** A network that takes images of this size; layers are added one by one. */
  public static Builder of(int channels, int side) {
    return (blocks) -> new RoutedNetwork(channels, side, List.of(List.of(blocks)));
  }

  /** Takes the first layer. */
  public interface Builder {
    RoutedNetwork layer(Block... blocks);
  }

  /** The same with one layer more; of one component it is not routed. */
  public RoutedNetwork layer(Block... blocks) {
    List<List<Block>> more = new ArrayList<>(layers);
    more.add(List.of(blocks));
    return new RoutedNetwork(channels, side, more);
  }

  /** The same with a layer of so many equal components more. */
  public RoutedNetwork layer(int components, Block block) {
    return layer(Collections.nCopies(components, block).toArray(new Block[0]));
  }

  /** Layers of so many equal components. */
  public static RoutedNetwork uniform(
      int channels, int side, int layers, int components, Block block) {
    List<Block> each = Collections.nCopies(components, block);
    return new RoutedNetwork(channels, side, Collections.nCopies(layers, each));
  }

  /** Places of the layers that have more than one component. */
  public List<Integer> routed() {
    return IntStream.range(0, layers.size())
        .filter(layer -> layers.get(layer).size() > 1)
        .boxed()
        .toList();
  }

  /** Number of components of a layer. */
  public int width(int layer) {
    return layers.get(layer).size();
  }

  /** Layer and place in it of a component, from 0. */
  public record Place(int layer, int component) {
    private static final Pattern NAME = Pattern.compile("layer_(\\d{1,6})_component_(\\d{1,6})");

    /** The place that a component's name tells; empty for a head and for parts of other models. */
    public static Optional<Place> of(String name) {
      Matcher found = NAME.matcher(name);
      return found.matches()
          ? Optional.of(new Place(number(found.group(1)), number(found.group(2))))
          : Optional.empty();
    }

    private static int number(String digits) {
      return Integer.parseInt(digits);
    }
  }

  /** Name of a component. */
  public static String name(int layer, int component) {
    return "layer_" + layer + "_component_" + component;
  }

  /** Shape of what enters a layer: [feature] or [channel, row, column]. */
  public int[] input(int layer) {
    int[] shape = {channels, side, side};
    for (int before = 0; before < layer; before++) {
      shape = layers.get(before).get(0).output(shape);
    }
    return shape;
  }

  /** Number of features that enter a head. */
  public int features() {
    return Math.toIntExact(Operation.count(input(layers.size())));
  }

  /** Tensor shapes of a component; empty where it has no parameters. */
  public SortedMap<String, long[]> shapes(int layer, int component) {
    return layers.get(layer).get(component).shapes(input(layer));
  }

  /** Tensor shapes of a head. */
  public SortedMap<String, long[]> headShapes(int classes) {
    SortedMap<String, long[]> shapes = new TreeMap<>();
    shapes.put("bias", new long[] {classes});
    shapes.put("kernel", new long[] {classes, features()});
    return shapes;
  }

  /** FLOPs of a component for one image. */
  public long flops(int layer, int component) {
    return layers.get(layer).get(component).flops(input(layer));
  }

  /** Parameters of all components, without heads. */
  public long parameters() {
    long parameters = 0;
    for (int layer = 0; layer < layers.size(); layer++) {
      for (int component = 0; component < width(layer); component++) {
        parameters += shapes(layer, component).values().stream().mapToLong(Tensor::size).sum();
      }
    }
    return parameters;
  }

  /**
   * All components with fresh parameters, in order; those without parameters are left out. Kernels
   * are drawn from N(0, 2 / fan-in) (He), biases are 0, scales 1. The papers' rule is not known.
   */
  public List<Component> fresh(String owner, RandomStream stream) {
    List<Component> fresh = new ArrayList<>();
    for (int layer = 0; layer < layers.size(); layer++) {
      for (int component = 0; component < width(layer); component++) {
        SortedMap<String, long[]> shapes = shapes(layer, component);
        String name = name(layer, component);
        if (!shapes.isEmpty()) {
          fresh.add(drawn(name, owner, shapes, 2, stream));
        }
      }
    }
    return fresh;
  }

  /** A fresh head; its kernel is drawn from N(0, 1 / features). */
  public Component freshHead(int classes, String owner, RandomStream stream) {
    return drawn(Vit.HEAD, owner, headShapes(classes), 1, stream);
  }

  private static Component drawn(
      String name, String owner, SortedMap<String, long[]> shapes, double gain, RandomStream from) {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    shapes.forEach(
        (tensor, shape) ->
            tensors.put(tensor, drawn(tensor, shape, gain, from.split(name).split(tensor))));
    return new Component(name, owner, tensors);
  }

  private static Tensor drawn(String name, long[] shape, double gain, RandomStream from) {
    if (!name.endsWith("kernel")) {
      return Tensor.full(name.endsWith("scale") ? 1 : 0, shape);
    }
    SplittableRandom random = from.generator();
    float[] values = new float[Math.toIntExact(Tensor.size(shape))];
    double deviation = Math.sqrt(gain * shape[0] / values.length);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return Tensor.of(values, shape);
  }
}

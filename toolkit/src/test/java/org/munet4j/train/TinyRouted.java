package org.munet4j.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.munet4j.component.Block;
import org.munet4j.component.Component;
import org.munet4j.component.Routed;
import org.munet4j.component.RoutedNetwork;
import org.munet4j.data.Images;
import org.munet4j.tensor.RandomStream;
import org.munet4j.tensor.Tensor;

/** Models of one small routed network for images of {@link TinyTask}, made by hand. */
public final class TinyRouted {
  public static final RoutedNetwork NETWORK = network(1);

  private TinyRouted() {}

  /** Three convolutions, a pooling that is not routed, and an identity beside linear maps. */
  public static RoutedNetwork network(int channels) {
    return RoutedNetwork.of(channels, 12)
        .layer(Block.convolution(3, 4), Block.convolution(3, 4), Block.convolution(3, 4))
        .layer(Block.maxPool(2, 2))
        .layer(Block.dense(16))
        .layer(Block.identity(), Block.dense(16), Block.lowRank(16, 2), Block.dense(16));
  }

  /**
   * A task's model that uses these components of the first and of the last layer in equal parts.
   */
  public static Routed model(String task, int classes, List<Integer> first, List<Integer> last) {
    return model(NETWORK, task, classes, first, last);
  }

  public static Routed model(
      RoutedNetwork network, String task, int classes, List<Integer> first, List<Integer> last) {
    RandomStream draws = RandomStream.seeded(3);
    List<List<Double>> weights =
        List.of(parts(3, first), List.of(1.0), List.of(1.0), parts(4, last));
    List<Component> used = new ArrayList<>();
    for (Component part : network.fresh(task, draws)) {
      RoutedNetwork.Place place = RoutedNetwork.Place.of(part.name()).orElseThrow();
      if (weights.get(place.layer()).get(place.component()) != 0) {
        used.add(part);
      }
    }
    used.add(network.freshHead(classes, task, draws.split(task)));
    return new Routed(network, weights, used);
  }

  private static List<Double> parts(int width, List<Integer> used) {
    Double[] weights = new Double[width];
    Arrays.fill(weights, 0.0);
    used.forEach(component -> weights[component] = 1.0 / used.size());
    return List.of(weights);
  }

  /** Logits [image, class] of a model of {@link #NETWORK}, loop by loop. */
  static double[][] logits(Routed model, Images images) {
    double[][] all = new double[images.count()][];
    for (int image = 0; image < all.length; image++) {
      byte[] pixels = images.pixels(image);
      double[][][] light = new double[1][12][12];
      for (int i = 0; i < 144; i++) {
        light[0][i / 12][i % 12] = (pixels[i] & 0xFF) / 255.0;
      }
      double[] hidden = relu(linear(model, "layer_2_component_0/0", pooled(maps(model, light))));
      double[] sum = new double[16];
      for (int component = 0; component < 4; component++) {
        double weight = model.weights().get(3).get(component);
        if (weight != 0) {
          add(sum, weight, last(model, component, hidden));
        }
      }
      all[image] = linear(model, "head", sum);
    }
    return all;
  }

  private static double[] last(Routed model, int component, double[] hidden) {
    String place = "layer_3_component_" + component + "/";
    return switch (component) {
      case 0 -> hidden;
      case 2 -> linear(model, place + "1", linear(model, place + "0", hidden));
      default -> relu(linear(model, place + "0", hidden));
    };
  }

  private static double[][][] maps(Routed model, double[][][] light) {
    double[][][] sum = new double[4][10][10];
    for (int component = 0; component < 3; component++) {
      double weight = model.weights().get(0).get(component);
      if (weight != 0) {
        String place = "layer_0_component_" + component + "/0/";
        float[] kernel = values(model, place + "kernel");
        float[] bias = values(model, place + "bias");
        for (int i = 0; i < 400; i++) {
          double value = bias[i / 100];
          for (int tap = 0; tap < 9; tap++) {
            value += kernel[i / 100 * 9 + tap] * light[0][i / 10 % 10 + tap / 3][i % 10 + tap % 3];
          }
          sum[i / 100][i / 10 % 10][i % 10] += weight * Math.max(0, value);
        }
      }
    }
    return sum;
  }

  private static double[] pooled(double[][][] maps) {
    double[] pooled = new double[100];
    Arrays.fill(pooled, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < 400; i++) {
      int at = i / 100 * 25 + i / 10 % 10 / 2 * 5 + i % 10 / 2;
      pooled[at] = Math.max(pooled[at], maps[i / 100][i / 10 % 10][i % 10]);
    }
    return pooled;
  }

  private static double[] linear(Routed model, String place, double[] input) {
    float[] kernel = values(model, place + "/kernel");
    double[] output = new double[kernel.length / input.length];
    for (int i = 0; i < kernel.length; i++) {
      output[i / input.length] += kernel[i] * input[i % input.length];
    }
    Component part = part(model, place);
    String bias = place.equals("head") ? "bias" : place.substring(place.indexOf('/') + 1) + "/bias";
    Tensor shift = part.tensors().getOrDefault(bias, Tensor.zeros(output.length));
    for (int i = 0; i < output.length; i++) {
      output[i] += shift.toArray()[i];
    }
    return output;
  }

  private static Component part(Routed model, String tensor) {
    return model.component(tensor.split("/")[0]).orElseThrow();
  }

  private static float[] values(Routed model, String tensor) {
    return part(model, tensor).named().get(tensor).toArray();
  }

  private static double[] relu(double[] values) {
    return Arrays.stream(values).map(value -> Math.max(0, value)).toArray();
  }

  private static void add(double[] sum, double weight, double[] values) {
    Arrays.setAll(sum, i -> sum[i] + weight * values[i]);
  }

  /** The same network with random numbers where fresh parameters are zeros. */
  public static Routed shaken(Routed model, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return model.replacing(
        model.components().stream()
            .map(
                part ->
                    new Component(
                        part.name(),
                        part.owner(),
                        part.tensors().entrySet().stream()
                            .collect(
                                Collectors.toMap(
                                    java.util.Map.Entry::getKey,
                                    each -> shaken(each.getValue(), random),
                                    (one, other) -> one,
                                    java.util.TreeMap::new))))
            .toList());
  }

  private static Tensor shaken(Tensor tensor, SplittableRandom random) {
    float[] values = tensor.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) random.nextDouble(-0.1, 0.1);
    }
    return Tensor.of(values, tensor.shape());
  }
}

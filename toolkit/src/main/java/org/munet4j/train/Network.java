package org.munet4j.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.munet4j.component.Component;
import org.munet4j.component.ModelPath;
import org.munet4j.component.TextEncoder;
import org.munet4j.component.Vit;
import org.munet4j.tensor.Tensor;

/**
 * What the numeric functions must know of a model: its components in the order in which data flows,
 * and the part of its geometry that no tensor shows.
 *
 * @param heads attention heads
 * @param patch side of a patch in pixels, 0 for text
 * @param hasBias whether linear maps have a bias
 * @param isRms whether norms divide by the root mean square instead of LayerNorm
 */
record Network(List<Component> components, int heads, int patch, boolean hasBias, boolean isRms) {
  private static final Map<String, Integer> KINDS =
      Map.of(
          Vit.EMBEDDING,
          0,
          Vit.CLS,
          1,
          Vit.POSITION,
          2,
          Vit.NORM,
          6,
          Vit.HEAD,
          7,
          TextEncoder.WORDS,
          8);

  static Network of(ModelPath path) {
    return new Network(path.components(), path.vit().heads(), path.vit().patch(), true, false);
  }

  static Network of(TextEncoder text, List<Component> components) {
    return new Network(text.checked(components), text.heads(), 0, text.hasBias(), text.isRms());
  }

  int size() {
    return components.size();
  }

  String name(int place) {
    return components.get(place).name();
  }

  /** Whether only the first token of a block's output is read. */
  boolean isLastBlock(int place) {
    return Vit.isBlock(name(place)) && place + 1 < size() && name(place + 1).equals(Vit.NORM);
  }

  /** {@code heads, patch, bias, RMSNorm}, as the script reads them. */
  long[] geometry() {
    return new long[] {heads, patch, hasBias ? 1 : 0, isRms ? 1 : 0};
  }

  /** The plan of a part of the network, as the script reads it. */
  long[] plan(int from, int to, LinearKernels kernels) {
    long[] plan = new long[5 * (to - from)];
    for (int place = from; place < to; place++) {
      int at = 5 * (place - from);
      plan[at] = kind(place);
      for (long[] shape : linearShapes(components.get(place))) {
        plan[++at] = kernels.choice(shape[1], shape[0]);
      }
    }
    return plan;
  }

  private int kind(int place) {
    String name = name(place);
    if (Vit.isBlock(name)) {
      return isLastBlock(place) ? 4 : 3;
    }
    return Vit.isAdapter(name) ? 5 : KINDS.get(name);
  }

  /** Shapes [out, in] of the linear maps of a component, by the names of their tensors. */
  private static List<long[]> linearShapes(Component component) {
    List<long[]> shapes = new ArrayList<>();
    component
        .shapes()
        .forEach(
            (name, shape) -> {
              if (name.endsWith("kernel")) {
                shapes.add(new long[] {shape[0], Tensor.size(shape) / shape[0]});
              }
            });
    return shapes;
  }
}

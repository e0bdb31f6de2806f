package org.munet4j.component;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.munet4j.data.NpzFile;
import org.munet4j.internal.Require;
import org.munet4j.tensor.SafetensorsFile;
import org.munet4j.tensor.Tensor;
import org.munet4j.tensor.WeightFile;

/**
 * Published weights of Vision Transformers as components (muNet, §2.2): AugReg archives ({@code
 * .npz}) and Hugging Face files ({@code .safetensors}; float32, float16 or bfloat16).
 */
public final class Pretrained {
  private Pretrained() {}

  /**
   * Reads a root with a head of zeros, as every new task gets one.
   *
   * @param vit geometry of the file; its first layers are read if it has fewer than the file, and
   *     the position embedding is zoomed if it has another image size
   * @param classes of the head
   * @throws IllegalArgumentException if the file has other names or shapes; names the tensor, both
   *     shapes and the likely cause
   * @throws RuntimeException with a sentence if the file is damaged
   */
  public static ModelPath read(Path file, Vit vit, int classes, String owner) {
    try (WeightFile weights = open(file)) {
      Naming naming = Naming.of(weights.file(), weights.names());
      List<Component> components = new ArrayList<>();
      for (String component : vit.components()) {
        Vit filed = component.equals(Vit.POSITION) ? filed(weights, naming, vit) : vit;
        Component read = component(weights, naming, filed, component, classes, owner);
        components.add(
            filed.equals(vit) ? read : PositionEmbedding.resized(read, filed, vit, owner));
      }
      return new ModelPath(vit, components);
    }
  }

  private static Component component(
      WeightFile weights, Naming naming, Vit vit, String component, int classes, String owner) {
    SortedSet<String> names = weights.names();
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    vit.shapes(component, classes)
        .forEach(
            (tensor, shape) ->
                tensors.put(
                    tensor,
                    component.equals(Vit.HEAD)
                        ? Tensor.zeros(shape)
                        : naming
                            .origin(vit, component, tensor)
                            .read(weights, names, shape, cause(vit, component))));
    return new Component(component, owner, tensors);
  }

  /** The geometry with the image size of the file's position embedding. */
  private static Vit filed(WeightFile weights, Naming naming, Vit vit) {
    String name = naming.origin(vit, Vit.POSITION, "embedding").name();
    long[] shape = weights.names().contains(name) ? weights.tensor(name).shape() : new long[0];
    if (shape.length != 3 || shape[0] != 1 || shape[2] != vit.hidden()) {
      return vit;
    }
    int grid = (int) Math.round(Math.sqrt(Math.max(0, shape[1] - 1)));
    Require.that(
        grid >= 1 && shape[1] == (long) grid * grid + 1,
        "%s: tensor '%s' is %s, its %d patches are no square grid; needs [1, 1 + g·g, %d], one"
            + " vector for the class token and the others for a square image",
        weights.file(),
        name,
        Arrays.toString(shape),
        shape[1] - 1,
        vit.hidden());
    return grid == vit.grid() ? vit : vit.withImageSize(Math.multiplyExact(grid, vit.patch()));
  }

  private static WeightFile open(Path file) {
    String name = file.getFileName().toString();
    boolean isArchive = name.endsWith(".npz");
    Require.that(
        isArchive || name.endsWith(".safetensors"),
        "file '%s': weights are read from .npz and .safetensors",
        file);
    return isArchive ? NpzFile.open(file) : SafetensorsFile.open(file);
  }

  private static String cause(Vit vit, String component) {
    return switch (component) {
      case Vit.EMBEDDING ->
          Require.text(
              "the file is for another patch side or width; asked for were %d and %d",
              vit.patch(), vit.hidden());
      default ->
          Vit.isBlock(component)
              ? Require.text(
                  "the file has fewer layers, another width or another number of heads; asked for"
                      + " were %d layers, width %d, mlp %d, %d heads",
                  vit.layers(), vit.hidden(), vit.mlp(), vit.heads())
              : Require.text("the file is for another width; asked for was %d", vit.hidden());
    };
  }
}

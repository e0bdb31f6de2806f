package org.munet4j.component;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.munet4j.internal.Require;

/**
 * The geometry of a pre-norm Transformer encoder for text: {@code word_embedding}, {@code
 * posembed_input}, {@code encoderblock_0} and on, {@code encoder_norm}, {@code head}. The head
 * reads the first token. Given embeddings enter at {@code posembed_input}.
 *
 * @param vocabulary number of word ids
 * @param positions most tokens of one text
 * @param hidden width D of a token
 * @param mlp width M of the hidden layer in a block
 * @param heads attention heads; D is a multiple of it
 * @param layers number of encoder blocks
 * @param norm how tokens are normalised
 * @param hasBias whether linear maps, and LayerNorm, have a bias
 */
public record TextEncoder(
    int vocabulary,
    int positions,
    int hidden,
    int mlp,
    int heads,
    int layers,
    Norm norm,
    boolean hasBias) {
  public static final String WORDS = "word_embedding";

  /** The two ways to normalise a token. */
  public enum Norm {
    LAYER_NORM,
    RMS_NORM
  }

  public TextEncoder {
    Require.that(
        vocabulary >= 1 && positions >= 1 && hidden >= 1 && mlp >= 1 && layers >= 0,
        "text encoder: vocabulary %d, positions %d, width %d, mlp width %d, layers %d; each needs"
            + " at least 1, layers 0",
        vocabulary,
        positions,
        hidden,
        mlp,
        layers);
    Require.that(
        heads >= 1 && hidden % heads == 0,
        "text encoder: width %d does not divide into %d heads",
        hidden,
        heads);
  }

  public boolean isRms() {
    return norm == Norm.RMS_NORM;
  }

  /** Component names from input to head. */
  public List<String> components() {
    List<String> names = new ArrayList<>(List.of(WORDS, Vit.POSITION));
    for (int layer = 0; layer < layers; layer++) {
      names.add(Vit.block(layer));
    }
    names.addAll(List.of(Vit.NORM, Vit.HEAD));
    return names;
  }

  /** Tensor shapes of one component; {@code classes} matters to the head alone. */
  public SortedMap<String, long[]> shapes(String component, int classes) {
    SortedMap<String, long[]> shapes = new TreeMap<>();
    switch (component) {
      case WORDS -> shapes.put("table", new long[] {vocabulary, hidden});
      case Vit.POSITION -> shapes.put("embedding", new long[] {1, positions, hidden});
      case Vit.NORM -> norm(shapes, "");
      case Vit.HEAD -> dense(shapes, "", hidden, classes);
      default -> {
        Require.that(Vit.isBlock(component), "a text encoder has no component '%s'", component);
        norm(shapes, "norm1/");
        dense(shapes, "attention/qkv/", hidden, 3 * hidden);
        dense(shapes, "attention/out/", hidden, hidden);
        norm(shapes, "norm2/");
        dense(shapes, "mlp/in/", hidden, mlp);
        dense(shapes, "mlp/out/", mlp, hidden);
      }
    }
    return shapes;
  }

  /** These components, if they are this encoder's in their order with its shapes. */
  public List<Component> checked(List<Component> parts) {
    List<String> names = parts.stream().map(Component::name).toList();
    Require.that(
        names.equals(components()), "parts are %s, %s needs %s", names, this, components());
    for (Component part : parts) {
      part.check(shapes(part.name(), part.length("kernel")));
    }
    return List.copyOf(parts);
  }

  private void norm(SortedMap<String, long[]> shapes, String prefix) {
    shapes.put(prefix + "scale", new long[] {hidden});
    if (hasBias && !isRms()) {
      shapes.put(prefix + "bias", new long[] {hidden});
    }
  }

  private void dense(SortedMap<String, long[]> shapes, String prefix, int in, int out) {
    shapes.put(prefix + "kernel", new long[] {out, in});
    if (hasBias) {
      shapes.put(prefix + "bias", new long[] {out});
    }
  }
}

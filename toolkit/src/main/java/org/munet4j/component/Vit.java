package org.munet4j.component;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.munet4j.internal.Require;

/**
 * The geometry of a Vision Transformer taken apart into components (muNet, §2.2): {@code
 * embedding}, {@code cls}, {@code posembed_input}, {@code encoderblock_0} and on, {@code
 * encoder_norm}, {@code head}. Blocks are pre-norm; images have three channels.
 *
 * @param imageSize side of the square input image in pixels
 * @param patch side of a patch in pixels
 * @param hidden width D of a token
 * @param mlp width M of the hidden layer in a block
 * @param heads attention heads; D is a multiple of it
 * @param layers number of encoder blocks
 */
public record Vit(int imageSize, int patch, int hidden, int mlp, int heads, int layers) {
  public static final int CHANNELS = 3;
  public static final String EMBEDDING = "embedding";
  public static final String CLS = "cls";
  public static final String POSITION = "posembed_input";
  public static final String NORM = "encoder_norm";
  public static final String HEAD = "head";
  private static final String BLOCK = "encoderblock_";
  private static final String ADAPTER = "residual_adapter_";
  private static final Pattern LAYERED =
      Pattern.compile("(?:" + BLOCK + "|" + ADAPTER + ")(0|[1-9][0-9]{0,8})");

  public Vit {
    Require.that(patch >= 1, "vit: patch is %d, needs at least 1", patch);
    Require.that(
        imageSize >= patch, "vit: image size %d is smaller than patch %d", imageSize, patch);
    Require.that(hidden >= 1, "vit: width is %d, needs at least 1", hidden);
    Require.that(
        heads >= 1 && hidden % heads == 0,
        "vit: width %d does not divide into %d heads",
        hidden,
        heads);
    Require.that(mlp >= 1, "vit: mlp width is %d, needs at least 1", mlp);
    Require.that(layers >= 0, "vit: layers is %d, needs 0 or more", layers);
  }

  /** ViT-Ti/16, cut to its first layers; three layers at 32 pixels are the papers' "T3". */
  public static Vit ti16(int imageSize, int layers) {
    return new Vit(imageSize, 16, 192, 768, 3, layers);
  }

  /** ViT-B/16 with 12 layers. */
  public static Vit b16(int imageSize) {
    return new Vit(imageSize, 16, 768, 3072, 12, 12);
  }

  /** ViT-L/16 with 24 layers. */
  public static Vit l16(int imageSize) {
    return new Vit(imageSize, 16, 1024, 4096, 16, 24);
  }

  /** The same network with another number of blocks. */
  public Vit withLayers(int newLayers) {
    return new Vit(imageSize, patch, hidden, mlp, heads, newLayers);
  }

  /** The same network for images of another size. */
  public Vit withImageSize(int newSize) {
    return new Vit(newSize, patch, hidden, mlp, heads, layers);
  }

  public static String block(int layer) {
    return BLOCK + layer;
  }

  public static String adapter(int layer) {
    return ADAPTER + layer;
  }

  /** The layer number in the name of a block or an adapter. */
  public static int layer(String component) {
    Matcher numbered = LAYERED.matcher(component);
    Require.that(
        numbered.matches(),
        "component name '%s' has no layer number; blocks are %s and on, adapters %s and on",
        component,
        block(0),
        adapter(0));
    return Integer.parseInt(numbered.group(1));
  }

  public static boolean isBlock(String component) {
    return component.startsWith(BLOCK);
  }

  public static boolean isAdapter(String component) {
    return component.startsWith(ADAPTER);
  }

  /** Patches along one side of the image. */
  public int grid() {
    return imageSize / patch;
  }

  /** Tokens of one image: its patches and the class token. */
  public int tokens() {
    return grid() * grid() + 1;
  }

  /** Component names from input to head, without adapters. */
  public List<String> components() {
    List<String> names = new ArrayList<>(List.of(EMBEDDING, CLS, POSITION));
    for (int layer = 0; layer < layers; layer++) {
      names.add(block(layer));
    }
    names.add(NORM);
    names.add(HEAD);
    return names;
  }

  /**
   * Tensor shapes of one component.
   *
   * @param size classes for {@code head}, bottleneck width for an adapter, ignored elsewhere
   */
  public SortedMap<String, long[]> shapes(String component, int size) {
    if (isBlock(component)) {
      return blockShapes();
    }
    if (isAdapter(component)) {
      return adapterShapes(size);
    }
    SortedMap<String, long[]> shapes = new TreeMap<>();
    switch (component) {
      case EMBEDDING -> {
        shapes.put("kernel", new long[] {hidden, CHANNELS, patch, patch});
        shapes.put("bias", new long[] {hidden});
      }
      case CLS -> shapes.put("token", new long[] {1, 1, hidden});
      case POSITION -> shapes.put("embedding", new long[] {1, tokens(), hidden});
      case NORM -> norm(shapes, "");
      case HEAD -> dense(shapes, "", hidden, size);
      default -> throw new IllegalArgumentException("a ViT has no component '" + component + "'");
    }
    return shapes;
  }

  private SortedMap<String, long[]> blockShapes() {
    SortedMap<String, long[]> shapes = new TreeMap<>();
    norm(shapes, "norm1/");
    dense(shapes, "attention/qkv/", hidden, 3 * hidden);
    dense(shapes, "attention/out/", hidden, hidden);
    norm(shapes, "norm2/");
    dense(shapes, "mlp/in/", hidden, mlp);
    dense(shapes, "mlp/out/", mlp, hidden);
    return shapes;
  }

  private SortedMap<String, long[]> adapterShapes(int bottleneck) {
    SortedMap<String, long[]> shapes = new TreeMap<>();
    norm(shapes, "norm/");
    dense(shapes, "down/", hidden, bottleneck);
    dense(shapes, "up/", bottleneck, hidden);
    return shapes;
  }

  private void norm(SortedMap<String, long[]> shapes, String prefix) {
    shapes.put(prefix + "scale", new long[] {hidden});
    shapes.put(prefix + "bias", new long[] {hidden});
  }

  private static void dense(SortedMap<String, long[]> shapes, String prefix, int in, int out) {
    shapes.put(prefix + "kernel", new long[] {out, in});
    shapes.put(prefix + "bias", new long[] {out});
  }
}

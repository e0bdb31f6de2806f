package org.munet4j.component;

import java.util.SortedMap;
import java.util.TreeMap;
import org.munet4j.internal.Require;
import org.munet4j.tensor.Tensor;

/** Position embeddings for another image size (muNet, §2.2). */
public final class PositionEmbedding {
  private static final String TENSOR = "embedding";

  private PositionEmbedding() {}

  /**
   * The class token's vector as it is, and the grid of the others zoomed bilinearly, channel by
   * channel, corner on corner, as {@code scipy.ndimage.zoom} of order 1 does: of n places the one
   * numbered i lies at i(g-1)/(n-1) of g; a grid of one is repeated, and one place takes the first
   * corner. A grid of the same size keeps every bit.
   *
   * @param checkpoint the embedding to zoom, {@code [1, 1 + g·g, width]}
   * @param from geometry of the checkpoint
   * @param to geometry that is wanted, of the same width
   * @param owner of the new component
   */
  public static Component resized(Component checkpoint, Vit from, Vit to, String owner) {
    Require.that(
        checkpoint.name().equals(Vit.POSITION),
        "position embedding: component is %s, needs %s",
        checkpoint.name(),
        Vit.POSITION);
    Require.that(
        from.hidden() == to.hidden(),
        "position embedding: width is %d, the wanted geometry has %d; only the image size may"
            + " differ",
        from.hidden(),
        to.hidden());
    checkpoint.check(from.shapes(Vit.POSITION, 0));
    SortedMap<String, Tensor> tensors = new TreeMap<>(checkpoint.tensors());
    if (from.grid() != to.grid()) {
      float[] old = tensors.get(TENSOR).toArray();
      float[] zoomed = zoomed(old, from.grid(), to.grid(), from.hidden());
      tensors.put(TENSOR, Tensor.of(zoomed, 1, to.tokens(), to.hidden()));
    }
    return new Component(Vit.POSITION, owner, tensors);
  }

  private static float[] zoomed(float[] old, int g, int n, int width) {
    float[] result = new float[(n * n + 1) * width];
    System.arraycopy(old, 0, result, 0, width);
    for (int token = 0; token < n * n; token++) {
      double y = place(token / n, g, n);
      double x = place(token % n, g, n);
      int top = (int) y;
      int left = (int) x;
      int bottom = Math.min(top + 1, g - 1);
      int right = Math.min(left + 1, g - 1);
      for (int channel = 0; channel < width; channel++) {
        int at = width + channel;
        double above =
            between(old[at + (top * g + left) * width], old[at + (top * g + right) * width], x);
        double below =
            between(
                old[at + (bottom * g + left) * width], old[at + (bottom * g + right) * width], x);
        result[at + token * width] = (float) between(above, below, y);
      }
    }
    return result;
  }

  /** Where the place numbered i of n lies among g places. */
  private static double place(int i, int g, int n) {
    return n == 1 ? 0 : (double) i * (g - 1) / (n - 1);
  }

  /** Between two neighbours, as far as the place lies behind the first. */
  private static double between(double first, double second, double place) {
    double part = place - Math.floor(place);
    return first * (1 - part) + second * part;
  }
}

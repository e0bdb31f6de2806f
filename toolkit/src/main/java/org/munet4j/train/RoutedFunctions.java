package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.munet4j.component.RoutedNetwork;
import org.munet4j.internal.Sha256;
import org.munet4j.tensor.Script;

/**
 * The numeric core of a routed network (1910.04915, 2009.04381).
 *
 * <pre>
 *   images    [batch, channel, side, side]
 *   weights   of each routed layer [task of the batch, component]
 *   logits    [batch, class]
 * </pre>
 */
sealed interface RoutedFunctions extends AutoCloseable permits NativeRouted, PlainRouted {
  /** The resource with the script. */
  String SOURCE = "routed.py";

  static RoutedFunctions of(RoutedNetwork network) {
    return Functions.arePlain() ? new PlainRouted(network) : new NativeRouted(network);
  }

  /** Names the functions that are in use; others may give other bits. */
  static String revision() {
    byte[] script = Script.text(RoutedFunctions.class, SOURCE).getBytes(StandardCharsets.UTF_8);
    return (Functions.arePlain() ? "plain " : "native ") + Sha256.of(script);
  }

  /**
   * What one pass is made of.
   *
   * @param images of the batch
   * @param groups [batch] of type int64, which of the batch's tasks each image is of
   * @param active of each component of each layer, whether it is computed
   * @param parameters of the computed components, in order, by the names of their tensors
   * @param heads bias and kernel of one head for all, or of one for each task of the batch
   * @param dropout none, or factors [batch, feature]
   */
  record Pass(
      NDArray images,
      NDArray groups,
      boolean[] active,
      List<NDArray> parameters,
      List<NDArray> heads,
      List<NDArray> dropout) {}

  /**
   * What the weights of a batch's tasks are made of.
   *
   * @param scores of each routed layer and in it of each task; empty for fixed weights
   * @param noise of each routed layer, for all tasks
   * @param fixed of each routed layer [task, component]
   * @param free of each routed layer [task, component], 1 where a gate decides
   */
  record Choices(
      List<NDArray> scores,
      List<NDArray> noise,
      List<NDArray> fixed,
      List<NDArray> free,
      Gating gating,
      Penalties penalties) {}

  /** Weights of each routed layer, in the scope of the step. */
  List<NDArray> weights(NDManager step, Choices choices);

  /** Logits with weights of each routed layer, of one row for all or of one for each task. */
  NDArray logits(NDManager step, Pass pass, List<NDArray> weights);

  /**
   * Gradients of cross-entropy and penalties with respect to arrays that require them; zeros for
   * what plays no part. The last array is the cross-entropy alone. L2 is not among them.
   *
   * @param labels [batch] of type int64
   */
  List<NDArray> gradients(
      NDManager step, Pass pass, Choices choices, NDArray labels, List<NDArray> trained);

  /**
   * Moves parameters along their gradients; nothing moves if the loss is not finite.
   *
   * @param gradients as {@link #gradients} gave them
   * @param moved of the same order
   * @param parameters how many of them are parameters; scores are behind
   * @param pull towards earlier parameters: Fisher information, and its product with them, of each
   *     parameter; empty for none
   */
  void move(
      List<NDArray> gradients,
      List<Moving> moved,
      int parameters,
      Descent descent,
      double l2,
      List<Pull> pull);

  /** A pull of one parameter: its gradient is {@code fisher · parameter − anchor}. */
  record Pull(NDArray fisher, NDArray anchor) {}

  @Override
  void close();
}

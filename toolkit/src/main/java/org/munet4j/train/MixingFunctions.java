package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.munet4j.component.Multipath;
import org.munet4j.internal.Sha256;
import org.munet4j.tensor.Script;

/**
 * How the outputs of paths side by side are mixed and how router and connectors learn (multipath
 * agents, §8.3).
 *
 * <pre>
 *   outputs   of the main path [image, class], of each branch [image, value]
 *   weights   [image, path]
 * </pre>
 */
sealed interface MixingFunctions extends AutoCloseable permits NativeMixing, PlainMixing {
  /** The resource with the script; it stands behind that of {@link Functions}. */
  String SOURCE = "multipath.py";

  static MixingFunctions of(
      Multipath multipath, Parameters parameters, Learning learning, NDManager scope) {
    return Functions.arePlain()
        ? new PlainMixing(multipath, parameters, learning, scope)
        : new NativeMixing(multipath, parameters, learning, scope);
  }

  /** Names the functions that are in use; others may give other bits. */
  static String revision() {
    return Sha256.of(Script.text(MixingFunctions.class, SOURCE).getBytes(StandardCharsets.UTF_8));
  }

  /** Weights of the paths, in the scope of the step. */
  NDArray weights(NDManager step, NDArray main);

  /** The weighted sum of the paths' logits [image, class], in the scope of the step. */
  NDArray mixed(NDManager step, NDArray weights, List<NDArray> outputs);

  /**
   * One step of training on the cross-entropy of labels [image]. A step whose loss or gradient is
   * not finite changes nothing, and neither do the steps after it.
   *
   * @return the loss, in the scope of the step
   */
  NDArray train(NDManager step, List<NDArray> outputs, NDArray labels, double rate);

  /** Steps that went well before the first that was not finite; empty if all were. */
  OptionalLong goodStepsBeforeFailure();

  @Override
  void close();
}

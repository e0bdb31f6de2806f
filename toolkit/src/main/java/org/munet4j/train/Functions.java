package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.munet4j.internal.Sha256;
import org.munet4j.tensor.Script;

/**
 * The numeric core of one model on the device: outputs of its components and steps of its training.
 * Places count components from 0.
 *
 * <pre>
 *   images       [batch, 3, side, side]     ids of words  [batch, token]
 *   activations  [batch, token, width]      after the last block only the first token is left
 *   logits       [batch, class]
 * </pre>
 */
sealed interface Functions extends AutoCloseable permits NativeFunctions, PlainFunctions {
  /** Setting that names the form of the functions: {@code native} or {@code plain}. */
  String SETTING = "munet4j.functions";

  /** The resource with the script. */
  String SOURCE = "transformer.py";

  /** Whether the functions are array operations of DJL instead of the script. */
  static boolean arePlain() {
    return "plain".equals(System.getProperty(SETTING)) || !NativeFunctions.areAvailable();
  }

  /** Names the functions that are in use; others may give other bits. */
  static String revision() {
    byte[] script = Script.text(Functions.class, SOURCE).getBytes(StandardCharsets.UTF_8);
    return (arePlain() ? "plain " : "native ") + Sha256.of(script);
  }

  /**
   * The output of the components {@code from} to before {@code to}, in the scope of the step.
   *
   * @param input of the first of them
   * @param masks none, or one [batch, 1, 1, token] that is added to the scores of the attention
   */
  NDArray run(NDManager step, NDArray input, int from, int to, NDArray... masks);

  /**
   * One step of training on the cross-entropy of labels [batch]. A step whose loss or gradient is
   * not finite changes nothing, and neither do the steps after it.
   *
   * @return the loss, in the scope of the step
   */
  NDArray train(NDManager step, NDArray input, int from, NDArray labels, double rate);

  /** Steps that went well before the first that was not finite; empty if all were. */
  OptionalLong goodStepsBeforeFailure();

  @Override
  void close();
}

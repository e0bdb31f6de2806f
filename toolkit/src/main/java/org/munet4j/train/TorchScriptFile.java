package org.munet4j.train;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.munet4j.component.ModelPath;
import org.munet4j.tensor.Script;
import org.munet4j.tensor.Tensor;

/**
 * A path as a TorchScript file for PyTorch without the toolkit: weights, resizing, scaling and
 * network, and no kernel that not every machine has.
 *
 * <pre>
 *   forward(images)  images  [batch, 1 or 3, row, column]   float32, 0 to 1, any size
 *                    result  [batch, class]                 logits
 * </pre>
 */
public final class TorchScriptFile {
  private TorchScriptFile() {}

  /** Writes the file; the same path gives the same bytes. */
  public static void write(ModelPath path, OutputStream out) throws IOException {
    Network network = Network.of(path);
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    path.components()
        .forEach(
            component ->
                component
                    .named()
                    .forEach((name, tensor) -> parameters.put(name.replace('/', '_'), tensor)));
    long[] plan = network.plan(0, network.size(), LinearKernels.everywhere());
    String forward =
        Script.text(TorchScriptFile.class, "serving.py")
            .replace("SIDE", String.valueOf(path.vit().imageSize()))
            .replace("PLAN", Arrays.toString(plan))
            .replace("GEOMETRY", Arrays.toString(network.geometry()))
            .replace("PARAMETERS", "[self." + String.join(", self.", parameters.keySet()) + "]");
    String functions = Script.text(TorchScriptFile.class, Functions.SOURCE);
    Script.write(out, functions + "\n" + forward, parameters);
  }
}

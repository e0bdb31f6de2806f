package org.munet4j.train;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.munet4j.component.Component;
import org.munet4j.component.ModelGraph;
import org.munet4j.component.ModelPath;
import org.munet4j.tensor.Script;
import org.munet4j.tensor.Tensor;

/**
 * A path, or several side by side, as a TorchScript file for PyTorch without the toolkit: weights,
 * resizing, scaling and network, and no kernel that not every machine has. All paths are computed:
 * a multipath's threshold is not part of the file. What paths share is written once.
 *
 * <pre>
 *   forward(images)  images  [batch, 1 or 3, row, column]   float32, 0 to 1, any size
 *                    result  [batch, class]                 logits
 * </pre>
 */
public final class TorchScriptFile {
  private TorchScriptFile() {}

  /** Writes the file; the same graph gives the same bytes. */
  public static void write(ModelGraph graph, OutputStream out) throws IOException {
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    Map<String, List<String>> names = new LinkedHashMap<>();
    for (Component component : graph.components()) {
      String before = graph instanceof ModelPath ? "" : "c" + names.size() + "_";
      List<String> own = new ArrayList<>();
      component
          .named()
          .forEach(
              (name, tensor) -> {
                own.add(before + name.replace('/', '_'));
                parameters.put(before + name.replace('/', '_'), tensor);
              });
      names.put(component.id(), own);
    }
    Script.write(out, new ServingScript(names).text(graph), parameters);
  }
}

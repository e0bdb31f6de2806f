package org.munet4j.notebook;

import com.google.gson.JsonParser;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;

/** Teaches IJava, and kernels built like it, to show what munet4j's own kernel shows. */
public final class IJavaRenderers {
  private IJavaRenderers() {}

  /** Registers our types; in a cell: {@code install(getKernelInstance().getRenderer())}. */
  public static void install(Renderer renderer) {
    for (Class<?> type : Renderers.types()) {
      renderer
          .createRegistration(type)
          .preferring(Bundle.HTML, Bundle.PNG, Bundle.TEXT)
          .register(
              (value, context) -> {
                DisplayData out = context.getOutputContainer();
                Bundle bundle = Renderers.render(value).forTravel();
                bundle.data().forEach((mime, content) -> out.putData(mime, tree(mime, content)));
                bundle.metadata().forEach(out::putMetaData);
              });
    }
  }

  /** Kernels send JSON as a tree. */
  private static Object tree(String mime, String content) {
    return mime.endsWith("+json") ? JsonParser.parseString(content) : content;
  }
}

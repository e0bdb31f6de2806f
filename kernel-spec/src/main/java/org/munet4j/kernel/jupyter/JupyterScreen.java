package org.munet4j.kernel.jupyter;

import io.github.spencerpark.jupyter.messages.MessageType;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.munet4j.notebook.Bundle;
import org.munet4j.notebook.Screen;

/** Shows bundles below the running cell of the front end. */
record JupyterScreen(BiConsumer<MessageType<?>, Map<String, ?>> publish) implements Screen {
  @Override
  public String show(Object value, Bundle bundle) {
    String id = UUID.randomUUID().toString();
    publish.accept(MessageType.PUBLISH_DISPLAY_DATA, content(id, bundle));
    return id;
  }

  @Override
  public void replace(String id, Bundle bundle) {
    publish.accept(MessageType.PUBLISH_UPDATE_DISPLAY_DATA, content(id, bundle));
  }

  @Override
  public void clear(boolean isWaiting) {
    publish.accept(MessageType.PUBLISH_CLEAR_OUTPUT, Map.of("wait", isWaiting));
  }

  @Override
  public boolean isLive() {
    return true;
  }

  private static Map<String, ?> content(String id, Bundle bundle) {
    return Json.shown(bundle, "transient", Map.of("display_id", id));
  }
}

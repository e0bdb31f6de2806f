package org.munet4j.kernel.jupyter;

import io.github.spencerpark.jupyter.messages.Header;
import io.github.spencerpark.jupyter.messages.MessageType;
import java.util.Map;
import org.munet4j.kernel.engine.CellOutput;

/**
 * Where output appears: below the running cell, or below the last one if none runs, since threads
 * may go on printing after their cell has ended.
 */
final class Stage implements CellOutput {
  private final Outbox outbox;
  private volatile Header<?> cell;

  Stage(Outbox outbox) {
    this.outbox = outbox;
  }

  void startCell(Request request) {
    cell = request.message().getHeader();
  }

  void send(MessageType<?> type, Map<String, ?> content) {
    outbox.send(cell, type, content);
  }

  @Override
  public void out(String text) {
    outbox.print(cell, "stdout", text);
  }

  @Override
  public void err(String text) {
    outbox.print(cell, "stderr", text);
  }
}

package org.munet4j.kernel.jupyter;

import com.google.gson.JsonObject;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.MessageType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A message that a front end sent, with the channel on which it waits for the answer. */
record Request(Message<JsonObject> message, Channel channel) {
  JsonObject content() {
    return message.getContent();
  }

  MessageType<?> type() {
    return message.getHeader().getType();
  }

  void reply(MessageType<?> type, Map<String, ?> content) {
    Map<String, Object> withStatus = new LinkedHashMap<>();
    withStatus.put("status", "ok");
    withStatus.putAll(content);
    channel.sendMessage(
        Channel.message(message.getIdentities(), message.getHeader(), type, withStatus));
  }

  /** Tells the front end that the kernel itself failed, so that it does not wait for ever. */
  void fail(Throwable failure) {
    MessageType<?> type = MessageType.getType(type().getName().replace("_request", "_reply"));
    String name = failure.getClass().getName();
    reply(
        type,
        Map.of(
            "status",
            "error",
            "ename",
            name,
            "evalue",
            String.valueOf(failure.getMessage()),
            "traceback",
            List.of(name + " in the kernel: " + failure.getMessage())));
  }
}

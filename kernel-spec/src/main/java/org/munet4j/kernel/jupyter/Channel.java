package org.munet4j.kernel.jupyter;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.spencerpark.jupyter.channels.JupyterSocket;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import io.github.spencerpark.jupyter.messages.HMACGenerator;
import io.github.spencerpark.jupyter.messages.Header;
import io.github.spencerpark.jupyter.messages.KernelTimestamp;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.MessageType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Logger;
import org.munet4j.internal.Require;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * One bound socket; used by one thread only. Contents are JSON objects when they come in and maps
 * when they go out.
 */
final class Channel extends JupyterSocket {
  private static final String SESSION = UUID.randomUUID().toString();
  private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
  private static final int LINGER_MILLIS = 500;

  Channel(ZMQ.Context context, SocketType kind, HMACGenerator signatures, String address) {
    super(context, kind, signatures, Logger.getLogger("org.munet4j.kernel"));
    setLinger(LINGER_MILLIS);
    setHWM(0);
    bind(address);
  }

  @Override
  public void bind(KernelConnectionProperties properties) {
    throw new UnsupportedOperationException("a channel is bound when it is made");
  }

  /** A message to the front end that answers, or belongs to, one of its requests. */
  static Message<?> message(
      List<byte[]> identities, Header<?> parent, MessageType<?> type, Map<String, ?> content) {
    return outgoing(identities, parent, type, content);
  }

  @SuppressWarnings("unchecked")
  private static <T> Message<T> outgoing(
      List<byte[]> identities, Header<?> parent, MessageType<T> type, Object content) {
    KernelTimestamp now = new KernelTimestamp(Instant.now().toString());
    Header<T> header =
        new Header<>(UUID.randomUUID().toString(), "kernel", SESSION, now, type, "5.3");
    return new Message<>(identities, header, parent, Map.of(), (T) content, null);
  }

  /** Takes a whole message off the socket, so that a broken one cannot shift the next. */
  @Override
  public synchronized Message<JsonObject> readMessage() {
    List<byte[]> parts = new ArrayList<>();
    do {
      parts.add(recv());
    } while (hasReceiveMore());
    int at = 0;
    while (at < parts.size() && !Arrays.equals(parts.get(at), DELIMITER)) {
      at++;
    }
    Require.that(parts.size() >= at + 6, "a message of %d parts is too short", parts.size());
    checkSignature(parts.subList(at + 1, at + 6));
    Header<JsonObject> header = header(json(parts.get(at + 2)));
    JsonObject parent = json(parts.get(at + 3));
    return new Message<>(
        List.copyOf(parts.subList(0, at)),
        header,
        parent.size() == 0 ? null : header(parent),
        Map.of(),
        json(parts.get(at + 5)),
        List.of());
  }

  private void checkSignature(List<byte[]> parts) {
    String expected =
        hmacGenerator.calculateSignature(parts.get(1), parts.get(2), parts.get(3), parts.get(4));
    if (!MessageDigest.isEqual(expected.getBytes(StandardCharsets.US_ASCII), parts.get(0))) {
      throw new SecurityException("a message with a wrong signature was dropped");
    }
  }

  private static JsonObject json(byte[] part) {
    return JsonParser.parseString(new String(part, StandardCharsets.UTF_8)).getAsJsonObject();
  }

  @SuppressWarnings("unchecked")
  private static Header<JsonObject> header(JsonObject json) {
    return new Header<>(
        Json.text(json, "msg_id", ""),
        Json.text(json, "username", ""),
        Json.text(json, "session", ""),
        new KernelTimestamp(Json.text(json, "date", Instant.EPOCH.toString())),
        (MessageType<JsonObject>) MessageType.getType(Json.text(json, "msg_type", "")),
        Json.text(json, "version", "5.3"));
  }
}

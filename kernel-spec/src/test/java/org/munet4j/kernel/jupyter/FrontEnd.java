package org.munet4j.kernel.jupyter;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMsg;

/** A front end of a few lines that speaks with a kernel in this JVM. */
final class FrontEnd implements AutoCloseable {
  static final String KEY = "a-key-for-tests";
  private static final int PATIENCE_MILLIS = 20_000;

  private final ZMQ.Context context = ZMQ.context(1);
  private final List<Integer> ports = new ArrayList<>();
  private final Kernel kernel;
  private final ZMQ.Socket shell;
  private final ZMQ.Socket control;
  private final ZMQ.Socket iopub;

  FrontEnd() throws IOException {
    for (int i = 0; i < 5; i++) {
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        ports.add(free.getLocalPort());
      }
    }
    kernel = Kernel.start(ConnectionFile.parse(connection("127.0.0.1", KEY)));
    shell = socket(SocketType.DEALER, 0);
    control = socket(SocketType.DEALER, 1);
    iopub = socket(SocketType.SUB, 2);
    iopub.subscribe("");
    iopub.setReceiveTimeOut(300);
    do {
      ask("kernel_info_request", Map.of());
    } while (ZMsg.recvMsg(iopub) == null);
    iopub.setReceiveTimeOut(PATIENCE_MILLIS);
  }

  /** The connection file that Jupyter would write. */
  String connection(String ip, String key) {
    return new Gson()
        .toJson(
            Map.of(
                "transport", "tcp",
                "ip", ip,
                "key", key,
                "signature_scheme", "hmac-sha256",
                "shell_port", ports.get(0),
                "control_port", ports.get(1),
                "iopub_port", ports.get(2),
                "stdin_port", ports.get(3),
                "hb_port", ports.get(4)));
  }

  String execute(String code) {
    return send(
        shell,
        "execute_request",
        Map.of("code", code, "store_history", true, "allow_stdin", false, "stop_on_error", true));
  }

  JsonObject ask(String type, Map<String, ?> content) {
    send(shell, type, content);
    return reply();
  }

  JsonObject askControl(String type, Map<String, ?> content) {
    send(control, type, content);
    return receive(control).content();
  }

  /** Sends a message with a signature that nobody can trust. */
  void sendUnsigned(String type) {
    ZMsg signed = message(type, Map.of("code", "1"));
    ZMsg broken = new ZMsg();
    broken.add(signed.pop());
    signed.pop();
    broken.add("0".repeat(64));
    broken.addAll(signed);
    broken.send(shell);
  }

  JsonObject reply() {
    return receive(shell).content();
  }

  /** What the kernel published for this request up to its end. */
  List<Published> outputs(String request) {
    return published(request).stream().filter(m -> m.parent().equals(request)).toList();
  }

  /** All that the kernel published, for whatever request, up to the end of this one. */
  List<Published> published(String request) {
    List<Published> all = new ArrayList<>();
    await(
        message -> {
          all.add(message);
          return message.parent().equals(request) && message.isIdle();
        });
    return all;
  }

  /** Waits for a message. */
  Published await(Predicate<Published> wanted) {
    Published message = receive(iopub);
    while (!wanted.test(message)) {
      message = receive(iopub);
    }
    return message;
  }

  record Published(String type, String parent, JsonObject content) {
    boolean isIdle() {
      return type.equals("status") && content.get("execution_state").getAsString().equals("idle");
    }
  }

  private String send(ZMQ.Socket socket, String type, Map<String, ?> content) {
    ZMsg message = message(type, content);
    String header = message.stream().skip(2).findFirst().get().getString(StandardCharsets.UTF_8);
    message.send(socket);
    return JsonParser.parseString(header).getAsJsonObject().get("msg_id").getAsString();
  }

  private static ZMsg message(String type, Map<String, ?> content) {
    Gson gson = new Gson();
    String header =
        gson.toJson(
            Map.of(
                "msg_id", UUID.randomUUID().toString(),
                "msg_type", type,
                "session", "test",
                "username", "test",
                "date", "2026-11-22T00:00:00Z",
                "version", "5.3"));
    List<String> parts = List.of(header, "{}", "{}", gson.toJson(content));
    ZMsg message = new ZMsg();
    message.add("<IDS|MSG>");
    message.add(sign(parts));
    parts.forEach(part -> message.add(part.getBytes(StandardCharsets.UTF_8)));
    return message;
  }

  private static String sign(List<String> parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      parts.forEach(part -> mac.update(part.getBytes(StandardCharsets.UTF_8)));
      StringBuilder hex = new StringBuilder();
      for (byte b : mac.doFinal()) {
        hex.append(String.format("%02x", b));
      }
      return hex.toString();
    } catch (java.security.GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private Published receive(ZMQ.Socket socket) {
    ZMsg message = ZMsg.recvMsg(socket);
    assertTrue(message != null, "the kernel says nothing");
    List<String> parts =
        message.stream().map(f -> new String(f.getData(), StandardCharsets.UTF_8)).toList();
    int at = parts.indexOf("<IDS|MSG>");
    assertTrue(sign(parts.subList(at + 2, at + 6)).equals(parts.get(at + 1)), "signature");
    JsonObject header = JsonParser.parseString(parts.get(at + 2)).getAsJsonObject();
    JsonObject parent = JsonParser.parseString(parts.get(at + 3)).getAsJsonObject();
    return new Published(
        header.get("msg_type").getAsString(),
        Json.text(parent, "msg_id", ""),
        JsonParser.parseString(parts.get(at + 5)).getAsJsonObject());
  }

  private ZMQ.Socket socket(SocketType kind, int port) {
    ZMQ.Socket socket = context.socket(kind);
    socket.setReceiveTimeOut(PATIENCE_MILLIS);
    socket.setLinger(0);
    socket.connect("tcp://127.0.0.1:" + ports.get(port));
    return socket;
  }

  @Override
  public void close() {
    shell.close();
    control.close();
    iopub.close();
    context.close();
    kernel.close();
  }
}

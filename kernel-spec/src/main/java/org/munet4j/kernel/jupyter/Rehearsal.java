package org.munet4j.kernel.jupyter;

import com.google.gson.Gson;
import io.github.spencerpark.jupyter.messages.HMACGenerator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.munet4j.internal.Require;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMsg;

/** A short session of the kernel with itself, from which an archive of its classes is made. */
final class Rehearsal {
  private static final int PATIENCE_MILLIS = 60_000;
  private static final Gson GSON = new Gson();
  private static final List<String> CELLS =
      List.of(
          "Settings.current().seed()",
          "int side = 4; var squares = new ArrayList<Integer>();",
          "for (int i = 0; i < side; i++) squares.add(i * i);\nSystem.out.println(squares);",
          "record Square(int side) { int area() { return side * side; } }",
          "squares.stream().mapToInt(i -> i).mapToObj(Square::new).toList()",
          "Table.create(\"squares\", IntColumn.create(\"side\", 1, 2), DoubleColumn.create(\"x\", 0.5, 1))",
          "new ai.djl.ndarray.types.Shape(side, side)",
          "int half = side / 0;",
          "int half = \"side\";");

  private final ZMQ.Context context = ZMQ.context(1);
  private final ZMQ.Socket socket = context.socket(SocketType.DEALER);
  private final HMACGenerator signatures;

  private Rehearsal(ConnectionFile connection) {
    signatures = connection.signatures();
    socket.setReceiveTimeOut(PATIENCE_MILLIS);
    socket.setLinger(0);
    socket.connect(connection.shell());
  }

  public static void main(String[] arguments) throws IOException {
    Logs.start();
    ConnectionFile connection = connection();
    Kernel.start(connection);
    new Rehearsal(connection).play();
    System.exit(0);
  }

  private void play() {
    ask("kernel_info_request", Map.of());
    for (String cell : CELLS) {
      ask("execute_request", Map.of("code", cell, "stop_on_error", false));
    }
    ask("complete_request", Map.of("code", "squares.st", "cursor_pos", 10));
    ask("inspect_request", Map.of("code", "squares.stream()", "cursor_pos", 12));
  }

  private void ask(String type, Map<String, ?> content) {
    Map<String, String> header =
        Map.of("msg_id", UUID.randomUUID().toString(), "msg_type", type, "version", "5.3");
    List<byte[]> parts = List.of(json(header), json(Map.of()), json(Map.of()), json(content));
    ZMsg message = new ZMsg();
    message.add("<IDS|MSG>");
    message.add(
        signatures.calculateSignature(parts.get(0), parts.get(1), parts.get(2), parts.get(3)));
    parts.forEach(message::add);
    message.send(socket);
    Require.that(ZMsg.recvMsg(socket) != null, "the kernel did not answer %s", type);
  }

  private static byte[] json(Map<String, ?> content) {
    return GSON.toJson(content).getBytes(StandardCharsets.UTF_8);
  }

  private static ConnectionFile connection() throws IOException {
    List<ServerSocket> free = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      free.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
    }
    String json =
        GSON.toJson(
            Map.of(
                "transport", "tcp",
                "ip", "127.0.0.1",
                "key", UUID.randomUUID().toString(),
                "signature_scheme", "hmac-sha256",
                "shell_port", free.get(0).getLocalPort(),
                "control_port", free.get(1).getLocalPort(),
                "iopub_port", free.get(2).getLocalPort(),
                "stdin_port", free.get(3).getLocalPort(),
                "hb_port", free.get(4).getLocalPort()));
    for (ServerSocket socket : free) {
      socket.close();
    }
    return ConnectionFile.parse(json);
  }
}

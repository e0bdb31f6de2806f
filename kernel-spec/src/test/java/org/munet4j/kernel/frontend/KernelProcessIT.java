package org.munet4j.kernel.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMsg;

/** The kernel as a process of its own: whom it lets in, and what it writes to the terminal. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KernelProcessIT {
  private static final String KEY = "0f9c2d5e-secret-4b7a";

  @TempDir Path folder;

  @Test
  void refusesAnAddressThatOthersCanReach() throws Exception {
    for (String ip : List.of("0.0.0.0", "192.0.2.1", "*")) {
      assertRefused(connection(Map.of("ip", ip)), "can be reached from other machines");
    }
  }

  @Test
  void refusesAStartWithoutAKey() throws Exception {
    assertRefused(connection(Map.of("key", "")), "has no key");
    Map<String, Object> noKey = connection(Map.of());
    noKey.remove("key");
    assertRefused(noKey, "has no key");
  }

  @Test
  void neverWritesItsKeyOrItsConnectionFile() throws Exception {
    Map<String, Object> connection = connection(Map.of());
    Process kernel = start(connection);
    try {
      sendWithWrongSignature(connection);
    } finally {
      kernel.destroy();
      kernel.waitFor(60, TimeUnit.SECONDS);
    }
    assertFalse(said().contains(KEY), said());
    assertFalse(said().contains("connection.json"), said());
    assertFalse(said().contains("shell_port"), said());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          List.of("connection.json", "runtime", "said.txt"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  private void assertRefused(Map<String, Object> connection, String reason) throws Exception {
    Process kernel = start(connection);
    assertTrue(kernel.waitFor(120, TimeUnit.SECONDS), "the kernel starts");
    assertEquals(2, kernel.exitValue(), said());
    assertTrue(said().contains(reason), said());
    assertFalse(said().contains(KEY), said());
    assertEquals(1, said().lines().count(), said());
  }

  /** Sends a message that nobody can trust, then one that is answered. */
  private void sendWithWrongSignature(Map<String, Object> connection) throws Exception {
    int port = (int) connection.get("shell_port");
    Patience.await(() -> "the kernel to listen, it says " + said(), () -> listens(port));
    List<String> parts =
        List.of("{\"msg_id\":\"1\",\"msg_type\":\"kernel_info_request\"}", "{}", "{}", "{}");
    String right =
        KernelConnectionProperties.parse(new Gson().toJson(connection))
            .createHMACGenerator()
            .calculateSignature(parts.stream().map(String::getBytes).toArray(byte[][]::new));
    try (ZContext context = new ZContext()) {
      ZMQ.Socket shell = context.createSocket(SocketType.DEALER);
      shell.setReceiveTimeOut(90_000);
      shell.connect("tcp://127.0.0.1:" + port);
      for (String signature : List.of("0".repeat(64), right)) {
        ZMsg message = new ZMsg();
        message.add("<IDS|MSG>");
        message.add(signature);
        parts.forEach(message::add);
        message.send(shell);
      }
      assertTrue(ZMsg.recvMsg(shell) != null, "no answer to the right message");
    }
  }

  private Process start(Map<String, Object> connection) throws IOException {
    Path file = Files.writeString(folder.resolve("connection.json"), new Gson().toJson(connection));
    return Installed.process(folder, Installed.command(file))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("said.txt").toFile())
        .start();
  }

  private String said() {
    try {
      return Files.readString(folder.resolve("said.txt"));
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  private static boolean listens(int port) {
    try (Socket open = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return open.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private static Map<String, Object> connection(Map<String, Object> changes) throws IOException {
    Map<String, Object> connection = new HashMap<>();
    connection.putAll(
        Map.of(
            "ip", "127.0.0.1", "transport", "tcp", "key", KEY, "signature_scheme", "hmac-sha256"));
    for (String port : List.of("shell", "control", "stdin", "iopub", "hb")) {
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        connection.put(port + "_port", free.getLocalPort());
      }
    }
    connection.putAll(changes);
    return connection;
  }
}

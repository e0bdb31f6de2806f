package org.munet4j.kernel.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConnectionFileTest {
  private static String json(String ip, String key, String transport) {
    return "{\"ip\":\"%s\",\"key\":\"%s\",\"transport\":\"%s\",\"signature_scheme\":\"hmac-sha256\",\"shell_port\":1}"
        .formatted(ip, key, transport);
  }

  private static String refusal(String json) {
    return assertThrows(IllegalArgumentException.class, () -> ConnectionFile.parse(json))
        .getMessage();
  }

  @Test
  void takesLoopbackOnly() {
    assertEquals("tcp://127.0.0.1:1", ConnectionFile.parse(json("127.0.0.1", "k", "tcp")).shell());
    assertEquals("tcp://[::1]:1", ConnectionFile.parse(json("::1", "k", "tcp")).shell());
    for (String ip : new String[] {"0.0.0.0", "192.168.0.7", "*", "evil.example", ""}) {
      assertTrue(refusal(json(ip, "k", "tcp")).contains("other machines"), ip);
    }
  }

  @Test
  void needsAKey() {
    assertTrue(refusal(json("127.0.0.1", "", "tcp")).contains("no key"));
  }

  @Test
  void needsTcp() {
    assertTrue(refusal(json("127.0.0.1", "k", "ipc")).contains("transport 'ipc'"));
  }

  @Test
  void neverRepeatsWhatTheFileHolds() {
    assertFalse(refusal("{\"key\":\"secret").contains("secret"));
    assertFalse(ConnectionFile.parse(json("::1", "secret", "tcp")).toString().contains("secret"));
    assertThrows(
        IllegalArgumentException.class, () -> ConnectionFile.read(Path.of("no-such-file.json")));
  }
}

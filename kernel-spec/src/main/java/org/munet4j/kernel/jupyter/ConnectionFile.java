package org.munet4j.kernel.jupyter;

import com.google.gson.JsonParseException;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import io.github.spencerpark.jupyter.messages.HMACGenerator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.regex.Pattern;
import org.munet4j.internal.Require;

/**
 * Where the front end waits and how messages are signed. It holds the key, so it is never printed.
 */
final class ConnectionFile {
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:]+|localhost");

  private final KernelConnectionProperties properties;

  private ConnectionFile(KernelConnectionProperties properties) {
    this.properties = properties;
  }

  static ConnectionFile read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "connection file '" + file.getFileName() + "' cannot be read", unreadable);
    }
    return parse(text);
  }

  static ConnectionFile parse(String json) {
    try {
      KernelConnectionProperties properties = KernelConnectionProperties.parse(json);
      Require.that(properties != null, "the connection file is empty");
      return new ConnectionFile(properties).checked();
    } catch (JsonParseException broken) {
      throw new IllegalArgumentException("the connection file is not JSON", broken);
    }
  }

  private ConnectionFile checked() {
    Require.that(
        "tcp".equals(properties.getTransport()),
        "transport '%s' is not supported; set c.KernelManager.transport = 'tcp'",
        properties.getTransport());
    Require.that(
        properties.getIp() != null && isLoopback(properties.getIp()),
        "ip '%s' can be reached from other machines; the kernel listens on 127.0.0.1 only",
        properties.getIp());
    Require.that(
        properties.getKey() != null && !properties.getKey().isBlank(),
        "the connection file has no key, so anybody on this machine could run code;"
            + " let Jupyter make one");
    signatures();
    return this;
  }

  /** Looks at the address itself only: a name could be answered by somebody else. */
  private static boolean isLoopback(String ip) {
    try {
      return ADDRESS.matcher(ip).matches() && InetAddress.getByName(ip).isLoopbackAddress();
    } catch (UnknownHostException notAnAddress) {
      return false;
    }
  }

  /** A new signer; each thread takes its own. */
  HMACGenerator signatures() {
    try {
      return properties.createHMACGenerator();
    } catch (GeneralSecurityException | RuntimeException unknown) {
      throw new IllegalArgumentException(
          "signature scheme '" + properties.getSignatureScheme() + "' is unknown", unknown);
    }
  }

  String shell() {
    return address(properties.getShellPort());
  }

  String control() {
    return address(properties.getControlPort());
  }

  String stdin() {
    return address(properties.getStdinPort());
  }

  String iopub() {
    return address(properties.getIopubPort());
  }

  String heartbeat() {
    return address(properties.getHbPort());
  }

  private String address(int port) {
    String ip = properties.getIp();
    return "tcp://" + (ip.contains(":") ? "[" + ip + "]" : ip) + ":" + port;
  }
}

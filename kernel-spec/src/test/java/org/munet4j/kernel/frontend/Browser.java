package org.munet4j.kernel.frontend;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A headless Chromium with a profile of its own. */
final class Browser implements AutoCloseable {
  private final Path profile;
  private final Process process;
  private final String address;
  private final DevTools tools;

  /**
   * @param downloads the folder in which files are saved
   */
  Browser(Path downloads) throws IOException {
    profile = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "chromium");
    process =
        new ProcessBuilder(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
                "--window-size=1280,1000",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("chromium.log").toFile())
            .start();
    List<String> port = port();
    address = "127.0.0.1:" + port.get(0);
    tools = new DevTools(URI.create("ws://" + address + port.get(1)));
    tools.call(
        "Browser.setDownloadBehavior",
        Map.of("behavior", "allow", "downloadPath", downloads.toAbsolutePath().toString()));
  }

  /** A new tab. */
  Page page() throws IOException, InterruptedException {
    HttpResponse<String> made =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://" + address + "/json/new?about:blank"))
                    .PUT(HttpRequest.BodyPublishers.noBody())
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    String socket =
        JsonParser.parseString(made.body())
            .getAsJsonObject()
            .get("webSocketDebuggerUrl")
            .getAsString();
    return new Page(new DevTools(URI.create(socket)));
  }

  @Override
  public void close() {
    tools.close();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
  }

  /** The port and the path that Chromium chose. */
  private List<String> port() throws IOException {
    Path file = profile.resolve("DevToolsActivePort");
    Patience.await(() -> "chromium to listen", () -> process.isAlive() && lines(file).size() == 2);
    return lines(file);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException beingWritten) {
      return List.of();
    }
  }
}

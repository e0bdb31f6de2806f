package org.munet4j.kernel.frontend;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The classic notebook server on a free port, with a token, in a folder of its own. */
final class NotebookServer implements AutoCloseable {
  private final Path home;
  private final Process process;
  private final JsonObject running;

  NotebookServer(Path home) throws IOException {
    this.home = home;
    Files.createDirectories(notebooks());
    ProcessBuilder command =
        Installed.process(
            home,
            "/usr/bin/jupyter-notebook",
            "--no-browser",
            "--allow-root",
            "--ip=127.0.0.1",
            "--port-retries=100",
            "--notebook-dir=" + notebooks());
    command.environment().put("JUPYTER_TOKEN", UUID.randomUUID().toString());
    command.redirectErrorStream(true).redirectOutput(log().toFile());
    process = command.start();
    Path file = home.resolve("runtime").resolve("nbserver-" + process.pid() + ".json");
    Patience.await(
        () -> "the notebook server; it says " + said(), () -> isWhole(file) || !process.isAlive());
    running = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
  }

  /** Copies a notebook of the test resources to where the server shows it. */
  Path put(String resource, String name) throws IOException {
    Path file = notebooks().resolve(name);
    try (InputStream in = NotebookServer.class.getResourceAsStream(resource)) {
      Files.copy(in, file);
    }
    return file;
  }

  Path notebook(String name) {
    return notebooks().resolve(name);
  }

  String address(String path) {
    return running.get("url").getAsString() + path + "?token=" + running.get("token").getAsString();
  }

  Process process() {
    return process;
  }

  List<ProcessHandle> kernels() {
    return Installed.kernels(process).toList();
  }

  /** What the server and its kernels wrote to the terminal. */
  String said() {
    try {
      return Files.readString(log());
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  @Override
  public void close() {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(one -> one.onExit().join());
  }

  private Path notebooks() {
    return home.resolve("notebooks");
  }

  private Path log() {
    return home.resolve("server.log");
  }

  private static boolean isWhole(Path file) {
    try {
      return Files.exists(file) && Files.readString(file).strip().endsWith("}");
    } catch (IOException beingWritten) {
      return false;
    }
  }
}

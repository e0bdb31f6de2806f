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

/** A notebook server on a free port, with a token, in a folder of its own. */
final class NotebookServer implements AutoCloseable {
  private final Path home;
  private final Process process;
  private final JsonObject running;

  /**
   * @param program the command that starts it
   */
  NotebookServer(Path home, List<String> program) throws IOException {
    this.home = home;
    Files.createDirectories(notebooks());
    ProcessBuilder command =
        Installed.process(
            home,
            Stream.concat(
                    program.stream(),
                    Stream.of(
                        "--no-browser",
                        "--allow-root",
                        "--ip=127.0.0.1",
                        "--port-retries=100",
                        "--notebook-dir=" + notebooks()))
                .toArray(String[]::new));
    command.environment().put("JUPYTER_TOKEN", UUID.randomUUID().toString());
    command.redirectErrorStream(true).redirectOutput(log().toFile());
    process = command.start();
    List<Path> files =
        Stream.of("nbserver", "jpserver")
            .map(name -> home.resolve("runtime").resolve(name + "-" + process.pid() + ".json"))
            .toList();
    Patience.await(
        () -> "the notebook server; it says " + said(),
        () -> files.stream().anyMatch(NotebookServer::isWhole) || !process.isAlive());
    Path file = files.stream().filter(Files::exists).findFirst().orElseThrow();
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

  /** Changes a saved notebook behind the server's back. */
  void change(String name, String from, String to) throws IOException {
    Path file = notebooks().resolve(name);
    Files.writeString(file, Files.readString(file).replace(from, to));
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

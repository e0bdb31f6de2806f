package org.munet4j.kernel.jupyter;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The classes of an installed kernel as the JVM wants them in memory, which halves what a start
 * costs. The JVM leaves an archive of other jars, of another folder or of another JVM unused.
 */
public final class StartArchive {
  private static final String FILE = "kernel.jsa";
  private static final String FOLDER = "{resource_dir}";
  private static final int PATIENCE_SECONDS = 180;

  private StartArchive() {}

  /**
   * Makes the archive of a kernel that lies where it is going to be used.
   *
   * @return whether it could be made; the kernel starts without one too, only later
   */
  public static boolean make(Path kernel) {
    Path json = kernel.resolve("kernel.json");
    Path archive = kernel.resolve(FILE);
    try {
      JsonObject spec = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
      if (!rehearse(command(spec, kernel), archive)) {
        Files.deleteIfExists(archive);
        return false;
      }
      spec.add("argv", withArchive(spec.getAsJsonArray("argv")));
      KernelInstaller.write(json, spec);
      return true;
    } catch (IOException | RuntimeException broken) {
      return false;
    }
  }

  /** The kernel's command up to its main class. */
  private static List<String> command(JsonObject spec, Path kernel) {
    List<String> command = new ArrayList<>();
    for (JsonElement word : spec.getAsJsonArray("argv")) {
      if (word.getAsString().equals(Main.class.getName())) {
        break;
      }
      command.add(word.getAsString().replace(FOLDER, kernel.toString()));
    }
    return command;
  }

  private static boolean rehearse(List<String> command, Path archive) throws IOException {
    command.addAll(1, List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:disable"));
    command.add(Rehearsal.class.getName());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)
          && process.exitValue() == 0
          && Files.isRegularFile(archive);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      process.destroyForcibly();
    }
  }

  private static JsonArray withArchive(JsonArray command) {
    JsonArray longer = new JsonArray();
    longer.add(command.remove(0));
    longer.add("-XX:SharedArchiveFile=" + FOLDER + "/" + FILE);
    longer.add("-Xshare:auto");
    longer.add("-Xlog:cds*=off");
    longer.addAll(command);
    return longer;
  }
}

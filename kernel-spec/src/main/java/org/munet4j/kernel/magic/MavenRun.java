package org.munet4j.kernel.magic;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.munet4j.kernel.engine.MagicException;
import org.munet4j.kernel.engine.Session;

/** One run of Maven, in a process and a folder of its own. */
final class MavenRun {
  private static final int MINUTES = 5;
  private static final String END = File.separatorChar == '\\' ? ".cmd" : "";
  private static final String LIST = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:list";

  private final Path folder;

  private MavenRun(Path folder) {
    this.folder = folder;
  }

  /** The jars of these libraries and of all that they need. */
  static List<Artifact> resolve(List<Artifact> wanted, Session session)
      throws MagicException, InterruptedException {
    try {
      Path folder = Files.createTempDirectory("munet4j-maven");
      try {
        Path maven = maven(session.folder().toAbsolutePath().normalize(), Files.getOwner(folder));
        MavenRun run = new MavenRun(folder);
        Files.writeString(folder.resolve("pom.xml"), pom(wanted));
        int status = session.interruptible(() -> run.start(maven));
        return run.jars(status, wanted);
      } finally {
        delete(folder);
      }
    } catch (MagicException | InterruptedException told) {
      throw told;
    } catch (Exception failure) {
      throw new MagicException("Maven cannot be started: %s", failure);
    }
  }

  private int start(Path maven) throws IOException, InterruptedException {
    ProcessBuilder command =
        new ProcessBuilder(
                maven.toString(),
                "-B",
                "-f",
                folder.resolve("pom.xml").toString(),
                LIST,
                "-DincludeScope=runtime",
                "-DoutputAbsoluteArtifactFilename=true",
                "-DoutputFile=" + folder.resolve("list.txt"))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log.txt").toFile());
    command.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = command.start();
    process.getOutputStream().close();
    try {
      return process.waitFor(MINUTES, TimeUnit.MINUTES) ? process.exitValue() : -1;
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor(MINUTES, TimeUnit.SECONDS);
    }
  }

  private List<Artifact> jars(int status, List<Artifact> wanted)
      throws IOException, MagicException {
    Path list = folder.resolve("list.txt");
    if (status != 0 || !Files.exists(list)) {
      String names = wanted.stream().map(Artifact::id).collect(Collectors.joining(", "));
      throw new MagicException(
          "Maven did not find %s: %s. Check the names and whether this machine is online.",
          names, status < 0 ? "it took more than " + MINUTES + " minutes" : reason());
    }
    return Files.readAllLines(list, StandardCharsets.UTF_8).stream()
        .flatMap(line -> Artifact.listed(line).stream())
        .filter(artifact -> artifact.file() != null)
        .toList();
  }

  private String reason() throws IOException {
    String log = Files.readString(folder.resolve("log.txt"), StandardCharsets.ISO_8859_1);
    return log.lines()
        .filter(line -> line.startsWith("[ERROR] ") || line.startsWith("Error: "))
        .map(line -> line.replaceFirst("^\\[ERROR\\] (Failed to execute goal .*?: )?", ""))
        .map(line -> line.replaceFirst("( ->)? \\[Help \\d\\].*", ""))
        .map(line -> line.substring(0, Math.min(line.length(), 400)))
        .findFirst()
        .orElse("it does not say why");
  }

  /** The wrapper of the project around the notebook, else Maven from the path. */
  private static Path maven(Path folder, UserPrincipal self) throws MagicException {
    return wrapper(folder, self)
        .or(
            () ->
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                    .filter(place -> !place.isBlank())
                    .map(place -> Path.of(place, "mvn" + END))
                    .filter(Files::isExecutable)
                    .findFirst())
        .orElseThrow(
            () ->
                new MagicException(
                    "Maven is not on this machine; install it, such as: apt-get install maven,"
                        + " or add jars with %%classpath"));
  }

  /**
   * Folders above may belong to others, whose programs are not run.
   *
   * @param self the owner of what this process writes
   */
  static Optional<Path> wrapper(Path folder, UserPrincipal self) {
    return Stream.iterate(folder, at -> at != null, Path::getParent)
        .filter(MavenRun::isProject)
        .map(at -> at.resolve("mvnw" + END))
        .filter(file -> Files.isExecutable(file) && isOf(self, file))
        .findFirst();
  }

  private static boolean isProject(Path folder) {
    return Files.exists(folder.resolve("pom.xml")) || Files.exists(folder.resolve(".mvn"));
  }

  private static boolean isOf(UserPrincipal self, Path file) {
    try {
      return Files.getOwner(file).equals(self);
    } catch (IOException | UnsupportedOperationException unknown) {
      return false;
    }
  }

  private static String pom(List<Artifact> wanted) {
    return "<project xmlns=\"http://maven.apache.org/POM/4.0.0\"><modelVersion>4.0.0</modelVersion>"
        + "<groupId>org.munet4j</groupId><artifactId>cell</artifactId><version>1</version>"
        + wanted.stream().map(Artifact::xml).collect(Collectors.joining("", "<dependencies>", ""))
        + "</dependencies></project>\n";
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}

package org.munet4j.kernel.magic;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.munet4j.kernel.engine.MagicException;

/**
 * A library as Maven knows it.
 *
 * @param id group and artifact, such as {@code org.apache.commons:commons-math3}
 * @param file its jar; null as long as nobody looked for it
 */
record Artifact(String id, String version, Path file) {
  private static final Pattern WANTED =
      Pattern.compile("([\\w-]+(?:\\.[\\w-]+)*:[\\w.-]+):([\\w.+-]+)");
  private static final Pattern LISTED =
      Pattern.compile(
          "\\s*([\\w.-]+:[\\w.-]+):jar:(?:[\\w.-]+:)?([\\w.+-]+):(?:compile|runtime)(?::(.+?))?(?: --? module .*)?");

  static Artifact parse(String word) throws MagicException {
    Matcher matcher = WANTED.matcher(word);
    if (!matcher.matches()) {
      throw new MagicException(
          "'%s' is no library: write GROUP:ARTIFACT:VERSION,"
              + " such as org.apache.commons:commons-math3:3.6.1",
          word);
    }
    return new Artifact(matcher.group(1), matcher.group(2), null);
  }

  /** A line of what Maven's {@code dependency:list} writes. */
  static Optional<Artifact> listed(String line) {
    Matcher matcher = LISTED.matcher(line.replaceAll("\\u001B\\[[0-9;]*m", ""));
    return matcher.matches()
        ? Optional.of(
            new Artifact(
                matcher.group(1),
                matcher.group(2),
                matcher.group(3) == null ? null : Path.of(matcher.group(3))))
        : Optional.empty();
  }

  /** The libraries that came with munet4j, version by id; the build writes that list. */
  static Map<String, String> versionsOfOurs() {
    try (InputStream list = Artifact.class.getResourceAsStream("libraries.txt")) {
      return list == null
          ? Map.of()
          : new String(list.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .flatMap(line -> listed(line).stream())
              .collect(Collectors.toMap(Artifact::id, Artifact::version, (one, other) -> one));
    } catch (IOException damaged) {
      return Map.of();
    }
  }

  String xml() {
    String[] names = id.split(":");
    return "<dependency><groupId>"
        + names[0]
        + "</groupId><artifactId>"
        + names[1]
        + "</artifactId><version>"
        + version
        + "</version></dependency>";
  }
}

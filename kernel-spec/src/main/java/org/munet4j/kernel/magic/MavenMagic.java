package org.munet4j.kernel.magic;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.munet4j.kernel.engine.Magic;
import org.munet4j.kernel.engine.MagicException;
import org.munet4j.kernel.engine.Session;

/**
 * {@code %maven}: adds libraries of Maven Central. Maven itself looks for them, in a process of its
 * own; what munet4j brings stays as it is.
 */
public final class MavenMagic implements Magic {
  @Override
  public String name() {
    return "maven";
  }

  @Override
  public String usage() {
    return "%maven GROUP:ARTIFACT:VERSION...  adds libraries of Maven Central for the cells below";
  }

  @Override
  public void run(String words, Session session) throws MagicException, InterruptedException {
    List<Artifact> wanted = new ArrayList<>();
    for (String word : Arguments.some(words, usage())) {
      wanted.add(Artifact.parse(word));
    }
    Map<String, String> ours = Artifact.versionsOfOurs();
    List<Path> added = new ArrayList<>();
    List<String> said = new ArrayList<>();
    for (Artifact artifact : MavenRun.resolve(wanted, session)) {
      String version = ours.get(artifact.id());
      if (version == null) {
        added.add(artifact.file());
        said.add("added " + artifact.id() + " " + artifact.version());
      } else {
        said.add(
            "left out "
                + artifact.id()
                + " "
                + artifact.version()
                + ": munet4j brings "
                + (version.equals(artifact.version()) ? "it" : "its own version " + version));
      }
    }
    session.addToClassPath(added);
    said.forEach(line -> session.say("%s", line));
  }
}

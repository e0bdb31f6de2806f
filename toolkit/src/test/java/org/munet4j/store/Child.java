package org.munet4j.store;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts another Java with the tests' classes. */
final class Child {
  private Child() {}

  static Process start(Class<?> main, List<String> options, Object... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath(), main.getName()));
    for (Object word : words) {
      command.add(word.toString());
    }
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static String classPath() {
    String surefire = System.getProperty("surefire.test.class.path");
    String path = surefire == null ? System.getProperty("java.class.path") : surefire;
    List<String> needed = new ArrayList<>();
    for (String entry : path.split(File.pathSeparator)) {
      if (entry.contains("classes") || entry.contains("gson") || entry.contains("api-")) {
        needed.add(entry);
      }
    }
    return String.join(File.pathSeparator, needed);
  }
}

package org.munet4j.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The instructions of a Dockerfile, and the rules of good ones that can be checked by reading. */
record Dockerfile(List<Instruction> instructions) {
  private static final Pattern PINNED = Pattern.compile("[^:@ ]+:[^: ]*[0-9][^: ]*( AS \\w+)?");
  private static final Pattern OPENS_URL = Pattern.compile("(https?|ftp|git)://|git@");

  /**
   * @param word such as RUN
   * @param text the rest, with its lines joined
   */
  record Instruction(String word, String text) {
    boolean is(String wanted) {
      return word.equals(wanted);
    }

    @Override
    public String toString() {
      return word + " " + text;
    }
  }

  static Dockerfile parse(String text) {
    String joined = text.replaceAll("(?m)^\\s*#.*\\R", "").replaceAll("\\\\\\R\\s*", "");
    return new Dockerfile(
        joined
            .lines()
            .filter(line -> !line.isBlank())
            .map(line -> line.strip().split("\\s+", 2))
            .map(words -> new Instruction(words[0], words.length > 1 ? words[1] : ""))
            .toList());
  }

  /** What breaks a rule; empty for a good file. */
  List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    for (Instruction one : instructions) {
      complaint(one).ifPresent(sentence -> complaints.add(sentence + ": " + one));
    }
    String user = last("USER").map(Instruction::text).orElse("root");
    if (user.matches("root|0(:.*)?")) {
      complaints.add("the image ends as root");
    }
    all("ARG")
        .map(arg -> arg.text().replaceAll("=.*", ""))
        .filter(name -> instructions.stream().noneMatch(one -> uses(one, name)))
        .forEach(name -> complaints.add("nobody uses ARG " + name));
    if (all("ENTRYPOINT").findAny().isPresent()) {
      complaints.add("an ENTRYPOINT swallows the command of Binder and JupyterHub");
    }
    return complaints;
  }

  private Optional<String> complaint(Instruction one) {
    String text = one.text();
    return Stream.of(
            rule(one.is("FROM") && !PINNED.matcher(text).matches(), "pin the base image by tag"),
            rule(one.is("ADD"), "use COPY; ADD fetches and unpacks"),
            rule(one.is("RUN") && OPENS_URL.matcher(text).find(), "fetch nothing by hand"),
            rule(one.is("RUN") && text.matches(".*\\bsudo\\b.*"), "no sudo"),
            rule(one.is("WORKDIR") && !text.startsWith("/"), "WORKDIR must be absolute"),
            rule(one.is("CMD") && !text.startsWith("["), "CMD must have the exec form"),
            rule(
                one.is("RUN") && text.contains("apt-get install") && !isCleanInstall(text),
                "apt-get install -y --no-install-recommends, then remove the lists"),
            rule(one.is("RUN") && !pinsPip(text), "pin what pip installs, with --no-cache-dir"),
            rule(
                one.is("RUN") && text.matches(".*[^|]\\|[^|].*") && !hasPipefail(),
                "a pipe needs SHELL with pipefail"))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> rule(boolean isBroken, String sentence) {
    return isBroken ? Optional.of(sentence) : Optional.empty();
  }

  private static boolean isCleanInstall(String text) {
    return text.contains("apt-get update")
        && text.contains("-y")
        && text.contains("--no-install-recommends")
        && text.endsWith("rm -rf /var/lib/apt/lists/*");
  }

  private static boolean pinsPip(String text) {
    return !text.contains("pip install")
        || text.contains("--no-cache-dir")
            && (text.contains("-r ")
                || text.matches(".*pip install( -\\S+| [^\\s=]+==\\S+)+( &&.*)?"));
  }

  private boolean hasPipefail() {
    return all("SHELL").anyMatch(shell -> shell.text().contains("pipefail"));
  }

  private static boolean uses(Instruction one, String name) {
    return !one.is("ARG") && Pattern.compile("\\$\\{?" + name + "\\b").matcher(one.text()).find();
  }

  Stream<Instruction> all(String word) {
    return instructions.stream().filter(one -> one.is(word));
  }

  private Optional<Instruction> last(String word) {
    return all(word).reduce((first, second) -> second);
  }
}

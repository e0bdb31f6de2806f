package org.munet4j.kernel.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;

/**
 * The imports that cells start with. JShell compiles every import anew with every snippet, so a
 * single type is imported when code first names it; whole packages are imported at once.
 */
final class Preamble {
  private static final Pattern SINGLE = Pattern.compile("\\.(?<name>\\w+)\\s*;");
  private static final Pattern OWN_TYPE =
      Pattern.compile(
          "(?m)^\\s*(?:(?:public|protected|private|static|final|abstract|sealed|non-sealed|strictfp"
              + "|@\\w+)\\s+)*+(?:class|interface|enum|record|@interface)\\s+(\\w+)");
  private static final Pattern WORD = Pattern.compile("\\w+");
  private static final Pattern LAST_WORD = Pattern.compile("\\w+$");

  private final JShell shell;
  private final CellOutput output;
  private final Map<String, String> waiting = new HashMap<>();
  private final List<ImportSnippet> brought = new ArrayList<>();

  private Preamble(JShell shell, CellOutput output) {
    this.shell = shell;
    this.output = output;
  }

  static Preamble open(JShell shell, List<String> imports, CellOutput output) {
    Preamble preamble = new Preamble(shell, output);
    for (String declaration : imports) {
      Matcher single = SINGLE.matcher(declaration);
      if (single.find()) {
        preamble.waiting.put(single.group("name"), declaration);
      } else {
        preamble.bring(declaration);
      }
    }
    return preamble;
  }

  /** Imports the types that this code names; a type that it defines takes its name over. */
  void bringNamedIn(String code) {
    OWN_TYPE.matcher(code).results().map(found -> found.group(1)).forEach(this::leaveOut);
    WORD.matcher(code).results().map(MatchResult::group).forEach(this::bringNamed);
  }

  /** Imports what unfinished code names, and the types that its last word may become. */
  void bringFor(String unfinished) {
    bringNamedIn(unfinished);
    Matcher last = LAST_WORD.matcher(unfinished);
    if (last.find()) {
      List.copyOf(waiting.keySet()).stream()
          .filter(name -> name.startsWith(last.group()))
          .forEach(this::bringNamed);
    }
  }

  private void leaveOut(String name) {
    waiting.remove(name);
    brought.removeIf(
        declared -> {
          boolean isShadowed = declared.name().equals(name);
          if (isShadowed) {
            shell.drop(declared);
          }
          return isShadowed;
        });
  }

  private void bringNamed(String name) {
    String declaration = waiting.remove(name);
    if (declaration != null) {
      bring(declaration);
    }
  }

  private void bring(String declaration) {
    for (SnippetEvent event : shell.eval(declaration)) {
      if (event.status() == Snippet.Status.REJECTED) {
        output.err("note: cannot " + declaration + "\n");
      } else if (event.snippet() instanceof ImportSnippet imported) {
        brought.add(imported);
      }
    }
  }
}

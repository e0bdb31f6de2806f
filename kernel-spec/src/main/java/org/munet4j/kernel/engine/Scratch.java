package org.munet4j.kernel.engine;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import jdk.jshell.JShell;

/**
 * Lets the compiler look at code that is being written, behind all that earlier cells defined and
 * the lines above it. Nothing of it runs, and JShell does not learn of it.
 */
final class Scratch {
  private static final List<String> OPTIONS =
      List.of("-proc:none", "-Xlint:none", "-XDshould-stop.at=FLOW", "-parameters");
  private static final String CLASS = "class $JShell$";
  private static final String SPACE = "(?:\\s|//[^\\n]*+|/\\*(?:(?!\\*/)[\\s\\S])*+\\*/)*+";
  private static final String MODIFIERS =
      "(?:(?:public|protected|private|static|final|abstract|sealed|non-sealed|synchronized|strictfp|@\\w+)\\s+)*+";
  private static final Pattern IMPORT = Pattern.compile(SPACE + "import\\b");
  private static final Pattern MEMBER =
      Pattern.compile(
          SPACE
              + MODIFIERS
              + "(?:(?:class|interface|enum|@interface)\\s+\\w|record\\s+\\w+\\s*[<(]"
              + "|(?!(?:new|return|throw|else|assert)\\b)(?:<[^;{}()]*>\\s*)?[\\w.]+"
              + "(?:\\s*<[^;{}()]*>)?(?:\\s*\\[\\s*\\])*\\s+\\w+\\s*\\([^;(){}]*\\)"
              + "\\s*(?:throws\\s+[\\w.,\\s]+)?\\{)");

  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
  private final CellClasses files;

  /**
   * @param classes of earlier cells, bytes by class name
   */
  Scratch(Map<String, byte[]> classes) {
    files = new CellClasses(compiler, classes);
  }

  void addToClassPath(List<Path> more) throws IOException {
    files.add(more);
  }

  /** The compiler's view of the last piece; empty if it has none, for instance of an import. */
  Optional<Look> look(JShell shell, List<Piece> pieces) {
    StringBuilder imports = new StringBuilder();
    StringBuilder members = new StringBuilder();
    StringBuilder statements = new StringBuilder();
    Piece last = pieces.get(pieces.size() - 1);
    for (Piece piece : pieces.subList(0, pieces.size() - 1)) {
      String source = piece.source();
      boolean isImport = IMPORT.matcher(source).lookingAt();
      boolean isMember = MEMBER.matcher(source).lookingAt();
      (isImport ? imports : isMember ? members : statements)
          .append(isMember ? "static " : "")
          .append(source)
          .append(isImport ? "\n" : "\n;\n");
    }
    if (IMPORT.matcher(last.source()).lookingAt()) {
      return Optional.empty();
    }
    String wrapped = shell.sourceCodeAnalysis().wrappers("throw null;").get(0).wrapped();
    String known = wrapped.substring(0, wrapped.indexOf(CLASS));
    String body = "{\nstatic Object do_it$() throws Throwable {\n" + statements;
    boolean isMember = MEMBER.matcher(last.source()).lookingAt();
    String before = known + imports + CLASS + "DRAFT " + body;
    before = isMember ? before + "return null;\n}\n" + members + "static " : before;
    String after = isMember ? "\n}\n" : "\n}\n" + members + "}\n";
    return look(before + last.source() + after, before.length() - last.start());
  }

  /**
   * @param shift from a position in the cell to the one in the text
   */
  private Optional<Look> look(String text, int shift) {
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("memory:///Draft.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreErrors) {
            return text;
          }
        };
    JavacTask task =
        (JavacTask) compiler.getTask(null, files, problem -> {}, OPTIONS, null, List.of(file));
    List<CompilationUnitTree> units = new ArrayList<>();
    try {
      task.parse().forEach(units::add);
      task.analyze();
    } catch (IOException | RuntimeException | AssertionError notUnderstood) {
      // The compiler may stumble over half a program; what it understood so far still helps.
      return units.isEmpty() ? Optional.empty() : Optional.of(new Look(task, units.get(0), shift));
    }
    return units.isEmpty() ? Optional.empty() : Optional.of(new Look(task, units.get(0), shift));
  }
}

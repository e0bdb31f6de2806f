package org.munet4j.kernel.javadoc;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Parses source files and keeps the last ones. */
final class ParsedSources {
  private static final int KEPT = 32;

  private final Sources sources;
  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
  private final Map<String, Optional<Parsed>> kept =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<Parsed>> eldest) {
          return size() > KEPT;
        }
      };

  ParsedSources(Sources sources) {
    this.sources = sources;
  }

  /** One parsed file and what reads its comments. */
  record Parsed(CompilationUnitTree unit, DocTrees trees) {}

  Optional<Parsed> of(String module, String className) {
    return kept.computeIfAbsent(
        className, name -> sources.of(module, name).flatMap(text -> parsed(name, text)));
  }

  private Optional<Parsed> parsed(String className, String text) {
    JavacTask task =
        (JavacTask)
            compiler.getTask(
                null,
                null,
                problem -> {},
                List.of("-proc:none"),
                null,
                List.of(file(className, text)));
    try {
      for (CompilationUnitTree unit : task.parse()) {
        return Optional.of(new Parsed(unit, DocTrees.instance(task)));
      }
    } catch (IOException cannotBeThere) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  /** A source file in memory. */
  private static JavaFileObject file(String className, String text) {
    URI name = URI.create("memory:///" + className.replace('.', '/') + ".java");
    return new SimpleJavaFileObject(name, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreErrors) {
        return text;
      }
    };
  }
}

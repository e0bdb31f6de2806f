package org.munet4j.kernel.javadoc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocCommentsTest {
  private static final JavacTask TASK =
      (JavacTask)
          ToolProvider.getSystemJavaCompiler()
              .getTask(null, null, null, null, List.of("java.lang.Object"), null);

  @TempDir Path folder;

  @Test
  void readsTheJdksSourceFileInItsZip() throws IOException {
    DocComments comments = jdk("java.base/java/util/Iterator.java", ITERATOR);
    Page page = new Page(comment(comments, "java.util.Iterator", "next").orElseThrow().blocks());
    assertEquals(
        """
        Returns the next element, a `E<T>` & more 2^32.

          - first item
          - second `item`

          int a = 1;
          a < 2;

        Last.

          - returns the next element
          - throws `NoSuchElementException`: if there is none""",
        page.text());
  }

  @Test
  void takesTheCommentOfTheOverriddenMethod() throws IOException {
    DocComments comments = jdk("java.base/java/util/Iterator.java", ITERATOR);
    assertEquals(
        "Returns the next element, a `E<T>` & more 2^32.",
        comment(comments, "java.util.ListIterator", "next").orElseThrow().firstSentence());
  }

  @Test
  void tellsOverloadsApartByTheirTypes() throws IOException {
    DocComments comments =
        jdk(
            "java.base/java/lang/StringBuilder.java",
            "package java.lang; class StringBuilder { /** Text. */ StringBuilder append(String s);"
                + " /** Letters. */ StringBuilder append(char[] letters); }");
    TypeElement type = TASK.getElements().getTypeElement("java.lang.StringBuilder");
    List<String> found =
        type.getEnclosedElements().stream()
            .filter(member -> member.toString().matches("append\\((char\\[]|java.lang.String)\\)"))
            .map(member -> comments.of(member, TASK.getElements(), TASK.getTypes()))
            .map(comment -> comment.orElseThrow().firstSentence())
            .sorted()
            .toList();
    assertEquals(List.of("Letters.", "Text."), found);
  }

  @Test
  void findsNothingWhereThereAreNoSources() throws IOException {
    DocComments none = new DocComments(new Sources(List.of()));
    assertTrue(none.hasNoJdk());
    assertEquals(Optional.empty(), comment(none, "java.util.Iterator", "next"));
    Path damaged = Files.writeString(folder.resolve("damaged.zip"), "no zip");
    DocComments broken = new DocComments(new Sources(List.of(damaged)));
    assertEquals(Optional.empty(), comment(broken, "java.util.Iterator", "next"));
  }

  private static final String ITERATOR =
      """
      package java.util;
      public interface Iterator<E> {
        /**
         * Returns the next
         * element, a {@code E<T>} &amp; more 2<sup>32</sup>.
         * <ul>
         *   <li>first item
         *   <li>second <code>item</code>
         * </ul>
         * <pre>
         *   int a = 1;
         *   a &lt; 2;
         * </pre>
         * <p>Last.
         *
         * @return the next element
         * @throws NoSuchElementException if there is none
         */
        E next();
      }
      """;

  private DocComments jdk(String entry, String text) throws IOException {
    Path zip = folder.resolve("src.zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream file = new ZipOutputStream(out)) {
      file.putNextEntry(new ZipEntry(entry));
      file.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return new DocComments(new Sources(List.of(zip)));
  }

  private static Optional<DocComment> comment(DocComments comments, String type, String method) {
    Element found =
        TASK.getElements().getTypeElement(type).getEnclosedElements().stream()
            .filter(member -> member.getSimpleName().contentEquals(method))
            .findFirst()
            .orElseThrow();
    return comments.of(found, TASK.getElements(), TASK.getTypes());
  }
}

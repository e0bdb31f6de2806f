package org.munet4j.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.report.Systems;
import org.munet4j.report.Tables;

class RegistrationTest {
  private interface Fruit {}

  private static class Apple implements Fruit {}

  private static final class Russet extends Apple implements Comparable<Russet> {
    @Override
    public int compareTo(Russet other) {
      return 0;
    }
  }

  private static String text(Object value) {
    return Renderers.render(value).data().get(Bundle.TEXT);
  }

  @Test
  void asksTheMostSpecificRenderer() {
    Registrations known = new Registrations();
    known.add(Object.class, value -> "object");
    known.add(Comparable.class, value -> "comparable");
    known.add(Fruit.class, value -> "fruit");
    assertEquals("fruit", known.of(new Apple()).orElseThrow().apply(new Apple()));
    known.add(Apple.class, value -> "apple");
    assertEquals("apple", known.of(new Apple()).orElseThrow().apply(new Apple()));
    assertEquals("apple", known.of(new Russet()).orElseThrow().apply(new Russet()));
    assertEquals("comparable", known.of("text").orElseThrow().apply("text"));
    assertEquals("object", known.of(new Object()).orElseThrow().apply(new Object()));
    assertTrue(new Registrations().add(Fruit.class, fruit -> "fruit").of("text").isEmpty());
  }

  @Test
  void takesTheLastOfTwoRenderersForOneType() {
    Registrations known = new Registrations();
    known.add(Fruit.class, value -> "old").add(Fruit.class, value -> "new");
    assertEquals("new", known.of(new Apple()).orElseThrow().apply(new Apple()));
  }

  @Test
  void showsWhatANotebookSays() {
    record Point(int x, int y) {}
    Display.showAs(Point.class, point -> "at " + point.x() + ", " + point.y());
    assertEquals("at 1, 2", text(new Point(1, 2)));
    Display.showAs(Point.class, point -> Tables.leaderboard(Systems.grown(1, 1)));
    assertTrue(Renderers.render(new Point(1, 2)).data().get(Bundle.HTML).contains("<table"));
    Display.showAs(Point.class, point -> point);
    assertEquals("Point[x=1, y=2]", text(new Point(1, 2)), "a renderer that goes round ends");
  }

  @Test
  void findsTheRenderersOfAJarThatComesLater(@TempDir Path folder) throws Exception {
    Path jar = provider(folder, "renderers.add(Pear.class, pear -> \"a pear\");");
    Object pear;
    try (URLClassLoader loader = loader(jar)) {
      pear = loader.loadClass("garden.Pear").getDeclaredConstructor().newInstance();
      assertTrue(text(pear).startsWith("garden.Pear@"), text(pear));
      assertEquals("a pear", within(loader, () -> text(pear)));
    }
  }

  @Test
  void tellsOfAProviderThatFailsOnceAndGoesOn(@TempDir Path folder) throws Exception {
    Path jar = provider(folder, "throw new StackOverflowError(\"too deep\");");
    Files.writeString(jar.resolve(SERVICES), "garden.Missing\ngarden.Renderers\n");
    PrintStream before = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try (URLClassLoader loader = loader(jar)) {
      assertEquals("1", within(loader, () -> text(1)));
      assertEquals("2", within(loader, () -> text(2)));
    } finally {
      System.setErr(before);
    }
    List<String> lines = said.toString(StandardCharsets.UTF_8).lines().toList();
    assertEquals(2, lines.size(), lines.toString());
    assertTrue(lines.get(0).contains("garden.Missing"), lines.get(0));
    assertTrue(
        lines
            .get(1)
            .endsWith("garden.Renderers, which failed: java.lang.StackOverflowError: too deep"));
  }

  private static final String SERVICES = "META-INF/services/org.munet4j.notebook.RendererProvider";

  /** A folder of classes as a jar would hold them: a provider that does this. */
  private static Path provider(Path folder, String body) throws IOException {
    Path source = Files.createDirectories(folder.resolve("garden")).resolve("Renderers.java");
    Files.writeString(
        source,
        """
        package garden;
        public class Renderers implements org.munet4j.notebook.RendererProvider {
          public void register(org.munet4j.notebook.RendererRegistry renderers) { %s }
        }
        """
            .formatted(body));
    Path pear = folder.resolve("garden/Pear.java");
    Files.writeString(pear, "package garden; public class Pear {}");
    String classPath = System.getProperty("java.class.path");
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", classPath, source.toString(), pear.toString());
    assertEquals(0, failed);
    Files.createDirectories(folder.resolve(SERVICES).getParent());
    Files.writeString(folder.resolve(SERVICES), "garden.Renderers\n");
    return folder;
  }

  private static URLClassLoader loader(Path folder) throws IOException {
    return new URLClassLoader(
        new URL[] {folder.toUri().toURL()}, RegistrationTest.class.getClassLoader());
  }

  private static String within(ClassLoader loader, java.util.function.Supplier<String> work) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try {
      thread.setContextClassLoader(loader);
      return work.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}

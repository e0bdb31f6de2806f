package org.munet4j.kernel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarFilesTest {
  @TempDir Path folder;
  private final JarFiles files = new JarFiles(standard());
  private Path jar;
  private Path classes;

  private static StandardJavaFileManager standard() {
    return ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null);
  }

  @BeforeEach
  void fill() throws IOException {
    jar = folder.resolve("a.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String entry :
          List.of(
              "p/A.class",
              "p/A$B.class",
              "p/q/C.class",
              "p/x.txt",
              "p/bad name.class",
              "META-INF/versions/17/p/D.class",
              "Root.class")) {
        zip.putNextEntry(new ZipEntry(entry));
        zip.write(entry.getBytes());
      }
    }
    classes = Files.createDirectories(folder.resolve("classes"));
    try (OutputStream file =
        Files.newOutputStream(Files.createDirectories(classes.resolve("p")).resolve("E.class"))) {
      file.write(1);
    }
    files.setLocationFromPaths(StandardLocation.CLASS_PATH, List.of(jar, classes));
  }

  @AfterEach
  void close() throws IOException {
    files.close();
  }

  @Test
  void listsAPackageOfJarsAndFoldersUnderBinaryNames() throws IOException {
    assertEquals(List.of("p.A", "p.A$B", "p.E"), names("p"));
    assertEquals(List.of("p.q.C"), names("p.q"));
    assertEquals(List.of("Root"), names(""));
    assertEquals(List.of(), names("nowhere"));
  }

  @Test
  void readsAClassOfAJar() throws IOException {
    JavaFileObject root = list("").get(0);
    assertEquals("Root.class", new String(root.openInputStream().readAllBytes()));
    assertTrue(root.isNameCompatible("Root", JavaFileObject.Kind.CLASS));
  }

  @Test
  void tellsTheWholeClassPathAndTakesANewOne() throws IOException {
    assertEquals(List.of(jar, classes), classPath());
    names("p");
    files.handleOption("-Xlint", List.<String>of().iterator());
    assertEquals(List.of(jar, classes), classPath());
    files.handleOption("-classpath", List.of(classes.toString()).iterator());
    assertEquals(List.of(classes), classPath());
    assertEquals(List.of("p.E"), names("p"));
  }

  private List<Path> classPath() {
    List<Path> paths = new ArrayList<>();
    files.getLocationAsPaths(StandardLocation.CLASS_PATH).forEach(paths::add);
    return paths;
  }

  private List<String> names(String packageName) throws IOException {
    return list(packageName).stream()
        .map(file -> files.inferBinaryName(StandardLocation.CLASS_PATH, file))
        .sorted()
        .toList();
  }

  private List<JavaFileObject> list(String packageName) throws IOException {
    return StreamSupport.stream(
            files
                .list(
                    StandardLocation.CLASS_PATH,
                    packageName,
                    EnumSet.of(JavaFileObject.Kind.CLASS),
                    false)
                .spliterator(),
            false)
        .toList();
  }
}

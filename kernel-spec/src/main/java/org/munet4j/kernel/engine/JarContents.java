package org.munet4j.kernel.engine;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/** The classes of a jar by package. */
final class JarContents implements Closeable {
  private static final String CLASS = JavaFileObject.Kind.CLASS.extension;

  private final ZipFile zip;
  private final Map<String, List<String>> byPackage = new HashMap<>();

  private JarContents(ZipFile zip) {
    this.zip = zip;
  }

  static JarContents of(Path jar) throws IOException {
    JarContents contents = new JarContents(new ZipFile(jar.toFile()));
    Enumeration<? extends ZipEntry> entries = contents.zip.entries();
    while (entries.hasMoreElements()) {
      contents.add(entries.nextElement().getName());
    }
    return contents;
  }

  private void add(String entry) {
    if (entry.endsWith(CLASS) && !entry.startsWith("META-INF/")) {
      String folder = entry.substring(0, Math.max(0, entry.lastIndexOf('/')));
      byPackage.computeIfAbsent(folder.replace('/', '.'), name -> new ArrayList<>()).add(entry);
    }
  }

  Stream<JavaFileObject> classes(String packageName) {
    return byPackage.getOrDefault(packageName, List.of()).stream()
        .filter(JarContents::isPath)
        .map(entry -> new JarClass(zip, entry));
  }

  private static boolean isPath(String entry) {
    return entry.chars().allMatch(c -> Character.isJavaIdentifierPart(c) || "/.-".indexOf(c) >= 0);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  /** A class in a jar. */
  static final class JarClass extends SimpleJavaFileObject {
    private final ZipFile zip;
    private final String entry;

    JarClass(ZipFile zip, String entry) {
      super(URI.create("jar:///" + entry), Kind.CLASS);
      this.zip = zip;
      this.entry = entry;
    }

    String binaryName() {
      return entry.substring(0, entry.length() - CLASS.length()).replace('/', '.');
    }

    @Override
    public InputStream openInputStream() throws IOException {
      return zip.getInputStream(zip.getEntry(entry));
    }
  }
}

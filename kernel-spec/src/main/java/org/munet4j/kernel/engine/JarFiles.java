package org.munet4j.kernel.engine;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/**
 * The compiler's files, with the jars of the class path read by their tables of contents. The
 * compiler's own manager walks every folder of every jar before it finds the first class, which is
 * a third of what a first cell costs. Jars come before folders, as for the class loader of cells.
 */
final class JarFiles extends ForwardingJavaFileManager<StandardJavaFileManager>
    implements StandardJavaFileManager {
  private static final Set<String> OPTIONS = Set.of("-classpath", "-cp", "--class-path");

  private final Map<Path, JarContents> jars = new LinkedHashMap<>();
  private List<Path> classPath;

  JarFiles(StandardJavaFileManager files) {
    super(files);
  }

  @Override
  public synchronized Iterable<JavaFileObject> list(
      Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
      throws IOException {
    if (location != StandardLocation.CLASS_PATH) {
      return super.list(location, packageName, kinds, recurse);
    }
    classPath();
    Stream<JavaFileObject> inJars =
        kinds.contains(JavaFileObject.Kind.CLASS)
            ? jars.values().stream().flatMap(jar -> jar.classes(packageName))
            : Stream.empty();
    Iterable<JavaFileObject> inFolders = super.list(location, packageName, kinds, recurse);
    return Stream.concat(inJars, StreamSupport.stream(inFolders.spliterator(), false)).toList();
  }

  @Override
  public String inferBinaryName(Location location, JavaFileObject file) {
    return file instanceof JarContents.JarClass inJar
        ? inJar.binaryName()
        : super.inferBinaryName(location, file);
  }

  @Override
  public synchronized boolean handleOption(String option, Iterator<String> values) {
    if (OPTIONS.contains(option)) {
      classPath = null;
    }
    return super.handleOption(option, values);
  }

  @Override
  public synchronized Iterable<? extends Path> getLocationAsPaths(Location location) {
    return location == StandardLocation.CLASS_PATH
        ? classPath()
        : fileManager.getLocationAsPaths(location);
  }

  @Override
  public synchronized void setLocationFromPaths(Location location, Collection<? extends Path> paths)
      throws IOException {
    if (location == StandardLocation.CLASS_PATH) {
      classPath = null;
    }
    fileManager.setLocationFromPaths(location, paths);
  }

  /** Takes the jars over from the compiler's own manager, which keeps the folders. */
  private List<Path> classPath() {
    if (classPath == null) {
      List<Path> all = new ArrayList<>();
      List<Path> others = new ArrayList<>();
      fileManager.getLocationAsPaths(StandardLocation.CLASS_PATH).forEach(all::add);
      try {
        for (Path path : all) {
          if (!Files.isRegularFile(path) || !isRead(path)) {
            others.add(path);
          }
        }
        fileManager.setLocationFromPaths(StandardLocation.CLASS_PATH, others);
      } catch (IOException cannotSet) {
        throw new UncheckedIOException(cannotSet);
      }
      jars.keySet().retainAll(all);
      classPath = all;
    }
    return classPath;
  }

  private boolean isRead(Path jar) {
    try {
      if (!jars.containsKey(jar)) {
        jars.put(jar, JarContents.of(jar));
      }
      return true;
    } catch (IOException noJar) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    for (JarContents jar : jars.values()) {
      jar.close();
    }
    super.close();
  }

  @Override
  public Iterable<? extends File> getLocation(Location location) {
    return fileManager.getLocation(location);
  }

  @Override
  public void setLocation(Location location, Iterable<? extends File> files) throws IOException {
    fileManager.setLocation(location, files);
  }

  @Override
  public Iterable<? extends JavaFileObject> getJavaFileObjectsFromFiles(
      Iterable<? extends File> files) {
    return fileManager.getJavaFileObjectsFromFiles(files);
  }

  @Override
  public Iterable<? extends JavaFileObject> getJavaFileObjects(File... files) {
    return fileManager.getJavaFileObjects(files);
  }

  @Override
  public Iterable<? extends JavaFileObject> getJavaFileObjectsFromStrings(Iterable<String> names) {
    return fileManager.getJavaFileObjectsFromStrings(names);
  }

  @Override
  public Iterable<? extends JavaFileObject> getJavaFileObjects(String... names) {
    return fileManager.getJavaFileObjects(names);
  }
}

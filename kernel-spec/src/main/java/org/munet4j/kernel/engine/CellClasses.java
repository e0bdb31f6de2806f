package org.munet4j.kernel.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/** Shows the compiler the class path and, beside it, the classes that cells became. */
final class CellClasses extends ForwardingJavaFileManager<StandardJavaFileManager> {
  private static final String PACKAGE = "REPL";

  private final Map<String, byte[]> classes;

  /**
   * @param classes bytes by class name; may grow later
   */
  CellClasses(JavaCompiler compiler, Map<String, byte[]> classes) {
    super(new JarFiles(compiler.getStandardFileManager(problem -> {}, null, null)));
    this.classes = classes;
  }

  /** Uses these jars and folders too, from now on. */
  void add(List<Path> more) throws IOException {
    List<Path> all = new ArrayList<>();
    fileManager.getLocationAsPaths(StandardLocation.CLASS_PATH).forEach(all::add);
    all.addAll(more);
    fileManager.setLocationFromPaths(StandardLocation.CLASS_PATH, all);
  }

  @Override
  public Iterable<JavaFileObject> list(
      Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
      throws IOException {
    if (location != StandardLocation.CLASS_PATH
        || !packageName.equals(PACKAGE)
        || !kinds.contains(JavaFileObject.Kind.CLASS)) {
      return super.list(location, packageName, kinds, recurse);
    }
    return classes.entrySet().stream()
        .<JavaFileObject>map(entry -> new CellClass(entry.getKey(), entry.getValue()))
        .toList();
  }

  @Override
  public String inferBinaryName(Location location, JavaFileObject file) {
    return file instanceof CellClass ours ? ours.name : super.inferBinaryName(location, file);
  }

  private static final class CellClass extends SimpleJavaFileObject {
    private final String name;
    private final byte[] bytes;

    CellClass(String name, byte[] bytes) {
      super(
          URI.create("memory:///" + name.replace('.', '/').replace("$", "%24") + ".class"),
          Kind.CLASS);
      this.name = name;
      this.bytes = bytes;
    }

    @Override
    public InputStream openInputStream() {
      return new ByteArrayInputStream(bytes);
    }
  }
}

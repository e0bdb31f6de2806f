package org.munet4j.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.munet4j.internal.Require;
import org.munet4j.tensor.Tensor;
import org.munet4j.tensor.WeightFile;

/**
 * A NumPy archive of float32 arrays in C order, such as the published weights of Vision
 * Transformers; slashes in a name are part of it.
 */
public final class NpzFile implements WeightFile {
  private static final String ENDING = ".npy";

  private final Path path;
  private final SafeZip zip;

  private NpzFile(Path path, SafeZip zip) {
    this.path = path;
    this.zip = zip;
  }

  /**
   * Opens an archive.
   *
   * @throws DataException if it is no readable zip
   */
  public static NpzFile open(Path path) {
    Require.that(Files.isRegularFile(path), "file '%s' does not exist; name an existing one", path);
    return new NpzFile(path, SafeZip.open(path, SafeZip.Limits.WEIGHTS));
  }

  @Override
  public String file() {
    return path.toString();
  }

  @Override
  public SortedSet<String> names() {
    return zip.names().stream()
        .filter(name -> name.endsWith(ENDING))
        .map(name -> name.substring(0, name.length() - ENDING.length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public Tensor tensor(String name) {
    Npy array = Npy.parse(path + ": '" + name + "'", zip.read(name + ENDING));
    DataException.unless(
        array.type().equals("<f4"),
        "%s: '%s' holds numbers of type '%s', needs <f4; save it with astype('float32')",
        path,
        name,
        array.type());
    return Tensor.of(array.floats(), Arrays.stream(array.shape()).asLongStream().toArray());
  }

  @Override
  public void close() {
    zip.close();
  }
}

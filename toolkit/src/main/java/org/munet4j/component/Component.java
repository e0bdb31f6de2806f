package org.munet4j.component;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.munet4j.internal.Require;
import org.munet4j.internal.Sha256;
import org.munet4j.tensor.Safetensors;
import org.munet4j.tensor.Tensor;

/**
 * A named group of parameters: the unit of sharing, cloning and freezing (muNet, §2.1). A component
 * never changes; training a clone makes a new one. Two components are the same if their name and
 * every bit of their tensors are.
 */
public final class Component {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

  private final String name;
  private final String owner;
  private final String id;
  private final SortedMap<String, long[]> shapes;
  private final Supplier<SortedMap<String, Tensor>> tensors;

  /**
   * @param name place in the architecture, such as {@code encoderblock_2}
   * @param owner the task that trained it, or {@code root}
   * @param tensors by their name inside the component
   */
  public Component(String name, String owner, SortedMap<String, Tensor> tensors) {
    SortedMap<String, Tensor> copy = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
    SortedMap<String, long[]> found = new TreeMap<>();
    copy.forEach((tensor, values) -> found.put(tensor, values.shape()));
    check(name, found);
    this.name = name;
    this.owner = owner;
    this.shapes = found;
    this.tensors = () -> copy;
    this.id = Sha256.of(bytes());
  }

  private Component(
      String name,
      String owner,
      String id,
      SortedMap<String, long[]> shapes,
      Supplier<SortedMap<String, Tensor>> tensors) {
    check(name, shapes);
    this.name = name;
    this.owner = owner;
    this.id = id;
    this.shapes = shapes;
    this.tensors = tensors;
  }

  /**
   * A component that lies in a file: its bytes are read and checked against the shapes when its
   * tensors are asked for, and may leave memory afterwards.
   *
   * @param shapes of its tensors by their name; kept as they are, so that many may share them
   * @param bytes opens the canonical bytes and has compared their hash with the id
   */
  public static Component stored(
      String name,
      String owner,
      String id,
      SortedMap<String, long[]> shapes,
      Supplier<ByteBuffer> bytes) {
    return new Component(name, owner, id, shapes, new StoredTensors(name, id, shapes, bytes));
  }

  private static void check(String name, SortedMap<String, long[]> shapes) {
    Require.that(NAME.matcher(name).matches(), "component name '%s': use a-z 0-9 _", name);
    Require.that(!shapes.isEmpty(), "component '%s' has no tensors", name);
  }

  public String name() {
    return name;
  }

  public String owner() {
    return owner;
  }

  /**
   * The tensors by their name; read now, if they lie in a file.
   *
   * @throws org.munet4j.tensor.DamagedFileException if the file holds anything else
   */
  public SortedMap<String, Tensor> tensors() {
    return tensors.get();
  }

  /** The shapes of the tensors, known without reading them. */
  public SortedMap<String, long[]> shapes() {
    SortedMap<String, long[]> copy = new TreeMap<>();
    shapes.forEach((tensor, shape) -> copy.put(tensor, shape.clone()));
    return copy;
  }

  /** Whether it has tensors of exactly these names and shapes. */
  public boolean hasShapes(SortedMap<String, long[]> wanted) {
    return shapes.keySet().equals(wanted.keySet())
        && wanted.entrySet().stream()
            .allMatch(named -> Arrays.equals(named.getValue(), shapes.get(named.getKey())));
  }

  /** Checks that it has what its place in an architecture needs. */
  void check(SortedMap<String, long[]> needed) {
    if (hasShapes(needed)) {
      return;
    }
    Require.that(
        shapes.keySet().equals(needed.keySet()),
        "component %s has tensors %s, needs %s",
        name,
        shapes.keySet(),
        needed.keySet());
    needed.forEach(
        (tensor, shape) ->
            Require.that(
                Arrays.equals(shapes.get(tensor), shape),
                "component %s: tensor %s is %s, needs %s",
                name,
                tensor,
                Arrays.toString(shapes.get(tensor)),
                Arrays.toString(shape)));
  }

  /** Axis 0 of a tensor; 0 if there is no such tensor. */
  int length(String tensor) {
    return shapes.containsKey(tensor) ? Math.toIntExact(shapes.get(tensor)[0]) : 0;
  }

  /** SHA-256 of the canonical bytes, in lower-case hexadecimal. */
  public String id() {
    return id;
  }

  /** Number of parameters. */
  public long parameters() {
    return shapes.values().stream().mapToLong(Tensor::size).sum();
  }

  /** The tensors as {@code component/tensor}, as they stand in files. */
  public SortedMap<String, Tensor> named() {
    SortedMap<String, Tensor> named = new TreeMap<>();
    tensors().forEach((tensor, values) -> named.put(name + "/" + tensor, values));
    return named;
  }

  /** The canonical bytes: a safetensors file that holds {@link #named}. */
  public byte[] bytes() {
    return Safetensors.write(named());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Component that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return Require.text(
        "%s#%s (%,d parameters, of %s)", name, id.substring(0, 8), parameters(), owner);
  }
}

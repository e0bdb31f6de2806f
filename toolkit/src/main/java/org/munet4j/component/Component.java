package org.munet4j.component;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
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
  private final SortedMap<String, Tensor> tensors;
  private final String id;

  /**
   * @param name place in the architecture, such as {@code encoderblock_2}
   * @param owner the task that trained it, or {@code root}
   * @param tensors by their name inside the component
   */
  public Component(String name, String owner, SortedMap<String, Tensor> tensors) {
    Require.that(NAME.matcher(name).matches(), "component name '%s': use a-z 0-9 _", name);
    Require.that(!tensors.isEmpty(), "component '%s' has no tensors", name);
    this.name = name;
    this.owner = owner;
    this.tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
    this.id = Sha256.of(Safetensors.write(named()));
  }

  public String name() {
    return name;
  }

  public String owner() {
    return owner;
  }

  public SortedMap<String, Tensor> tensors() {
    return tensors;
  }

  /** SHA-256 of the canonical bytes, in lower-case hexadecimal. */
  public String id() {
    return id;
  }

  /** Number of parameters. */
  public long parameters() {
    return tensors.values().stream().mapToLong(Tensor::size).sum();
  }

  /** The tensors as {@code component/tensor}, as they stand in files. */
  public SortedMap<String, Tensor> named() {
    SortedMap<String, Tensor> named = new TreeMap<>();
    tensors.forEach((tensor, values) -> named.put(name + "/" + tensor, values));
    return named;
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

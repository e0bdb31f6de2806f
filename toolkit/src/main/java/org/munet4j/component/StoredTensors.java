package org.munet4j.component;

import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.munet4j.internal.Require;
import org.munet4j.tensor.DamagedFileException;
import org.munet4j.tensor.Safetensors;
import org.munet4j.tensor.Tensor;

/** The tensors of a component that lies in a file: read when asked for, dropped for room. */
final class StoredTensors implements Supplier<SortedMap<String, Tensor>> {
  private final String name;
  private final String id;
  private final SortedMap<String, long[]> shapes;
  private final Supplier<ByteBuffer> bytes;
  private SoftReference<SortedMap<String, Tensor>> loaded = new SoftReference<>(null);

  StoredTensors(
      String name, String id, SortedMap<String, long[]> shapes, Supplier<ByteBuffer> bytes) {
    this.name = name;
    this.id = id;
    this.shapes = shapes;
    this.bytes = bytes;
  }

  @Override
  public synchronized SortedMap<String, Tensor> get() {
    SortedMap<String, Tensor> known = loaded.get();
    if (known == null) {
      known = Collections.unmodifiableSortedMap(read());
      loaded = new SoftReference<>(known);
    }
    return known;
  }

  private SortedMap<String, Tensor> read() {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    Safetensors.read(bytes.get(), "object " + id)
        .forEach(
            (tensor, values) -> {
              check(tensor.startsWith(name + "/"), "holds '%s'", tensor);
              tensors.put(tensor.substring(name.length() + 1), values);
            });
    check(tensors.keySet().equals(shapes.keySet()), "holds tensors %s", tensors.keySet());
    tensors.forEach(
        (tensor, values) ->
            check(
                Arrays.equals(values.shape(), shapes.get(tensor)),
                "holds tensor '%s' of shape %s, the model needs %s",
                tensor,
                values,
                Arrays.toString(shapes.get(tensor))));
    return tensors;
  }

  private void check(boolean holds, String sentence, Object... values) {
    if (!holds) {
      throw new DamagedFileException(
          Require.text("object %s of component '%s' ", id, name)
              + Require.text(sentence, values)
              + "; verify the system it lies in and get the object from a copy");
    }
  }
}

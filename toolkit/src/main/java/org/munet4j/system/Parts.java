package org.munet4j.system;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.munet4j.component.Component;
import org.munet4j.component.Vit;
import org.munet4j.store.ObjectId;

/** The components of a store, each one once however many models use it. */
final class Parts {
  private record Place(Vit vit, String name, int size) {}

  private record Part(String object, String owner, Place place) {}

  private record Shared(String object, String owner, String axes) {}

  private final Function<ObjectId, ByteBuffer> bytes;
  private final Map<Place, SortedMap<String, long[]>> shapes = new ConcurrentHashMap<>();
  private final Map<Part, Component> known = new ConcurrentHashMap<>();
  private final Map<Shared, Component> shared = new ConcurrentHashMap<>();

  /**
   * @param bytes reads an object whose hash is its id
   */
  Parts(Function<ObjectId, ByteBuffer> bytes) {
    this.bytes = bytes;
  }

  /** A component whose tensors are read when somebody asks for them. */
  Component component(Vit vit, String name, int size, String owner, String object) {
    ObjectId id = new ObjectId(object);
    Place place = new Place(vit.withLayers(0), name, size);
    return known.computeIfAbsent(
        new Part(object, owner, place),
        part -> Component.stored(name, owner, object, shapes(place), () -> bytes.apply(id)));
  }

  /** A component of these shapes, whose tensors are read when somebody asks for them. */
  Component component(SortedMap<String, long[]> shapes, String name, String owner, String object) {
    ObjectId id = new ObjectId(object);
    return Component.stored(name, owner, object, shapes, () -> bytes.apply(id));
  }

  /** The same for one that several models may use: always the same component. */
  Component shared(SortedMap<String, long[]> shapes, String name, String owner, String object) {
    StringBuilder axes = new StringBuilder(name);
    shapes.forEach((tensor, shape) -> axes.append(tensor).append(Arrays.toString(shape)));
    return shared.computeIfAbsent(
        new Shared(object, owner, axes.toString()), part -> component(shapes, name, owner, object));
  }

  private SortedMap<String, long[]> shapes(Place place) {
    return shapes.computeIfAbsent(place, of -> of.vit().shapes(of.name(), of.size()));
  }
}

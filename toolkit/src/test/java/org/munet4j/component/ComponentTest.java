package org.munet4j.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.munet4j.internal.Sha256;
import org.munet4j.tensor.DamagedFileException;
import org.munet4j.train.TinyTask;

class ComponentTest {
  private static final ModelPath PATH = TinyTask.path(3);
  private final AtomicInteger reads = new AtomicInteger();

  private Component stored(Component component, Supplier<ByteBuffer> bytes) {
    int size = ModelPath.sizeOf(component);
    SortedMap<String, long[]> shapes = TinyTask.VIT.shapes(component.name(), size);
    return Component.stored(component.name(), component.owner(), component.id(), shapes, bytes);
  }

  private Component stored(Component component) {
    return stored(
        component,
        () -> {
          reads.incrementAndGet();
          return ByteBuffer.wrap(component.bytes());
        });
  }

  @Test
  void theNameOfAComponentIsTheHashOfItsFile() {
    for (Component component : PATH.components()) {
      assertEquals(Sha256.of(component.bytes()), component.id());
    }
  }

  @Test
  void aPathOfStoredComponentsIsCheckedWithoutReadingAnyOfThem() {
    ModelPath path =
        new ModelPath(TinyTask.VIT, PATH.components().stream().map(this::stored).toList());
    assertEquals(PATH, path);
    assertEquals(PATH.parameters(), path.parameters());
    assertEquals(3, path.classes());
    assertEquals(PATH.toString(), path.toString());
    assertEquals(0, reads.get());
    Component head = path.component(Vit.HEAD).orElseThrow();
    assertEquals(PATH.component(Vit.HEAD).orElseThrow().tensors(), head.tensors());
    assertEquals(head.named().keySet(), PATH.component(Vit.HEAD).orElseThrow().named().keySet());
    assertEquals(1, reads.get());
  }

  @Test
  void anObjectOfAnotherShapeOrPlaceIsRefused() {
    Component head = PATH.component(Vit.HEAD).orElseThrow();
    Supplier<ByteBuffer> bytes = () -> ByteBuffer.wrap(head.bytes());
    SortedMap<String, long[]> wide = TinyTask.VIT.shapes(Vit.HEAD, 4);
    Component wrong = Component.stored(Vit.HEAD, "a", head.id(), wide, bytes);
    String shape = assertThrows(DamagedFileException.class, wrong::tensors).getMessage();
    assertTrue(shape.contains("needs [4"), shape);
    Component norm = Component.stored(Vit.NORM, "a", head.id(), wide, bytes);
    String name = assertThrows(DamagedFileException.class, norm::tensors).getMessage();
    assertTrue(name.contains("holds 'head/bias'"), name);
  }
}

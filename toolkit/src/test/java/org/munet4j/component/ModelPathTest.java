package org.munet4j.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.munet4j.tensor.RandomStream;
import org.munet4j.tensor.Tensor;

class ModelPathTest {
  private static final Vit VIT = new Vit(8, 4, 8, 16, 2, 2);
  private static final ModelPath PATH = Fresh.path(VIT, 3, "root", RandomStream.seeded(1));

  @Test
  void repeatsForTheSameSeedAndDiffersForAnother() {
    assertEquals(PATH, Fresh.path(VIT, 3, "root", RandomStream.seeded(1)));
    assertNotEquals(PATH, Fresh.path(VIT, 3, "root", RandomStream.seeded(2)));
  }

  @Test
  void equalContentIsTheSameComponentWhoeverOwnsIt() {
    Component mine = PATH.component(Vit.block(0)).orElseThrow();
    Component yours = new Component(mine.name(), "other", mine.tensors());
    assertEquals(mine, yours);
    assertEquals(64, mine.id().length());
  }

  @Test
  void sameTensorsInAnotherPlaceAreAnotherComponent() {
    Component block = PATH.component(Vit.block(0)).orElseThrow();
    assertNotEquals(block, new Component(Vit.block(1), "root", block.tensors()));
  }

  @Test
  void refusesAComponentOfTheWrongShape() {
    Component wrong =
        new Component(
            Vit.CLS, "root", new TreeMap<>(java.util.Map.of("token", Tensor.zeros(1, 1, 9))));
    Exception error =
        assertThrows(IllegalArgumentException.class, () -> PATH.replacing(List.of(wrong)));
    assertTrue(error.getMessage().contains("cls"), error.getMessage());
    assertTrue(error.getMessage().contains("[1, 1, 8]"), error.getMessage());
  }

  @Test
  void anAdapterStandsBeforeTheBlockOfItsNumber() {
    Component adapter = Fresh.component(VIT, Vit.adapter(1), 4, "task", RandomStream.seeded(1));
    List<Component> right = new ArrayList<>(PATH.components());
    right.add(4, adapter);
    assertEquals(PATH.parameters() + adapter.parameters(), new ModelPath(VIT, right).parameters());
    List<Component> wrong = new ArrayList<>(PATH.components());
    wrong.add(3, adapter);
    assertThrows(IllegalArgumentException.class, () -> new ModelPath(VIT, wrong));
  }

  private static void refused(List<Component> components, String part) {
    Exception error =
        assertThrows(IllegalArgumentException.class, () -> new ModelPath(VIT, components));
    assertTrue(error.getMessage().contains(part), error.getMessage());
  }

  @Test
  void refusesAnAdapterAfterTheHead() {
    List<Component> wrong = new ArrayList<>(PATH.components());
    wrong.add(Fresh.component(VIT, Vit.adapter(1), 4, "task", RandomStream.seeded(1)));
    refused(wrong, "residual_adapter_1 before the end");
  }

  @ParameterizedTest
  @ValueSource(strings = {"residual_adapter_01", "residual_adapter_x", "residual_adapter_"})
  void refusesAnAdapterThatNoBlockWouldFind(String name) {
    Component adapter = Fresh.component(VIT, Vit.adapter(1), 4, "task", RandomStream.seeded(1));
    List<Component> wrong = new ArrayList<>(PATH.components());
    wrong.add(4, new Component(name, "task", adapter.tensors()));
    refused(wrong, "'" + name + "' has no layer number");
  }

  @Test
  void refusesAHeadOrAnAdapterWithoutItsBias() {
    List<Component> headless = new ArrayList<>(PATH.components());
    Component head = headless.remove(headless.size() - 1);
    headless.add(without(head, "bias"));
    refused(headless, "component head has tensors [kernel], needs [bias, kernel]");
    Component adapter = Fresh.component(VIT, Vit.adapter(1), 4, "task", RandomStream.seeded(1));
    List<Component> adapted = new ArrayList<>(PATH.components());
    adapted.add(4, without(adapter, "down/bias"));
    refused(adapted, "component residual_adapter_1 has tensors [down/kernel");
  }

  private static Component without(Component component, String tensor) {
    TreeMap<String, Tensor> tensors = new TreeMap<>(component.tensors());
    tensors.remove(tensor);
    return new Component(component.name(), component.owner(), tensors);
  }
}

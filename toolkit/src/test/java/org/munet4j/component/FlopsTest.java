package org.munet4j.component;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.munet4j.tensor.RandomStream;

class FlopsTest {
  private static Component stored(Vit vit, String name, int size) {
    return Component.stored(name, "root", "0".repeat(64), vit.shapes(name, size), () -> null);
  }

  private static ModelPath path(Vit vit, int classes) {
    return new ModelPath(
        vit, vit.components().stream().map(name -> stored(vit, name, classes)).toList());
  }

  @Test
  void aTinyNetworkIsCountedByHand() {
    // 2×2 patches of 4×4×3 values and the class token: 4 patches, 5 tokens; width 6, MLP 10.
    Vit vit = new Vit(8, 4, 6, 10, 2, 1);
    long embedding = 4 * (48 * 6) * 2;
    long queriesKeysValues = 5 * (6 * 18) * 2;
    long scores = 5 * 5 * 6 * 2;
    long mixed = 5 * 5 * 6 * 2;
    long out = 5 * (6 * 6) * 2;
    long mlp = 5 * (6 * 10) * 2 + 5 * (10 * 6) * 2;
    long head = 6 * 3 * 2;
    long all = embedding + queriesKeysValues + scores + mixed + out + mlp + head;
    assertEquals(2304 + 1080 + 300 + 300 + 360 + 1200 + 36, all);
    assertEquals(all, path(vit, 3).flops());
  }

  @Test
  void anAdapterAddsItsTwoMapsOverAllTokens() {
    Vit vit = new Vit(8, 4, 6, 10, 2, 1);
    ModelPath plain = Fresh.path(vit, 3, "root", RandomStream.seeded(1));
    List<Component> parts = new ArrayList<>(plain.components());
    parts.add(3, Fresh.component(vit, Vit.adapter(0), 7, "a", RandomStream.seeded(2)));
    assertEquals(5 * (6 * 7) * 2 * 2, new ModelPath(vit, parts).flops() - plain.flops());
  }

  @Test
  void theNumbersOfThePapersComeOut() {
    assertEquals(14.5e6, path(Vit.ti16(32, 3), 2).flops(), 0.05e6);
    assertEquals(0.153e9, path(Vit.ti16(112, 3), 2).flops(), 0.0005e9);
    assertEquals(4.47e9, path(Vit.b16(80), 2).flops(), 0.005e9);
    assertEquals(8.64e9, path(Vit.b16(112), 2).flops(), 0.005e9);
    assertEquals(123.1e9, path(Vit.l16(224), 2).flops(), 0.05e9);
    assertEquals(382.1e9, path(Vit.l16(384), 2).flops(), 0.05e9);
  }
}

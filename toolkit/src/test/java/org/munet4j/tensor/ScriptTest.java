package org.munet4j.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptTest {
  private static final String HEAD =
      "class Script(Module):\n  __parameters__ = []\n  __buffers__ = []\n";

  private static Script script(String function) {
    return Script.of(HEAD + function);
  }

  @Test
  void passesEveryKindOfArgumentAndListsOfArraysBack() {
    Script script =
        script(
            """
              def all(self: __torch__.Script, x: Tensor, more: List[Tensor], i: int, d: float, b: bool, ns: List[int], ds: List[float]) -> List[Tensor]:
                y = x * i + d
                if b:
                  y = y + more[1]
                return [y, y * ns[1] + ds[0]]
            """);
    try (NDManager scope = Torch.scope()) {
      NDArray x = scope.create(new float[] {1, 2});
      List<NDArray> more = List.of(x, scope.create(new float[] {100, 200}));
      try (Value result =
          script.call("all", x, more, 3, 0.5, true, new long[] {7, 2}, new double[] {0.25, 0.75})) {
        List<NDArray> arrays = result.arrays(scope);
        assertArrayEquals(new float[] {103.5f, 206.5f}, arrays.get(0).toFloatArray());
        assertArrayEquals(new float[] {207.25f, 413.25f}, arrays.get(1).toFloatArray());
      }
    }
  }

  @Test
  void aResultMayEnterAGradientLater() {
    Script script =
        script("  def twice(self: __torch__.Script, x: Tensor) -> Tensor:\n    return x * 2\n");
    try (NDManager scope = Torch.scope()) {
      NDArray weight = scope.create(3f);
      weight.setRequiresGradient(true);
      NDArray frozen;
      try (Value result = script.call("twice", scope.create(5f))) {
        frozen = result.array(scope);
      }
      Torch.gradients(true);
      NDArray product = frozen.mul(weight);
      JniUtils.backward((PtNDArray) product, (PtNDArray) product.onesLike(), false, false);
      Torch.gradients(false);
      assertEquals(10, weight.getGradient().getFloat());
    }
  }

  @Test
  void changesItsArgumentsInPlace() {
    Script script =
        script(
            """
              def move(self: __torch__.Script, weights: List[Tensor], by: float) -> int:
                for i in range(len(weights)):
                  weights[i].add_(by)
                return 0
            """);
    try (NDManager scope = Torch.scope()) {
      NDArray weight = scope.zeros(new Shape(2));
      script.call("move", List.of(weight), 1.5).close();
      assertArrayEquals(new float[] {1.5f, 1.5f}, weight.toFloatArray());
    }
  }

  @Test
  void aValueKeepsItsArraysUntilItIsClosed() {
    Script script =
        script("  def same(self: __torch__.Script, x: Tensor) -> Tensor:\n    return x + 0\n");
    try (NDManager scope = Torch.scope()) {
      Value kept;
      try (NDManager inner = scope.newSubManager()) {
        kept = Value.of(inner.create(new float[] {4, 5}));
      }
      try (Value result = script.call("same", kept)) {
        assertArrayEquals(new float[] {4, 5}, result.array(scope).toFloatArray());
      }
      kept.close();
    }
  }

  @Test
  void textThatIsNoScriptSaysSo() {
    Exception wrong =
        assertThrows(
            IllegalStateException.class,
            () -> script("  def f(self: __torch__.Script) -> int:\n    return x\n"));
    assertTrue(wrong.getMessage().startsWith("a script does not compile: "), wrong.getMessage());
    assertTrue(
        assertThrows(IllegalStateException.class, () -> Script.load(ScriptTest.class, "nowhere.py"))
            .getMessage()
            .contains("nowhere.py is missing"));
  }

  @Test
  void aFailingFunctionThrowsAndAForeignArgumentIsNamed() {
    Script script =
        script(
            "  def f(self: __torch__.Script, x: Tensor) -> Tensor:\n    return x + torch.ones([3])\n");
    try (NDManager scope = Torch.scope()) {
      NDArray two = scope.ones(new Shape(2));
      assertThrows(EngineException.class, () -> script.call("f", two));
      assertTrue(
          assertThrows(IllegalArgumentException.class, () -> script.call("f", "text"))
              .getMessage()
              .endsWith("not text"));
    }
  }
}

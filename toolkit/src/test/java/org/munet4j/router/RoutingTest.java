package org.munet4j.router;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.munet4j.data.Images;
import org.munet4j.report.RouterWeights;
import org.munet4j.report.Systems;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.tensor.Tensor;
import tech.tablesaw.api.Table;

class RoutingTest {
  private static final List<String> PATHS = List.of("main", "mnist.0.0");
  private static final List<String> CLASSES = List.of("a", "b", "c");
  private final Routing routing =
      new Routing(
          PATHS,
          Tensor.of(new float[] {1, 0, 0.5f, 0.5f, 0.75f, 0.25f}, 3, 2),
          List.of(0, 1, 0),
          CLASSES);

  @Test
  void meansAreOverAllImagesOrThoseOfAClass() {
    assertArrayEquals(new double[] {0.75, 0.25}, routing.mean());
    assertArrayEquals(new double[] {0.875, 0.125}, routing.byClass()[0]);
    assertArrayEquals(new double[] {0.5, 0.5}, routing.byClass()[1]);
    assertTrue(Double.isNaN(routing.byClass()[2][0]), "nothing is known of a class without images");
    assertArrayEquals(new double[] {0.75, 0.25}, routing.ofSamples(1, 2)[1]);
    assertEquals(
        "routing of 3 images between 2 paths; mean main 0.75, mnist.0.0 0.25", routing.toString());
  }

  @Test
  void tellsEachImageInATable() {
    Table table = routing.table();
    assertEquals(List.of("image", "class", "0 main", "1 mnist.0.0"), table.columnNames());
    assertEquals(List.of("a", "b", "a"), table.stringColumn("class").asList());
    assertEquals(0.25, table.doubleColumn("1 mnist.0.0").get(2));
  }

  @Test
  void refusesWhatIsNoMixture() {
    Tensor half = Tensor.of(new float[] {0.5f, 0.25f}, 1, 2);
    assertTrue(refusal(half).contains("sum to 0.7500, need 1"));
    assertTrue(refusal(Tensor.zeros(2, 1)).contains("are [2, 1], need [1 images, 2 paths]"));
    String none =
        assertThrows(IllegalArgumentException.class, () -> routing.ofSample(3)).getMessage();
    assertTrue(none.contains("no image 3; images are 0 to 2"), none);
  }

  private static String refusal(Tensor weights) {
    return assertThrows(
            IllegalArgumentException.class, () -> new Routing(PATHS, weights, List.of(0), CLASSES))
        .getMessage();
  }

  @Test
  void figuresShowClassesSamplesAndTheMean() {
    RouterWeights classes = RouterWeights.byClass(routing);
    assertEquals(0.125, classes.weight(0, 1));
    assertTrue(classes.toString().contains("in 2 rows"), "class c has no images");
    assertEquals(0.25, RouterWeights.of(routing).weight(0, 1));
    RouterWeights samples = RouterWeights.of(routing, 2, 1);
    assertEquals(0.25, samples.weight(0, 1));
    assertTrue(samples.drawing().toSvg().contains(">2 a<"));
  }

  @Test
  void asksTheRouterOfAModel() {
    MultitaskSystem system =
        Systems.joined(Systems.grown(3, 2), "fashion", List.of("mnist", "kmnist"));
    Images some = Systems.digits(6);
    Routing asked = Routing.of(system.model("fashion"), some);
    assertEquals(List.of("main", "mnist.0.0", "kmnist.0.0"), asked.paths());
    for (int image = 0; image < 6; image++) {
      double[] weights = asked.ofSample(image);
      assertEquals(1, weights[0] + weights[1] + weights[2], 1e-5);
      assertTrue(weights[0] > 0.7, "a fresh router leaves most to the main path");
    }
    assertThrows(IllegalArgumentException.class, () -> Routing.of(system.model("mnist"), some));
  }
}

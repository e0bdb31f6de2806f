package org.munet4j.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What the claims of co-training make of tables whose answer is known. */
class CoTrainingClaimsTest {
  private static final List<String> STREAMS =
      List.of(
          StreamPlan.PERMUTATIONS,
          StreamPlan.ROTATIONS,
          StreamPlan.MNIST_PERMUTATIONS,
          StreamPlan.MNIST_ROTATIONS);

  private final Table table =
      Table.create(
          StringColumn.create("stream"),
          StringColumn.create("method"),
          LongColumn.create("seed"),
          LongColumn.create("place"),
          DoubleColumn.create("initial"),
          DoubleColumn.create("before"),
          DoubleColumn.create("learned"),
          DoubleColumn.create("end"));

  /** Three tasks, each known as well at the end as the others. */
  private void add(String stream, String method, double end, double learned) {
    for (long seed = 1; seed <= 2; seed++) {
      for (long place = 0; place < 3; place++) {
        table.stringColumn("stream").append(stream);
        table.stringColumn("method").append(method);
        table.longColumn("seed").append(seed);
        table.longColumn("place").append(place);
        table.doubleColumn("initial").append(0.1);
        table.doubleColumn("before").append(0.1 * (place + 1));
        table.doubleColumn("learned").append(learned);
        table.doubleColumn("end").append(end + (seed == 1 ? 0.01 : -0.01));
      }
    }
  }

  /** A plus for each claim that holds, a minus for each that does not. */
  private String verdicts(double experts, double onRotations, double onPermutations) {
    table.clear();
    for (String stream : STREAMS) {
      add(stream, CoTrainingExperiment.DENSE, 0.5, 0.95);
      add(stream, CoTrainingExperiment.DENSE_EWC, 0.6, 0.9);
      add(stream, CoTrainingExperiment.DENSE_REPLAY, 0.8, 0.95);
      add(stream, CoTrainingExperiment.EXPERTS_REPLAY, experts, 0.93);
      add(stream, CoTrainingExperiment.ZERO_REPLAY, 0.7, 0.93);
    }
    add(StreamPlan.ROTATIONS, CoTrainingExperiment.CO_TRAINING, experts + onRotations, 0.93);
    add(StreamPlan.PERMUTATIONS, CoTrainingExperiment.CO_TRAINING, experts + onPermutations, 0.93);
    add(StreamPlan.MNIST_ROTATIONS, CoTrainingExperiment.CO_TRAINING, experts + onRotations, 0.93);
    add(
        StreamPlan.MNIST_PERMUTATIONS,
        CoTrainingExperiment.CO_TRAINING,
        experts + onPermutations,
        0.93);
    add(StreamPlan.ROTATIONS, CoTrainingExperiment.ZERO_CO_TRAINING, 0.7 + onRotations, 0.93);
    add(StreamPlan.PERMUTATIONS, CoTrainingExperiment.ZERO_CO_TRAINING, 0.7 - onPermutations, 0.93);
    return CoTrainingClaims.all().stream()
        .map(rule -> rule.judge(table).holds() ? "+" : "-")
        .collect(Collectors.joining());
  }

  @Test
  void eachClaimHasItsBar() {
    assertEquals("++++++++", verdicts(0.84, 0.02, 0.005));
    assertEquals("+-++++-+", verdicts(0.825, 0.02, -0.005));
    assertEquals("++-++--+", verdicts(0.84, 0.005, 0));
    assertEquals("++-++--+", verdicts(0.84, 0.02, 0.02));
    assertEquals("++--+---", verdicts(0.84, -0.01, 0));
  }

  @Test
  void scoresAreTheDefinitionsOfTheField() {
    verdicts(0.84, 0.02, 0);
    StreamScores scores =
        StreamScores.of(table, StreamPlan.ROTATIONS, CoTrainingExperiment.CO_TRAINING);
    assertEquals(0.87, scores.average().get(0), 1e-12);
    assertEquals(0.87 - 0.93, scores.backward().get(0), 1e-12);
    assertEquals((0.2 + 0.3) / 2 - 0.1, scores.forward().get(1), 1e-12);
    assertEquals(0.93, scores.learning().get(1), 1e-12);
  }

  @Test
  void aMethodThatWasNotMeasuredIsNamed() {
    add(StreamPlan.ROTATIONS, CoTrainingExperiment.DENSE, 0.5, 0.9);
    String refusal =
        assertThrows(
                IllegalArgumentException.class, () -> CoTrainingClaims.all().get(0).judge(table))
            .getMessage();
    assertTrue(refusal.contains("no row of 'dense, replay' on permutations"), refusal);
  }
}

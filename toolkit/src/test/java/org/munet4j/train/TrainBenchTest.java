package org.munet4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrainBenchTest {
  @Test
  void measuresWithoutAPythonAndLeavesTheThreadsAsTheyWere() {
    List<TrainBench.Row> heard = new ArrayList<>();
    List<TrainBench.Row> rows =
        TrainBench.run("no-such-python", Set.of(TrainBench.Model.EMPTY), List.of(2), 1, heard::add);
    assertEquals(heard, rows);
    assertEquals(
        List.of("matmul, 2 threads", "empty forward, 2 threads", "empty train, 2 threads"),
        rows.stream().map(TrainBench.Row::name).toList());
    rows.forEach(row -> assertTrue(row.ours() > 0 && row.reference().isEmpty(), row.toString()));
    assertEquals(1, JniUtils.getNumThreads());
  }
}

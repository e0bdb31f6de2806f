package org.munet4j.kernel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.munet4j.train.TrainBench.Row;

class BenchTrainReportTest {
  private static final Row PAIR =
      new Row("nano train, 1 thread", 1234.5, Optional.of(1000.0), Optional.of(1.25), "images/s");
  private static final Row ALONE =
      new Row("decode PNG", 12.345, Optional.empty(), Optional.empty(), "images/s");

  @Test
  void leavesEmptyWhatWasNotMeasured() {
    assertEquals(
        """
        case,ours,reference,ratio,unit
        "nano train, 1 thread",1235,1000,1.25,images/s
        "decode PNG",12.35,,,images/s
        """,
        BenchTrainReport.csv(List.of(PAIR, ALONE)));
  }

  @Test
  void tellsThePairInOneLine() {
    assertEquals(
        "nano train, 1 thread                         1235 images/s, reference 1000, ratio 1.25",
        BenchTrainReport.line(PAIR));
  }
}

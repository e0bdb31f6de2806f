package org.munet4j.kernel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.train.BenchRow;
import org.munet4j.train.TrainBench.Model;

class BenchTrainReportTest {
  private static final BenchRow PAIR =
      new BenchRow(
          "nano train, 1 thread", 1234.5, Optional.of(1000.0), Optional.of(1.25), "images/s");
  private static final BenchRow ALONE = BenchRow.alone("decode PNG", 12.345, "images/s");

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
        "nano train, 1 thread                                   1235 images/s, reference 1000,"
            + " ratio 1.25",
        BenchTrainReport.line(PAIR));
  }

  @Test
  void theFileHoldsTheRowsSoFar(@TempDir Path folder) throws IOException {
    Path csv = folder.resolve("bench").resolve("train.csv");
    BenchTrainReport report = BenchTrainReport.to(csv, new PrintWriter(new StringWriter()));
    assertEquals(BenchTrainReport.csv(List.of()), Files.readString(csv));
    report.accept(PAIR);
    assertEquals(BenchTrainReport.csv(List.of(PAIR)), Files.readString(csv));
    report.accept(ALONE);
    assertEquals(BenchTrainReport.csv(List.of(PAIR, ALONE)), Files.readString(csv));
  }

  @Test
  void aQuickRunIsSmallerAndWordsGoBeforeIt() {
    BenchTrainSize quick = BenchTrainSize.of(true);
    assertEquals(1, quick.rounds());
    assertEquals(3, quick.rounds(Optional.of(3)).rounds());
    assertEquals(quick, quick.models(List.of()));
    List<Model> twice = List.of(Model.TI4_32, Model.NANO, Model.NANO);
    assertEquals(List.of(Model.NANO, Model.TI4_32), quick.models(twice).models());
    Exception told =
        assertThrows(IllegalArgumentException.class, () -> quick.rounds(Optional.of(0)));
    assertTrue(told.getMessage().contains("--rounds is 0"), told.getMessage());
  }
}

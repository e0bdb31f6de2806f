package org.munet4j.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.munet4j.component.Fresh;
import org.munet4j.component.Vit;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.task.Task;
import org.munet4j.tensor.RandomStream;
import tech.tablesaw.api.Table;

class SegmentsTest {
  @Test
  void continuationsOfOneSegmentDecideAllClaimsAndLeaveItAsItWas() {
    Protocol protocol = Protocol.at(Size.TINY);
    Vit vit = Vit.ti16(Protocol.SIDE, Protocol.LAYERS);
    Model root = Model.root(Fresh.path(vit, 2, Model.ROOT, RandomStream.seeded(7)));
    List<Task> tasks = protocol.characters(Optional.empty()).tasks().toList();
    Segments segments = new Segments(protocol, root, tasks, 7);
    Contest.Outcome base = segments.base(event -> {});
    List<Model> before = base.system().models();
    Table table = base.table().copy();
    Mu2NetPlusExperiment.variants()
        .forEach(
            (name, variant) -> {
              MultitaskSystem next = append(table, segments.next(name, variant, event -> {}));
              assertEquals(2, next.cycles(tasks.get(0).name()));
            });
    assertSame(base, segments.base(event -> {}));
    assertEquals(before, base.system().models());
    assertEquals(6 * tasks.size(), table.rowCount());
    assertEquals(4, new Mu2NetPlusExperiment().judged(table).rowCount());
  }

  private static MultitaskSystem append(Table table, Contest.Outcome outcome) {
    table.append(outcome.table());
    return outcome.system();
  }
}

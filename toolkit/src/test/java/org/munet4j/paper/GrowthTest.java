package org.munet4j.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.munet4j.agent.Event;
import org.munet4j.component.Fresh;
import org.munet4j.component.Vit;
import org.munet4j.system.Model;
import org.munet4j.task.Task;
import org.munet4j.tensor.RandomStream;
import tech.tablesaw.api.Table;

class GrowthTest {
  private static final Arrivals TINY = Arrivals.at(Size.TINY);

  @Test
  void aTinyGrowthHasARowForEachCycleAndDecidesAllClaims() {
    Vit vit = Vit.ti16(Protocol.SIDE, Protocol.LAYERS);
    Model root = Model.root(Fresh.path(vit, 2, Model.ROOT, RandomStream.seeded(7)));
    List<Task> tasks = TINY.tasks(Optional.empty());
    AtomicInteger cycles = new AtomicInteger();
    Growth growth =
        new Growth(TINY, root, tasks, 7)
            .watchedBy(event -> cycles.addAndGet(event instanceof Event.CycleEnded ? 1 : 0));
    Growth.Outcome grown = growth.measure();
    Table table = grown.table();
    assertEquals(growth.cycles(), cycles.get());
    assertEquals(growth.cycles(), table.rowCount());
    for (String kind : List.of(Growth.ARRIVAL, Growth.FEW, Growth.MANY, Growth.SOON, Growth.LATE)) {
      assertTrue(table.stringColumn("kind").contains(kind), kind);
    }
    assertEquals(TINY.many(), grown.system().tasks().size());
    assertTrue(grown.system().model(tasks.get(1).name()).isPrivate());
    assertEquals(0, table.longColumn("changed").sum());
    assertEquals(3 + 2 + 1, table.longColumn("compared").sum());
    assertEquals(5, new Mu2NetExperiment().judged(table).rowCount());
  }

  @Test
  void fewerArrivalsKeepTheirProbesAndTheFirstStop() {
    assertEquals(12, Arrivals.at(Size.LESSON).most(12).many());
    assertEquals(15, Arrivals.at(Size.LESSON).most(12).tasks(Optional.empty()).size());
    assertEquals(5, Arrivals.at(Size.LESSON).most(2).many());
    assertEquals(Arrivals.at(Size.LESSON), Arrivals.at(Size.LESSON).most(99));
  }
}

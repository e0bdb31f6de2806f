package org.munet4j.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.agent.Event;
import org.munet4j.agent.RootAgent;
import org.munet4j.report.Systems;
import org.munet4j.system.Child;
import org.munet4j.train.Budget;

class WatchTest {
  private final Screen before = Display.screen();
  private String last = "";

  @BeforeEach
  void listen() {
    Display.showOn(
        new Screen() {
          @Override
          public String show(Object value, Bundle bundle) {
            replace("", bundle);
            return "";
          }

          @Override
          public void replace(String id, Bundle bundle) {
            last = bundle.data().get(Bundle.TEXT);
          }

          @Override
          public boolean isLive() {
            return false;
          }
        });
  }

  @AfterEach
  void leave() {
    Display.showOn(before);
  }

  @Test
  void endsFullWhetherTheRootIsTrainedOrKept(@TempDir Path folder) {
    RootAgent agent =
        RootAgent.of(Systems.vit(1)).alphabets(1, 4).budget(new Budget(8, 1, 2, 1)).cache(folder);
    var root = Watch.pretrain(agent);
    assertTrue(last.startsWith("root 2/2 100% ") && last.endsWith(" parameters, trained"), last);
    assertEquals(root.path().ids(), Watch.pretrain(agent).path().ids());
    assertTrue(last.startsWith("root 2/2 100% ") && last.endsWith("from the cache"), last);
  }

  @Test
  void tellsAccuracyAndCurveWhenACycleEnds() {
    var search = Systems.search("mnist", 2, 1, 5);
    Watch watch = Watch.live();
    watch.accept(new Event.CycleStarted("mnist", "mnist", 3, 2, 4));
    double best = 0;
    for (Child child : search.children()) {
      for (int i = 0; i < 4; i++) {
        double quality = child.evaluations().get(i);
        best = Math.max(best, quality);
        watch.accept(new Event.Validated("mnist", child.id(), i, quality));
      }
      watch.accept(new Event.ChildEnded("mnist", child));
    }
    watch.accept(new Event.CycleEnded("mnist", search));
    String end = "· nothing better found, best %.4f".formatted(best);
    assertTrue(
        last.matches("mnist, cycle 3 8/8 100% 0:0\\d [▁-█]{8} .*") && last.endsWith(end), last);
  }
}

package org.munet4j.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.agent.Event;
import org.munet4j.agent.RootAgent;
import org.munet4j.report.Systems;
import org.munet4j.system.Child;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;
import org.munet4j.train.Budget;

class WatchTest {
  private final Screen before = Display.screen();
  private final List<String> all = new ArrayList<>();
  private String last = "";
  private boolean isLive;

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
            all.add(last);
          }

          @Override
          public boolean isLive() {
            return isLive;
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
  void agentsSideBySideHaveALineEach() {
    Watch watch = Watch.live();
    watch.accept(new Event.CycleStarted("mnist", "mnist", 3, 2, 1));
    watch.accept(new Event.CycleStarted("mu2net~mnist", "mnist", 0, 4, 1));
    watch.accept(new Event.Validated("mnist", "mnist.3.0", 0, 0.5));
    watch.accept(new Event.Validated("mnist", "mu2net~mnist.0.0", 0, 0.25));
    IllegalStateException failure = new IllegalStateException("disk is full");
    watch.accept(new Event.CycleFailed("mu2net~mnist", "mnist", 0, failure));
    assertTrue(last.startsWith("mu2net~mnist, cycle 0 1/4 25% "), last);
    assertTrue(last.endsWith("failed: disk is full"), last);
    watch.accept(new Event.CycleFailed("mnist", "mnist", 3, failure));
    assertTrue(last.startsWith("mnist, cycle 3 1/2 50% "), last);
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

  @Test
  void tellsCyclesAtTheSameTimeApart() {
    Watch watch = Watch.live();
    watch.accept(new Event.CycleStarted("mnist", "mnist", 0, 1, 2));
    watch.accept(new Event.CycleStarted("fast", "mnist", 1, 1, 2));
    watch.accept(new Event.Validated("mnist", "mnist.0.0", 0, 0.25));
    watch.accept(new Event.Validated("mnist", "fast.1.0", 0, 0.75));
    watch.accept(new Event.CycleEnded("mnist", nothing("mnist", 0)));
    assertTrue(last.startsWith("mnist, cycle 0 1/2 50% "), last);
    assertTrue(last.endsWith("nothing better found, best 0.2500"), last);
    watch.accept(new Event.CycleFailed("fast", "mnist", 1, new IllegalStateException("no memory")));
    assertTrue(last.startsWith("fast on mnist, cycle 1 1/2 50% "), last);
    assertTrue(last.endsWith("failed: no memory"), last);
    assertEquals(2, watch.timeline().spans().size());
  }

  private static Publication nothing(String agent, int cycle) {
    return new Publication(agent, "mnist", cycle, Optional.empty(), List.of(), false);
  }

  @Test
  void drawsTheGrowingSystemAtMostOnceASecond() {
    isLive = true;
    AtomicLong nanos = new AtomicLong();
    MultitaskSystem grown = Systems.grown(3, 1);
    LivePicture picture = new LivePicture(Systems.root(1), Display.screen(), nanos::get);
    picture.add(published(grown, "mnist"));
    assertTrue(last.startsWith("path graph: 1 task "), last);
    nanos.addAndGet(1_500_000_000);
    picture.add(published(grown, "kmnist"));
    assertTrue(last.startsWith("path graph: 2 tasks "), last);
    picture.add(published(grown, "fashion"));
    assertTrue(last.startsWith("path graph: 2 tasks "), "too early for another");
    picture.show();
    assertTrue(last.startsWith("path graph: 3 tasks "), last);
    assertEquals(3, all.size());
  }

  private static Publication published(MultitaskSystem grown, String task) {
    return new Publication(task, 0, grown.find(task), List.of(), false);
  }
}

package org.munet4j.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressTest {
  /** Remembers what was shown. */
  private static final class Notes implements Screen {
    private final boolean isLive;
    private final List<Bundle> shown = new ArrayList<>();

    Notes(boolean isLive) {
      this.isLive = isLive;
    }

    @Override
    public String show(Object value, Bundle bundle) {
      assertTrue(shown.isEmpty(), "one display for the whole run");
      shown.add(bundle);
      return "id";
    }

    @Override
    public void replace(String id, Bundle bundle) {
      assertEquals("id", id);
      shown.add(bundle);
    }

    @Override
    public boolean isLive() {
      return isLive;
    }

    String last(String type) {
      return shown.get(shown.size() - 1).data().get(type);
    }
  }

  private final Notes live = new Notes(true);
  private long millis;

  private Progress start(String title, long total, Screen screen) {
    return Progress.start(title, total, () -> millis * 1_000_000, screen);
  }

  @Test
  void tellsHowFarItIsAndHowLongItWillTake() {
    Progress progress = start("muNet", 40, live);
    assertEquals("muNet 0/40 0% 0:00", live.last(Bundle.TEXT));
    millis = 5_000;
    progress.advance(12, "generation 2");
    assertEquals("muNet 12/40 30% 0:05 left 0:12 · generation 2", live.last(Bundle.TEXT));
    millis = 3_725_000;
    progress.done("best 0.9340");
    assertEquals("muNet 12/40 30% 1:02:05 · best 0.9340", live.last(Bundle.TEXT));
  }

  @Test
  void drawsASmallCurveOfWhatWasMeasured() {
    Progress progress = start("muNet", 4, live);
    for (double accuracy : new double[] {0.1, 0.4, Double.NaN, 0.8}) {
      millis += 1_000;
      progress.measured(accuracy);
      progress.advance(1, "");
    }
    assertEquals("muNet 4/4 100% 0:04 ▁▄█", live.last(Bundle.TEXT));
    for (int i = 0; i < 1000; i++) {
      progress.measured(i / 1000.0);
    }
    progress.done("");
    assertEquals(24, live.last(Bundle.TEXT).codePoints().filter(c -> c >= '▁' && c <= '█').count());
  }

  @Test
  void updatesAtMostTenTimesASecond() {
    Progress progress = start("fast", 1000, live);
    for (int i = 0; i < 1000; i++) {
      millis++;
      progress.advance(1, "step " + i);
    }
    assertEquals(1 + 10, live.shown.size());
    progress.done("");
    assertEquals("fast 1000/1000 100% 0:01", live.last(Bundle.TEXT));
  }

  @Test
  void showsOnlyTheEndWhereNobodyWatches() {
    Notes file = new Notes(false);
    Progress progress = start("quiet", 2, file);
    millis = 500;
    progress.advance(1, "half");
    assertTrue(file.shown.isEmpty());
    progress.advance(1, "all");
    progress.done("ready");
    assertEquals(1, file.shown.size());
    assertEquals("quiet 2/2 100% 0:01 · ready", file.last(Bundle.TEXT));
  }

  @Test
  void staysAsItEnded() {
    try (Progress progress = start("once", 1, live)) {
      progress.done("ready");
      progress.done("again");
      progress.advance(1, "late");
    }
    assertEquals(2, live.shown.size());
    assertTrue(live.last(Bundle.TEXT).endsWith("ready"));
  }

  @Test
  void saysThatItStoppedWhenItWasNotDone() {
    assertThrows(
        IllegalStateException.class,
        () -> {
          try (Progress progress = start("broken", 3, live)) {
            progress.advance(1, "");
            throw new IllegalStateException("power");
          }
        });
    assertTrue(live.last(Bundle.TEXT).endsWith("stopped"));
  }

  @Test
  void endsInPlainHtml() {
    Progress progress = start("<b>\"&", 2, live);
    progress.done("</script>");
    String html = live.last(Bundle.HTML);
    assertFalse(html.contains("<script") || html.contains("</script"), html);
    assertTrue(html.contains("<b>&lt;b&gt;&quot;&amp;</b>"), html);
    assertTrue(html.contains("&lt;/script&gt;"), html);
  }

  @Test
  void countsForManyThreads() throws InterruptedException {
    Progress progress = start("together", 4000, live);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    for (int i = 0; i < 4000; i++) {
      threads.execute(() -> progress.advance(1, "x"));
    }
    threads.shutdown();
    assertTrue(threads.awaitTermination(5, TimeUnit.SECONDS));
    progress.done("");
    assertTrue(live.last(Bundle.TEXT).startsWith("together 4000/4000 100%"));
  }

  @Test
  void refusesARunWithoutUnits() {
    assertThrows(IllegalArgumentException.class, () -> start("none", 0, live));
  }
}

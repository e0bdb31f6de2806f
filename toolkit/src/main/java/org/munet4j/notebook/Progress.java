package org.munet4j.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.munet4j.internal.Require;

/**
 * A live line that tells how far a long cell is: at most ten times a second while it runs, and once
 * at the end. Several threads may advance it. Where nobody watches only the end is shown.
 */
public final class Progress implements AutoCloseable {
  private static final long PAUSE_NANOS = 100_000_000;
  private static final int CURVE = 24;

  private final String title;
  private final long total;
  private final LongSupplier nanos;
  private final Screen screen;
  private final long started;
  private final List<Double> curve = new ArrayList<>();
  private long units;
  private long shown;
  private String id;
  private String message = "";
  private boolean isDone;

  private Progress(String title, long total, LongSupplier nanos, Screen screen) {
    Require.that(total >= 1, "progress '%s': total is %d units, needs at least 1", title, total);
    this.title = title;
    this.total = total;
    this.nanos = nanos;
    this.screen = screen;
    this.started = nanos.getAsLong();
  }

  /** Shows a line for this many units of work. */
  public static Progress start(String title, long totalUnits) {
    return start(title, totalUnits, System::nanoTime, Display.screen());
  }

  /** The same on another clock and screen. */
  static Progress start(String title, long totalUnits, LongSupplier nanos, Screen screen) {
    Progress progress = new Progress(title, totalUnits, nanos, screen);
    progress.show();
    return progress;
  }

  /** Counts units of work that are done and says what happens now; shown when it is time. */
  public synchronized void advance(long moreUnits, String newMessage) {
    if (isDone) {
      return;
    }
    units += moreUnits;
    message = newMessage;
    if (nanos.getAsLong() - shown >= PAUSE_NANOS) {
      show();
    }
  }

  /**
   * Adds a point to the small curve of the line, such as an accuracy; it is shown with the next
   * {@link #advance}. What is not a finite number is left out.
   */
  public synchronized void measured(double value) {
    if (Double.isFinite(value)) {
      curve.add(value);
    }
  }

  /** Ends the line with a last message; later calls change nothing. */
  public synchronized void done(String lastMessage) {
    if (!isDone) {
      isDone = true;
      message = lastMessage;
      show();
    }
  }

  /** Ends the line as stopped, unless {@link #done} did; for a try block that fails. */
  @Override
  public void close() {
    done("stopped");
  }

  private synchronized void show() {
    shown = nanos.getAsLong();
    if (!isDone && !screen.isLive()) {
      return;
    }
    ProgressLine line =
        new ProgressLine(
            title,
            units,
            total,
            (shown - started) / 1e9,
            Sparkline.of(curve, CURVE),
            message,
            isDone);
    Bundle bundle = Bundle.text(line.toText()).and(Bundle.HTML, line.toHtml());
    if (id == null) {
      id = screen.show(bundle, bundle);
    } else {
      screen.replace(id, bundle);
    }
  }
}

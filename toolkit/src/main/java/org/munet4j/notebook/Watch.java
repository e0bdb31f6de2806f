package org.munet4j.notebook;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.munet4j.agent.Event;
import org.munet4j.agent.RootAgent;
import org.munet4j.internal.Require;
import org.munet4j.report.Timeline;
import org.munet4j.report.TimelineRecorder;
import org.munet4j.run.JointTraining;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;

/** Shows what agents do, live: one progress line for each cycle, several side by side. */
public final class Watch implements Consumer<Event> {
  private final Map<String, WatchedCycle> running = new HashMap<>();
  private final TimelineRecorder times = Timeline.recorder();
  private Optional<LivePicture> picture = Optional.empty();

  private Watch() {}

  /** A listener for {@code Run.watchedBy}. */
  public static Watch live() {
    return new Watch();
  }

  /**
   * The same with a picture of the system below, which grows as agents publish, at most once a
   * second, where somebody watches.
   *
   * @param start the system that the run begins with
   */
  public static Watch drawing(MultitaskSystem start) {
    Watch watch = new Watch();
    watch.picture = Optional.of(new LivePicture(start, Display.screen(), System::nanoTime));
    return watch;
  }

  /** A listener for {@code JointTraining.watchedBy}: one progress line for each training. */
  public static Consumer<JointTraining.Moment> training() {
    return new WatchedTraining();
  }

  /** When the cycles that were watched began and ended. */
  public Timeline timeline() {
    return times.timeline();
  }

  /** Pretrains a root with a progress line; a root from the cache is there at once. */
  public static Model pretrain(RootAgent agent) {
    int total = agent.budget().validations();
    AtomicInteger heard = new AtomicInteger();
    try (Progress progress = Progress.start("root", total)) {
      Model root =
          agent.pretrain(
              quality -> {
                heard.incrementAndGet();
                progress.measured(quality);
                progress.advance(1, Require.text("validation accuracy %.4f", quality));
              });
      boolean isStopped = Thread.currentThread().isInterrupted();
      boolean isKept = heard.get() == 0 && !isStopped;
      progress.advance(isKept ? total : 0, "");
      String end = isKept ? "from the cache" : isStopped ? "stopped, not kept" : "trained";
      progress.done(Require.text("%,d parameters, %s", root.path().parameters(), end));
      return root;
    }
  }

  @Override
  public synchronized void accept(Event event) {
    times.accept(event);
    if (event instanceof Event.CycleStarted started) {
      running.put(started.agent(), new WatchedCycle(started));
    } else if (event instanceof Event.Validated validated) {
      ofAgent(event).ifPresent(cycle -> cycle.validated(validated));
    } else if (event instanceof Event.ChildEnded ended) {
      ofAgent(event).ifPresent(cycle -> cycle.ended(ended.child()));
    } else if (event instanceof Event.CycleEnded ended) {
      ofAgent(event).ifPresent(cycle -> cycle.ended(ended.publication()));
      running.remove(event.agent());
      picture.ifPresent(shown -> shown.add(ended.publication()));
    } else if (event instanceof Event.CycleFailed failed) {
      Progress line = ofAgent(event).map(WatchedCycle::line).orElseGet(() -> line(failed));
      line.done("failed: " + failed.failure().getMessage());
      running.remove(event.agent());
    } else if (event instanceof Event.CycleLost lost) {
      lost(lost.winner());
    }
  }

  private Optional<WatchedCycle> ofAgent(Event event) {
    return Optional.ofNullable(running.get(event.agent()));
  }

  private static Progress line(Event.CycleFailed failed) {
    return Progress.start(WatchedCycle.title(failed.agent(), failed.task(), failed.cycle()), 1);
  }

  private static void lost(Publication winner) {
    boolean isNothing = winner.best().isEmpty() && winner.children().isEmpty();
    Progress.start(WatchedCycle.title(winner.agent(), winner.task(), winner.cycle()), 1)
        .done(
            isNothing
                ? "the cycle was given up or its task forgotten meanwhile; run again"
                : "another run was faster; what it published stands");
  }
}

package org.munet4j.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.munet4j.agent.Event;
import org.munet4j.report.Timeline.End;
import org.munet4j.report.Timeline.Span;
import org.munet4j.system.Publication;

/** Notes when cycles begin and end; for {@code Run.watchedBy}, from several threads. */
public final class TimelineRecorder implements Consumer<Event> {
  private final Supplier<Instant> clock;
  private final List<Span> spans = new ArrayList<>();

  TimelineRecorder(Supplier<Instant> clock) {
    this.clock = clock;
  }

  @Override
  public synchronized void accept(Event event) {
    if (event instanceof Event.CycleStarted started) {
      begin(started.agent(), started.task(), started.cycle());
    } else if (event instanceof Event.CycleEnded ended) {
      end(ended.agent(), ended.task(), ended.publication().cycle(), how(ended.publication()));
    } else if (event instanceof Event.CycleLost lost) {
      end(lost.agent(), lost.task(), lost.winner().cycle(), End.LOST);
    } else if (event instanceof Event.CycleFailed failed) {
      end(failed.agent(), failed.task(), failed.cycle(), End.FAILED);
    }
  }

  private static End how(Publication publication) {
    if (publication.isStopped()) {
      return End.STOPPED;
    }
    return publication.best().isPresent() ? End.PUBLISHED : End.NOTHING_BETTER;
  }

  private void begin(String agent, String task, int cycle) {
    Instant now = clock.get();
    spans.add(new Span(agent, task, cycle, now, now, End.RUNNING));
  }

  /** What is told of a cycle that has ended changes how, and not when, it did. */
  private void end(String agent, String task, int cycle, End how) {
    for (int i = spans.size() - 1; i >= 0; i--) {
      Span span = spans.get(i);
      if (span.agent().equals(agent) && span.cycle() == cycle) {
        boolean isRunning = span.how() == End.RUNNING;
        spans.set(i, span.ended(isRunning ? clock.get() : span.end(), how));
        return;
      }
    }
    begin(agent, task, cycle);
    end(agent, task, cycle, how);
  }

  /** What has happened so far; cycles that run end now. */
  public synchronized Timeline timeline() {
    Instant now = clock.get();
    return Timeline.of(
        spans.stream()
            .map(span -> span.how() == End.RUNNING ? span.ended(now, End.RUNNING) : span)
            .toList());
  }
}

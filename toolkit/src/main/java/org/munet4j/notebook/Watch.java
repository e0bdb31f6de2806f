package org.munet4j.notebook;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.munet4j.agent.Event;
import org.munet4j.agent.RootAgent;
import org.munet4j.internal.Require;
import org.munet4j.system.Child;
import org.munet4j.system.Model;
import org.munet4j.system.Publication;

/** Shows what agents do, live: one progress line for each cycle, side by side too. */
public final class Watch implements Consumer<Event> {
  private final Map<String, Line> lines = new HashMap<>();

  private Watch() {}

  /** A listener for {@code Run.watchedBy}. */
  public static Watch live() {
    return new Watch();
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
    if (event instanceof Event.CycleStarted started) {
      lines.put(started.agent(), new Line(started));
    } else if (event instanceof Event.CycleLost lost) {
      tell(lost.winner());
    } else if (lines.containsKey(event.agent())) {
      lines.get(event.agent()).hear(event);
    }
  }

  private static void tell(Publication winner) {
    String title = Require.text("%s, cycle %d", winner.agent(), winner.cycle());
    boolean isNothing = winner.best().isEmpty() && winner.children().isEmpty();
    Progress.start(title, 1)
        .done(
            isNothing
                ? "the cycle was given up or its task forgotten meanwhile; run again"
                : "another run was faster; what it published stands");
  }

  /** The line of one agent's cycle. */
  private static final class Line {
    private final int validations;
    private final Progress progress;
    private double best;

    Line(Event.CycleStarted started) {
      validations = started.validations();
      String title = Require.text("%s, cycle %d", started.agent(), started.cycle());
      progress = Progress.start(title, (long) started.children() * validations);
    }

    void hear(Event event) {
      if (event instanceof Event.Validated validated) {
        best = Math.max(best, validated.quality());
        progress.measured(best);
        progress.advance(1, accuracy(words(validated)));
      } else if (event instanceof Event.ChildEnded ended) {
        int missing = validations - ended.child().evaluations().size();
        String end = ended.child().isKept() ? "kept" : "dropped";
        progress.advance(missing, accuracy(ending(ended.child()) + " " + end));
      } else if (event instanceof Event.CycleEnded ended) {
        boolean isStopped = ended.publication().isStopped();
        boolean isBetter = ended.publication().best().isPresent();
        String end = isBetter ? "published" : "nothing better found";
        progress.done(accuracy(isStopped ? "stopped with the best so far" : end));
      } else if (event instanceof Event.CycleFailed failed) {
        progress.done("failed: " + failed.failure().getMessage());
      }
    }

    private String words(Event.Validated validated) {
      return Require.text(
          "child %s, interval %d of %d, %s",
          number(validated.child()),
          validated.interval() + 1,
          validations,
          number(validated.quality()));
    }

    private String accuracy(String news) {
      return Require.text("%s, best %s", news, number(best));
    }
  }

  private static String ending(Child child) {
    return Require.text("generation %d, child %s", child.generation(), number(child.id()));
  }

  /** The last part of a child's id, since agent and cycle stand in the title. */
  private static String number(String child) {
    return child.substring(child.lastIndexOf('.') + 1);
  }

  private static String number(double quality) {
    return Require.text("%.4f", quality);
  }
}

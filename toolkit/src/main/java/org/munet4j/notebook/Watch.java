package org.munet4j.notebook;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.munet4j.agent.Event;
import org.munet4j.agent.RootAgent;
import org.munet4j.internal.Require;
import org.munet4j.system.Model;

/** Shows what agents do, live: one progress line for each cycle. */
public final class Watch implements Consumer<Event> {
  private Progress progress;
  private int validations;
  private double best;

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
      start(started);
    } else if (event instanceof Event.Validated validated) {
      best = Math.max(best, validated.quality());
      progress.advance(1, accuracy(validated.child() + " " + number(validated.quality())));
    } else if (event instanceof Event.ChildEnded ended) {
      int missing = validations - ended.child().evaluations().size();
      progress.advance(missing, accuracy(ended.child().id() + " ended"));
    } else if (event instanceof Event.CycleEnded ended) {
      boolean isStopped = ended.publication().isStopped();
      progress.done(accuracy(isStopped ? "stopped with the best so far" : "published"));
    }
  }

  private void start(Event.CycleStarted started) {
    validations = started.validations();
    best = 0;
    String title = Require.text("%s, cycle %d", started.task(), started.cycle());
    progress = Progress.start(title, (long) started.children() * validations);
  }

  private String accuracy(String news) {
    return Require.text("%s, best validation accuracy %s", news, number(best));
  }

  private static String number(double quality) {
    return Require.text("%.4f", quality);
  }
}

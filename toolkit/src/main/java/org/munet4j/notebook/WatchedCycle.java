package org.munet4j.notebook;

import org.munet4j.agent.Event;
import org.munet4j.internal.Require;
import org.munet4j.system.Child;
import org.munet4j.system.Publication;

/** The progress line of one cycle. */
final class WatchedCycle {
  private final Progress progress;
  private final int validations;
  private double best;

  WatchedCycle(Event.CycleStarted started) {
    validations = started.validations();
    progress =
        Progress.start(
            title(started.agent(), started.task(), started.cycle()),
            (long) started.children() * validations);
  }

  /** The task is told where the agent's name does not end with it. */
  static String title(String agent, String task, int cycle) {
    return agent.endsWith(task)
        ? Require.text("%s, cycle %d", agent, cycle)
        : Require.text("%s on %s, cycle %d", agent, task, cycle);
  }

  Progress line() {
    return progress;
  }

  void validated(Event.Validated validated) {
    best = Math.max(best, validated.quality());
    progress.measured(best);
    progress.advance(1, accuracy(words(validated)));
  }

  void ended(Child child) {
    String end = child.isKept() ? "kept" : "dropped";
    String words =
        Require.text("generation %d, child %s %s", child.generation(), number(child.id()), end);
    progress.advance(validations - child.evaluations().size(), accuracy(words));
  }

  void ended(Publication publication) {
    String end = publication.best().isPresent() ? "published" : "nothing better found";
    progress.done(accuracy(publication.isStopped() ? "stopped with the best so far" : end));
  }

  private String words(Event.Validated validated) {
    return Require.text(
        "child %s, interval %d of %d, %s",
        number(validated.child()),
        validated.interval() + 1,
        validations,
        number(validated.quality()));
  }

  /** The last part of a child's id, since task and cycle stand in the title. */
  private static String number(String child) {
    return child.substring(child.lastIndexOf('.') + 1);
  }

  private String accuracy(String news) {
    return Require.text("%s, best %s", news, number(best));
  }

  private static String number(double quality) {
    return Require.text("%.4f", quality);
  }
}

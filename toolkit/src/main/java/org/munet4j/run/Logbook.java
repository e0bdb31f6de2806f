package org.munet4j.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.munet4j.agent.Agent;
import org.munet4j.agent.Event;
import org.munet4j.system.Commits;
import org.munet4j.system.Entry;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.OpenCycle;
import org.munet4j.system.Publication;
import org.munet4j.system.Recall;
import org.munet4j.train.Stop;

/** What one run has published so far; begins cycles and publishes their ends. */
final class Logbook {
  private final boolean isWhole;
  private final Stop stop;
  private final Consumer<Event> events;
  private final List<Publication> history = new ArrayList<>();
  private final List<Publication> unfinished = new ArrayList<>();
  private final List<Schedule.Turn> turns = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();
  private final List<Worked> times = new ArrayList<>();
  private MultitaskSystem system;
  private final boolean isFailureTold;
  private boolean isStopped;

  Logbook(Run run, Stop stop, Consumer<Event> events) {
    this.system = run.start().refresh();
    this.isWhole = run.isWhole();
    this.isFailureTold = !(run.order() instanceof Order.InTurn); // there it is thrown
    this.stop = stop;
    this.events = events;
  }

  /** What earlier runs published for this agent, where that counts. */
  List<Entry> done(Agent agent) {
    return system
        .commits()
        .filter(commits -> isWhole)
        .map(commits -> commits.published(agent.name()))
        .orElse(List.of());
  }

  /**
   * Begins a cycle on the system of now.
   *
   * @param ordinal how many cycles this agent had in the whole run before
   * @return nothing if that failed; then the agent rests
   */
  Optional<Begun> begin(int place, Agent agent, int ordinal) {
    int seen = turns.size();
    try {
      List<Entry> done = done(agent);
      if (ordinal < done.size()) {
        Publication answer = done.get(ordinal).answer(agent.settings());
        return Optional.of(
            new Begun(
                place, seen, agent, answer.cycle(), system, Recall.nothing(), Optional.of(answer)));
      }
      if (system.commits().isEmpty()) {
        int cycle = system.cycles(agent.name());
        return Optional.of(
            new Begun(place, seen, agent, cycle, system, Recall.nothing(), Optional.empty()));
      }
      OpenCycle open = system.commits().get().open(agent.name(), agent.settings());
      int cycle = open.key().cycle();
      return Optional.of(
          new Begun(place, seen, agent, cycle, open.system(), open.recall(), Optional.empty()));
    } catch (RuntimeException failure) {
      fail(agent, system.cycles(agent.name()), failure);
      return Optional.empty();
    }
  }

  /** Publishes what a cycle gave; false if it failed. */
  boolean close(Begun.Ended ended) {
    ended.times().ifPresent(times::add);
    Begun begun = ended.begun();
    try {
      publish(begun, ended.publication().orElseThrow(() -> ended.failure().orElseThrow()));
      return true;
    } catch (RuntimeException failure) {
      fail(begun.agent(), begun.cycle(), failure);
      return false;
    }
  }

  private void fail(Agent agent, int cycle, RuntimeException failure) {
    failures.add(new Failure(agent.name(), agent.task().name(), cycle, failure));
    if (isFailureTold) {
      events.accept(new Event.CycleFailed(agent.name(), agent.task().name(), cycle, failure));
    }
  }

  private void publish(Begun begun, Publication publication) {
    Optional<Commits> commits = system.commits();
    if (publication.isStopped()) {
      isStopped = true;
      stop.request();
    }
    if (begun.answer().isPresent()) {
      add(begun, publication);
    } else if (commits.isEmpty()) {
      system = system.publish(publication);
      add(begun, publication);
    } else if (publication.isStopped()) {
      unfinished.add(publication);
    } else {
      Commits.Closed closed = commits.get().publish(publication, begun.agent().settings());
      Publication standing = closed.entry().answer(begun.agent().settings());
      if (!closed.isWon()) {
        events.accept(new Event.CycleLost(begun.agent().task().name(), standing));
      }
      system = commits.get().system();
      add(begun, standing);
    }
  }

  private void add(Begun begun, Publication publication) {
    history.add(publication);
    turns.add(new Schedule.Turn(begun.agent().name(), begun.seen()));
  }

  /** Counts what an earlier run published. */
  void answered(Publication publication) {
    history.add(publication);
  }

  /** Keeps for show what must not be published, as one before it was stopped. */
  void keepUnpublished(Begun.Ended ended) {
    ended.times().ifPresent(times::add);
    ended
        .publication()
        .map(p -> new Publication(p.agent(), p.task(), p.cycle(), p.best(), p.children(), true))
        .ifPresent(unfinished::add);
  }

  boolean isInStore() {
    return system.commits().isPresent();
  }

  boolean isStopped() {
    return isStopped;
  }

  /**
   * All of it, with the best so far of cycles that were stopped.
   *
   * @param isDone whether nothing is left to do
   */
  Run.Result result(boolean isDone) {
    MultitaskSystem shown = unfinished.isEmpty() ? system : system.refresh();
    List<Publication> all = new ArrayList<>(history);
    for (Publication publication : unfinished) {
      all.add(publication);
      if (shown.cycles(publication.agent()) == publication.cycle()) {
        shown = shown.publish(publication);
      }
    }
    boolean isEarly = isStopped || !isDone && stop.isRequested();
    return new Run.Result(shown, all, isEarly, new Schedule(turns), failures, times);
  }
}

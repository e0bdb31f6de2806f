package org.munet4j.run;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.munet4j.agent.Agent;
import org.munet4j.agent.Context;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;
import org.munet4j.system.Recall;

/**
 * A cycle that has begun.
 *
 * @param place in the schedule
 * @param seen publications of the run that had ended
 * @param system that the agent sees
 * @param answer what an earlier run published for it, if one did
 */
record Begun(
    int place,
    int seen,
    Agent agent,
    int cycle,
    MultitaskSystem system,
    Recall recall,
    Optional<Publication> answer) {

  /**
   * A cycle that has ended: with a publication or, where that is empty, with a failure.
   *
   * @param times empty where nothing was worked
   */
  record Ended(
      Begun begun,
      Optional<Publication> publication,
      Optional<RuntimeException> failure,
      Optional<Worked> times) {}

  Ended work(Context context) {
    if (answer.isPresent()) {
      return new Ended(this, answer, Optional.empty(), Optional.empty());
    }
    Instant start = Clock.systemUTC().instant();
    Optional<Publication> publication = Optional.empty();
    Optional<RuntimeException> failure = Optional.empty();
    try {
      publication = Optional.of(agent.cycle(system, cycle, context));
    } catch (RuntimeException thrown) {
      failure = Optional.of(thrown);
    }
    Instant end = Clock.systemUTC().instant();
    Worked times = new Worked(agent.name(), agent.task().name(), cycle, start, end);
    return new Ended(this, publication, failure, Optional.of(times));
  }
}

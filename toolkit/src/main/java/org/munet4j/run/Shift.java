package org.munet4j.run;

import java.util.function.Consumer;
import org.munet4j.agent.Agent;
import org.munet4j.agent.Context;
import org.munet4j.agent.Event;
import org.munet4j.system.Commits;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.OpenCycle;
import org.munet4j.system.Publication;
import org.munet4j.system.Recall;
import org.munet4j.train.FrozenCache;
import org.munet4j.train.Slots;
import org.munet4j.train.Stop;

/** What all cycles of one run have in common, and how each is worked off. */
record Shift(Slots slots, FrozenCache cache, Stop stop, Consumer<Event> events) {

  /** A cycle on a system that lies in no store. */
  Run.Result work(Agent agent, Run.Result before) {
    MultitaskSystem system = before.system();
    Publication publication =
        agent.cycle(system, system.cycles(agent.name()), context(Recall.nothing()));
    return before.with(system.publish(publication), publication);
  }

  /** A cycle that is published in a store, unless it was stopped or somebody else was faster. */
  Run.Result work(Agent agent, Commits commits, Run.Result before) {
    OpenCycle open = commits.open(agent.name(), agent.settings());
    Publication publication =
        agent.cycle(open.system(), open.key().cycle(), context(open.recall()));
    if (publication.isStopped()) {
      return before.with(open.system().publish(publication), publication);
    }
    Commits.Closed closed = commits.publish(publication, agent.settings());
    Publication standing = closed.entry().answer(agent.settings());
    if (!closed.isWon()) {
      events.accept(new Event.CycleLost(agent.task().name(), standing));
    }
    return before.with(commits.system(), standing);
  }

  private Context context(Recall recall) {
    return new Context(slots, cache, stop, recall, events);
  }
}

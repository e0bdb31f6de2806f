package org.munet4j.paper;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.munet4j.agent.Event;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.task.Task;

/** One living system with one seed: a first segment under µ2Net+, and continuations of it. */
public final class Segments {
  private static final String CHARACTERS = "characters";

  private final Protocol protocol;
  private final MultitaskSystem root;
  private final List<Task> tasks;
  private final long seed;
  private Optional<Contest.Outcome> base = Optional.empty();

  /**
   * @param root the system begins with it
   * @param tasks that each segment works on, in this order
   */
  public Segments(Protocol protocol, Model root, List<Task> tasks, long seed) {
    this.protocol = protocol;
    this.root = MultitaskSystem.from(root);
    this.tasks = tasks;
    this.seed = seed;
  }

  /**
   * The first segment, of one cycle in which nothing has a price yet; it is run once.
   *
   * @param listener hears what happens, from several threads
   */
  public Contest.Outcome base(Consumer<Event> listener) {
    if (base.isEmpty()) {
      Mu2NetPlusExperiment.Variant free =
          Mu2NetPlusExperiment.variants().get(Mu2NetPlusExperiment.NO_FACTORS);
      Contender first = contender(Mu2NetPlusExperiment.BASE, 1, free);
      base = Optional.of(measure(root, first, listener));
    }
    return base.get();
  }

  /**
   * A continuation of the first segment, which stays as it was.
   *
   * @param name of the continuation in the table
   */
  public Contest.Outcome next(
      String name, Mu2NetPlusExperiment.Variant variant, Consumer<Event> listener) {
    MultitaskSystem start = base(listener).system();
    return measure(start, contender(name, protocol.cycles(), variant), listener);
  }

  private Contest.Outcome measure(
      MultitaskSystem start, Contender contender, Consumer<Event> listener) {
    return new Contest(CHARACTERS, start, tasks).measure(contender, seed, listener);
  }

  private Contender contender(String name, int cycles, Mu2NetPlusExperiment.Variant variant) {
    return new Contender(
        name, "", cycles, (task, own) -> Mu2NetPlusExperiment.agent(protocol, task, own, variant));
  }
}

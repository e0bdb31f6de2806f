package org.munet4j.paper;

import java.util.List;
import java.util.Optional;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.task.Task;
import tech.tablesaw.api.Table;

/** One living system with one seed: a first segment under µ2Net+, and continuations of it. */
final class Segments {
  private static final String CHARACTERS = "characters";

  private final Protocol protocol;
  private final MultitaskSystem root;
  private final List<Task> tasks;
  private final long seed;
  private Optional<Contest.Outcome> base = Optional.empty();

  Segments(Protocol protocol, Model root, List<Task> tasks, long seed) {
    this.protocol = protocol;
    this.root = MultitaskSystem.from(root);
    this.tasks = tasks;
    this.seed = seed;
  }

  /** What the first segment, of one cycle, gave. */
  Table base() {
    return begun().table();
  }

  private Contest.Outcome begun() {
    if (base.isEmpty()) {
      Mu2NetPlusExperiment.Variant full =
          Mu2NetPlusExperiment.variants().get(Mu2NetPlusExperiment.ALL_ON);
      base = Optional.of(measure(root, contender(Mu2NetPlusExperiment.BASE, 1, full)));
    }
    return base.get();
  }

  /** What a continuation of it gave. */
  Table next(String name, Mu2NetPlusExperiment.Variant variant) {
    return measure(begun().system(), contender(name, protocol.cycles(), variant)).table();
  }

  private Contest.Outcome measure(MultitaskSystem start, Contender contender) {
    return new Contest(CHARACTERS, start, tasks).measure(contender, seed);
  }

  private Contender contender(String name, int cycles, Mu2NetPlusExperiment.Variant variant) {
    return new Contender(
        name, "", cycles, (task, own) -> Mu2NetPlusExperiment.agent(protocol, task, own, variant));
  }
}

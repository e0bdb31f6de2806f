package org.munet4j.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.munet4j.component.Component;
import org.munet4j.component.Fresh;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Vit;
import org.munet4j.internal.Require;
import org.munet4j.space.Hyperparameters;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;
import org.munet4j.task.Task;
import org.munet4j.tensor.RandomStream;

/** One cycle of a baseline (§4.6): one generation of replicas of the root, and the best kept. */
final class BaselineCycle {
  private final Baseline agent;
  private final MultitaskSystem system;
  private final Cycle cycle;
  private final RandomStream stream;
  private final Hyperparameters choices;

  BaselineCycle(Baseline agent, MultitaskSystem system, int number, Context context) {
    this.agent = agent;
    this.system = system;
    Rules munet = MuNet.rules();
    Cycle.Rules rules =
        new Cycle.Rules(
            agent.replicaBudget(),
            Score.quality(),
            munet.selection(),
            munet.inheritance(),
            agent.precision(),
            false);
    this.cycle = new Cycle(agent, system, number, context, rules);
    this.stream =
        RandomStream.seeded(agent.seed()).split("baseline").split(agent.name()).split(number);
    this.choices = choices(agent, system);
  }

  private static Hyperparameters choices(Baseline agent, MultitaskSystem system) {
    ModelPath root = Cycle.root(agent.name(), system);
    Hyperparameters choices = agent.defaults().orElse(system.root().hyperparameters());
    int layers = root.layers();
    Cycle.checkDepth(agent.name(), choices, layers);
    if (agent.tuning() instanceof Tuning.FreezeBottom freeze) {
      Require.that(
          freeze.layers() <= layers,
          "%s: the root has %d blocks to freeze; use freezeBottom(%d, task) or less",
          agent.name(),
          layers,
          layers);
    }
    int dim = agent.tuning().adapterDim().orElse(choices.integer(Hyperparameters.ADAPTER_DIM));
    return choices
        .with(Hyperparameters.ADAPTER_DIM, dim)
        .with(Hyperparameters.IMAGE_SIZE, root.side());
  }

  Publication run() {
    cycle.begin(agent.replicas());
    if (!cycle.isStopped()) {
      List<Draft> drafts = new ArrayList<>();
      for (int i = 0; i < agent.replicas(); i++) {
        drafts.add(draft(i));
      }
      cycle.train(0, drafts, replica -> stream(replica).split("batches"));
    }
    return cycle.publication();
  }

  private RandomStream stream(int replica) {
    return stream.split("replica").split(replica);
  }

  private Draft draft(int replica) {
    Model root = system.root();
    Offspring made = replica(root, agent.tuning(), agent.task(), stream(replica).split("fresh"));
    double size = system.accountedParameters(made.graph(), agent.task().name(), made.trainable());
    return new Draft(cycle.id(replica), root, choices, made, size, true, Double.NEGATIVE_INFINITY);
  }

  /** A replica before its training: of the root what it shares or clones, all else fresh. */
  static Offspring replica(Model root, Tuning tuning, Task task, RandomStream stream) {
    Vit vit = root.path().vit();
    List<Component> components = new ArrayList<>();
    Set<String> trainable = new TreeSet<>();
    List<String> changes = new ArrayList<>();
    for (String name : names(vit, tuning)) {
      boolean isFresh = tuning.isFresh() || Vit.isAdapter(name) || name.equals(Vit.HEAD);
      Optional<Component> shared = isFresh ? Optional.empty() : root.path().component(name);
      int size = name.equals(Vit.HEAD) ? task.classes() : tuning.adapterDim().orElse(0);
      components.add(
          shared.orElseGet(
              () -> Fresh.component(vit, name, size, task.name(), stream.split(name))));
      if (tuning.trains(name)) {
        trainable.add(name);
        changes.add((isFresh ? "new " : "clone ") + name);
      }
    }
    changes.remove("new " + Vit.HEAD);
    return new Offspring(new ModelPath(vit, components), trainable, changes, List.of());
  }

  private static List<String> names(Vit vit, Tuning tuning) {
    List<String> names = new ArrayList<>(vit.components());
    for (int layer = 0; layer < vit.layers() && tuning.adapterDim().isPresent(); layer++) {
      names.add(names.indexOf(Vit.block(layer)), Vit.adapter(layer));
    }
    return names;
  }
}

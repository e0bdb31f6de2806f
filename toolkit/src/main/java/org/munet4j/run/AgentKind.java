package org.munet4j.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.munet4j.agent.Agent;
import org.munet4j.agent.Baseline;
import org.munet4j.agent.Mu2Net;
import org.munet4j.agent.Mu2NetPlus;
import org.munet4j.agent.MuNet;
import org.munet4j.agent.MultipathAgent;
import org.munet4j.agent.SinglePathAgent;
import org.munet4j.component.Vit;
import org.munet4j.space.Hyperparameters;
import org.munet4j.space.SearchSpace;
import org.munet4j.task.Task;
import org.munet4j.train.Budget;

/**
 * A kind of agent that words can name. All begin with images as they are and, but for multipaths, a
 * learning rate of 0.1; {@code batch}, {@code interval}, {@code validations} and {@code validation}
 * are the four numbers of a {@link Budget}.
 *
 * @param own options beside those that all kinds have
 * @param prefix of the agent's name, before its task's
 */
record AgentKind(List<String> own, Function<AgentWords, String> prefix, Maker maker) {
  static final String DEFAULT = "munet";
  static final String MULTIPATH = "multipath";
  private static final Map<String, AgentKind> KINDS = new LinkedHashMap<>();
  private static final List<String> COMMON =
      List.of("children", "batch", "interval", "validations", "validation", "rate");
  private static final List<String> SEARCH = List.of("generation", "mu", "name");

  static {
    KINDS.put(DEFAULT, search((w, task, root) -> search(w, munet(task, root))));
    KINDS.put("mu2net", search((w, task, root) -> search(w, Mu2Net.on(task))));
    KINDS.put("mu2net-plus", search((w, task, root) -> search(w, plus(task, root))));
    KINDS.put(MULTIPATH, multipath());
    KINDS.put("fine-tuning", fineTuning());
    KINDS.put("freeze", baseline("layers", 2, Baseline::freezeBottom));
    KINDS.put("adapters", baseline("dim", 32, Baseline::adapters));
  }

  /** The words that name a kind. */
  static final Set<String> NAMES = KINDS.keySet();

  /** Makes an agent of its own words; seed, budget and defaults come after it. */
  interface Maker {
    Draft of(AgentWords words, Task task, Vit root);
  }

  /** An agent that still needs what all kinds have. */
  interface Draft {
    Agent with(long seed, Budget budget, Hyperparameters defaults);
  }

  static AgentKind of(String name) {
    return KINDS.get(name);
  }

  List<String> options() {
    List<String> options = new ArrayList<>(COMMON);
    options.addAll(own);
    return options;
  }

  Agent agent(AgentWords words, Task task, long seed, Vit root) {
    Budget budget =
        new Budget(
            words.whole("batch", 64),
            words.whole("interval", 6),
            words.whole("validations", 2),
            words.whole("validation", 10));
    Hyperparameters defaults =
        Hyperparameters.plain(root.layers(), root.imageSize())
            .with("opt_lr", words.number("rate", 0.1));
    return maker.of(words, task, root).with(seed, budget, defaults);
  }

  private static SinglePathAgent munet(Task task, Vit root) {
    return MuNet.on(task).space(SearchSpace.autoTune(root.layers()));
  }

  /** Searches the root's image size and those of one patch less and more. */
  private static SinglePathAgent plus(Task task, Vit root) {
    List<Integer> sizes =
        Stream.of(-1, 0, 1)
            .map(more -> root.imageSize() + more * root.patch())
            .filter(size -> size > 0)
            .toList();
    return Mu2NetPlus.on(task, root.layers(), sizes);
  }

  private static Draft search(AgentWords words, SinglePathAgent agent) {
    SinglePathAgent mutating =
        words.options().containsKey("mu") ? agent.mutation(words.number("mu", 0)) : agent;
    return (seed, budget, defaults) ->
        mutating
            .named(words.name(agent.task().name()))
            .seed(seed)
            .children(words.whole("children", 16))
            .generation(words.whole("generation", 2))
            .defaults(defaults)
            .budget(budget);
  }

  /** Learns at 0.02 unless told otherwise; needs a single path of the task in the system. */
  private static AgentKind multipath() {
    return new AgentKind(
        List.of("generation", "paths", "name"),
        AgentKind::searchPrefix,
        (words, task, root) -> (seed, budget, defaults) -> multipath(words, task, seed, budget));
  }

  private static MultipathAgent multipath(AgentWords words, Task task, long seed, Budget budget) {
    MultipathAgent agent =
        words.options().containsKey("paths")
            ? MultipathAgent.on(task).paths(words.whole("paths", 2))
            : MultipathAgent.on(task);
    return agent
        .named(words.name(task.name()))
        .seed(seed)
        .children(words.whole("children", 16))
        .generation(words.whole("generation", 2))
        .rate(words.number("rate", 0.02))
        .budget(budget);
  }

  private static AgentKind search(Maker maker) {
    return new AgentKind(SEARCH, AgentKind::searchPrefix, maker);
  }

  private static String searchPrefix(AgentWords words) {
    String first = words.options().getOrDefault("name", words.kind());
    return first.equals(DEFAULT) ? "" : first + "~";
  }

  private static AgentKind fineTuning() {
    return new AgentKind(
        List.of("replicas"),
        words -> words.kind() + "-",
        (words, task, root) -> baseline(words, Baseline.fineTuning(task)));
  }

  /** A baseline with one number of its own, which stands in its name. */
  private static AgentKind baseline(
      String option, int otherwise, BiFunction<Integer, Task, Baseline> of) {
    return new AgentKind(
        List.of("replicas", option),
        words -> words.kind() + "-" + words.whole(option, otherwise) + "-",
        (words, task, root) -> baseline(words, of.apply(words.whole(option, otherwise), task)));
  }

  private static Draft baseline(AgentWords words, Baseline baseline) {
    return (seed, budget, defaults) ->
        baseline
            .seed(seed)
            .replicas(words.whole("replicas", 8))
            .children(words.whole("children", 16))
            .defaults(defaults)
            .budget(budget);
  }
}

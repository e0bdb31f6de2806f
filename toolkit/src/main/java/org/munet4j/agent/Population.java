package org.munet4j.agent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;

/** The models of the active task that are alive during one cycle, and their children's count. */
final class Population {
  private final MultitaskSystem system;
  private final List<Model> members = new ArrayList<>();
  private final Map<String, Integer> offspring = new HashMap<>();

  Population(MultitaskSystem system) {
    this.system = system;
  }

  void add(Model model) {
    members.add(model);
    offspring.put(model.id(), model.metrics().offspring());
  }

  /** Members from the highest score to the lowest; of equal scores the oldest first. */
  List<Model> byScore() {
    return members.stream()
        .sorted(Comparator.comparingDouble((Model model) -> -model.metrics().score()))
        .toList();
  }

  Optional<Model> best() {
    return byScore().stream().findFirst();
  }

  boolean contains(Model model) {
    return offspring.containsKey(model.id());
  }

  int offspring(Model model) {
    return offspring.get(model.id());
  }

  /** Counts a child; only those of the active task's own models are. */
  void count(Model parent) {
    offspring.computeIfPresent(parent.id(), (id, children) -> children + 1);
  }

  /** Takes a count back: the child was sampled and never trained. */
  void uncount(Model parent) {
    offspring.computeIfPresent(parent.id(), (id, children) -> children - 1);
  }

  /** The model, its parent and so on up to the root. */
  List<Model> ancestors(Model model) {
    List<Model> chain = new ArrayList<>();
    Optional<Model> next = Optional.of(model);
    while (next.isPresent()) {
      chain.add(next.get());
      next = find(next.get().parent());
    }
    return chain;
  }

  private Optional<Model> find(String id) {
    return members.stream()
        .filter(model -> model.id().equals(id))
        .findFirst()
        .or(() -> system.withId(id));
  }
}

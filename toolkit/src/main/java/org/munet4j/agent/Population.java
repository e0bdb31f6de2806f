package org.munet4j.agent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;

/** The models of the active task that are alive during one cycle, and everybody's children. */
final class Population {
  private final MultitaskSystem system;
  private final String task;
  private final Selection selection;
  private final List<Model> members = new ArrayList<>();
  private final Map<String, Model> own = new HashMap<>();
  private final Map<String, Integer> offspring = new HashMap<>();

  Population(MultitaskSystem system, String task, Selection selection) {
    this.system = system;
    this.task = task;
    this.selection = selection;
  }

  void add(Model model) {
    members.add(model);
    own.put(model.id(), model);
    offspring.put(model.id(), model.metrics().offspring());
  }

  /** Members from the highest score to the lowest. */
  List<Model> byScore() {
    List<Model> sorted = new ArrayList<>(members);
    if (selection.ties() == Selection.Ties.NEWEST) {
      Collections.reverse(sorted);
    }
    sorted.sort(Comparator.comparingDouble((Model model) -> -model.metrics().score()));
    return sorted;
  }

  Optional<Model> best() {
    return byScore().stream().findFirst();
  }

  /** Lets the lowest scores go where there are more members than the cap. */
  void prune() {
    selection.cap().ifPresent(most -> members.retainAll(byScore().stream().limit(most).toList()));
  }

  /** Whether it is a model of this task that lives, or lived in this cycle. */
  boolean contains(Model model) {
    return own.containsKey(model.id());
  }

  /** Children that count against the model. */
  int offspring(Model model) {
    return offspring.computeIfAbsent(model.id(), id -> system.offspring(id, task));
  }

  void count(Model parent) {
    add(parent, 1);
  }

  /** Takes a count back: the child was sampled and never trained. */
  void uncount(Model parent) {
    add(parent, -1);
  }

  private void add(Model parent, int children) {
    if (contains(parent) || selection.counting() == Selection.Counting.ALL_MODELS) {
      offspring.put(parent.id(), offspring(parent) + children);
    }
  }

  /** The model, its parent and so on up to the root. */
  List<Model> ancestors(Model model) {
    List<Model> chain = new ArrayList<>();
    Optional<Model> next = Optional.of(model);
    while (next.isPresent()) {
      chain.add(next.get());
      String parent = next.get().parent();
      next = Optional.ofNullable(own.get(parent)).or(() -> system.withId(parent));
    }
    return chain;
  }
}

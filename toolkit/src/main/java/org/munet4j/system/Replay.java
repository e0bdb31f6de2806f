package org.munet4j.system;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.munet4j.internal.Require;

/** A system that is being put together, publication by publication. */
final class Replay {
  private final Map<Publisher, Model> models;
  private final Map<String, String> ancestry;
  private final Map<String, Integer> cycles;
  private final Map<Past.Brood, Integer> offspring;
  private final Optional<Commits> commits;

  /**
   * @param models of each agent and task, in the order in which they were published
   */
  Replay(Map<Publisher, Model> models, Past past, Optional<Commits> commits) {
    this.commits = commits;
    this.models = new LinkedHashMap<>(models);
    this.ancestry = new HashMap<>(past.ancestry());
    this.cycles = new HashMap<>(past.cycles());
    this.offspring = new HashMap<>(past.offspring());
  }

  /** Adds what a commit says; a forgotten model stays known as an ancestor. */
  void add(Entry entry, boolean isForgotten) {
    Publication publication = entry.publication();
    note(publication);
    if (!isForgotten) {
      publication.best().ifPresent(best -> replace(best, publication));
    }
  }

  /** Adds what an agent published. */
  void publish(Publication publication) {
    note(publication);
    publication.best().ifPresent(best -> replace(best, publication));
  }

  private void note(Publication publication) {
    for (Child child : publication.children()) {
      Require.that(
          ancestry.put(child.id(), child.parent()) == null,
          "child '%s' was published before; begin a cycle with the number system.cycles(agent)",
          child.id());
      offspring.merge(new Past.Brood(child.parent(), publication.task()), 1, Integer::sum);
    }
    publication.best().ifPresent(best -> ancestry.putIfAbsent(best.id(), best.parent()));
    cycles.merge(publication.agent(), 1, Integer::sum);
  }

  private void replace(Model best, Publication publication) {
    Require.that(
        best.task().equals(publication.task()) && !best.isRoot(),
        "a publication for task '%s' cannot publish a model of '%s'",
        publication.task(),
        best.task());
    Publisher publisher = new Publisher(publication.agent(), publication.task());
    Model before = models.get(publisher);
    if (before != null && !before.id().equals(best.id())) {
      models.remove(publisher);
    }
    models.put(publisher, best);
  }

  /** The system as it is now; a model whose parent is gone is linked to the nearest live one. */
  MultitaskSystem system() {
    Set<String> live = models.values().stream().map(Model::id).collect(Collectors.toSet());
    Map<Publisher, Model> linked = new LinkedHashMap<>();
    models.forEach(
        (publisher, model) -> {
          String parent = nearest(model.parent(), live);
          linked.put(publisher, parent.equals(model.parent()) ? model : model.withParent(parent));
        });
    return new MultitaskSystem(linked, new Past(ancestry, cycles, offspring), commits);
  }

  private String nearest(String id, Set<String> live) {
    String ancestor = id;
    while (!ancestor.isEmpty() && !live.contains(ancestor)) {
      ancestor = ancestry.getOrDefault(ancestor, "");
    }
    return ancestor;
  }
}

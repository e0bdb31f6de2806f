package org.munet4j.system;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.munet4j.component.Component;
import org.munet4j.internal.Require;
import org.munet4j.store.Commit;

/**
 * What became of the components of a task that was forgotten. Their files are deleted by the
 * store's next {@code prune}, once they are older than its grace period.
 *
 * @param task that was forgotten
 * @param gone components that nothing needs any longer
 * @param kept components that stay, and the tasks whose models have them
 */
public record Forgotten(String task, List<Component> gone, Map<Component, SortedSet<String>> kept) {
  public Forgotten {
    gone = List.copyOf(gone);
  }

  /** What forgetting this task would mean for a history. */
  static Forgotten of(String task, List<Entry> entries) {
    Map<Component, SortedSet<String>> users = new LinkedHashMap<>();
    for (Entry entry : standing(entries)) {
      Publication publication = entry.publication();
      for (Model model : publication.best().stream().toList()) {
        for (Component component : model.graph().components()) {
          users.computeIfAbsent(component, part -> new TreeSet<>()).add(publication.task());
        }
      }
    }
    List<Component> gone = new ArrayList<>();
    Map<Component, SortedSet<String>> kept = new LinkedHashMap<>();
    users.forEach(
        (component, tasks) -> {
          if (tasks.remove(task) && tasks.isEmpty()) {
            gone.add(component);
          } else if (!tasks.contains(Model.ROOT) && component.owner().equals(task)) {
            kept.put(component, tasks);
          }
        });
    return new Forgotten(task, gone, kept);
  }

  /** The publications that no later commit took back. */
  static List<Entry> standing(List<Entry> entries) {
    Set<Commit.Key> released = released(entries);
    return entries.stream()
        .filter(entry -> entry.kind() == Commit.Kind.PUBLISH && !released.contains(entry.key()))
        .toList();
  }

  static Set<Commit.Key> released(List<Entry> entries) {
    return entries.stream()
        .flatMap(entry -> entry.releases().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    long parameters = gone.stream().mapToLong(Component::parameters).sum();
    text.append(
        Require.text(
            "task '%s' is forgotten: %d components with %,d parameters go with the next prune",
            task, gone.size(), parameters));
    kept.forEach(
        (component, tasks) ->
            text.append("\n").append(component).append(" stays for ").append(tasks));
    return text.toString();
  }
}

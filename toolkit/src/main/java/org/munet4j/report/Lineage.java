package org.munet4j.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.munet4j.component.Component;
import org.munet4j.internal.Require;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;

/** Who was derived from whom, and by what change. */
final class Lineage {
  private final Map<String, Model> models;

  Lineage(MultitaskSystem system) {
    models = system.models().stream().collect(Collectors.toMap(Model::id, Function.identity()));
  }

  /** Steps from the model to its oldest known ancestor; 0 for the root. */
  int depth(Model model) {
    int depth = 0;
    Model ancestor = models.get(model.parent());
    while (ancestor != null && depth < models.size()) {
      depth++;
      ancestor = models.get(ancestor.parent());
    }
    return depth;
  }

  /** The hyperparameters that differ from the parent's, such as {@code opt_lr 0.01 → 0.02}. */
  List<String> changes(Model model) {
    Model parent = models.get(model.parent());
    if (parent == null) {
      return List.of();
    }
    SortedMap<String, Object> before = parent.hyperparameters().values();
    return model.hyperparameters().values().entrySet().stream()
        .filter(now -> !Objects.equals(now.getValue(), before.get(now.getKey())))
        .map(
            now ->
                Require.text(
                    "%s %s → %s",
                    now.getKey(), word(before.get(now.getKey())), word(now.getValue())))
        .toList();
  }

  /** Names of the components that the parent does not use. */
  List<String> newComponents(Model model) {
    Model parent = models.get(model.parent());
    Set<String> known = parent == null ? model.graph().ids() : parent.graph().ids();
    return model.graph().components().stream()
        .filter(part -> !known.contains(part.id()))
        .map(Component::name)
        .toList();
  }

  private static String word(Object value) {
    return value == null ? "none" : String.valueOf(value).toLowerCase(Locale.ROOT);
  }
}

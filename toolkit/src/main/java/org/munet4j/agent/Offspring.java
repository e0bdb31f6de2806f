package org.munet4j.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.munet4j.component.Component;
import org.munet4j.component.Fresh;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Vit;
import org.munet4j.space.Hyperparameters;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.task.Task;
import org.munet4j.tensor.RandomStream;

/**
 * A child before its training: a path put together from its ancestors' components, and the names of
 * those that it trains (muNet, §2.9).
 *
 * @param path components shared with ancestors, or about to be cloned, or fresh
 * @param trainable names of the components that are cloned or fresh
 * @param changes what was mutated, in words
 */
record Offspring(ModelPath path, Set<String> trainable, List<String> changes) {

  /**
   * The rules by which one child is put together.
   *
   * @param adapters names of the adapters that it has
   * @param cloning probability with which a frozen component is cloned; the final norm always is
   * @param isSeedPass whether nothing at all is cloned
   */
  record Recipe(
      MultitaskSystem system,
      Task task,
      Hyperparameters hyperparameters,
      Set<String> adapters,
      double cloning,
      boolean isSeedPass,
      RandomStream stream) {}

  /**
   * @param ancestors the parent first, then its parent, up to the root
   */
  static Offspring assemble(List<Model> ancestors, Recipe recipe) {
    return new Assembly(ancestors, recipe).run();
  }

  /** The same child with more words about what was mutated. */
  Offspring with(List<String> moreChanges) {
    List<String> all = new ArrayList<>(changes);
    all.addAll(moreChanges);
    return new Offspring(path, trainable, all);
  }

  /** The adapters that a child has: its parent's and, with the given probability each, new ones. */
  static Set<String> adapters(Model parent, int layers, double probability, RandomStream stream) {
    Set<String> adapters = new TreeSet<>();
    for (int layer = 0; layer < layers; layer++) {
      boolean has = parent.path().component(Vit.adapter(layer)).isPresent();
      boolean isNew = stream.split(layer).generator().nextDouble() < probability;
      if (has || isNew) {
        adapters.add(Vit.adapter(layer));
      }
    }
    return adapters;
  }

  private static final class Assembly {
    private final List<Model> ancestors;
    private final Recipe recipe;
    private final Vit vit;
    private final Set<String> trainable = new TreeSet<>();
    private final List<String> changes = new ArrayList<>();

    Assembly(List<Model> ancestors, Recipe recipe) {
      this.ancestors = ancestors;
      this.recipe = recipe;
      Vit parent = ancestors.get(0).path().vit();
      this.vit = parent.withLayers(recipe.hyperparameters().integer(Hyperparameters.LAYERS));
    }

    Offspring run() {
      List<Component> components = new ArrayList<>();
      for (String name : vit.components()) {
        if (Vit.isBlock(name)) {
          String adapter = Vit.adapter(Vit.layer(name));
          if (recipe.adapters().contains(adapter)) {
            components.add(component(adapter));
          }
        }
        components.add(component(name));
      }
      return new Offspring(new ModelPath(vit, components), trainable, changes);
    }

    private Component component(String name) {
      Optional<Component> inherited = inherited(name);
      if (inherited.isEmpty()) {
        trainable.add(name);
        if (!name.equals(Vit.HEAD)) {
          changes.add("new " + name);
        }
        return Fresh.component(vit, name, size(name), recipe.task().name(), stream("fresh", name));
      }
      Component found = inherited.get();
      if (recipe.system().isTrainable(found.id(), recipe.task().name())) {
        trainable.add(name);
      } else if (isCloned(name)) {
        trainable.add(name);
        changes.add("clone " + name);
      }
      return found;
    }

    private boolean isCloned(String name) {
      boolean isDrawn = stream("clone", name).generator().nextDouble() < recipe.cloning();
      return !recipe.isSeedPass() && (isDrawn || name.equals(Vit.NORM));
    }

    /** The first ancestor's component of this name and these shapes; heads only of the own task. */
    private Optional<Component> inherited(String name) {
      SortedMap<String, long[]> shapes = vit.shapes(name, size(name));
      return ancestors.stream()
          .filter(
              ancestor -> !name.equals(Vit.HEAD) || ancestor.task().equals(recipe.task().name()))
          .flatMap(ancestor -> ancestor.path().component(name).stream())
          .filter(component -> component.hasShapes(shapes))
          .findFirst();
    }

    private int size(String name) {
      return name.equals(Vit.HEAD)
          ? recipe.task().classes()
          : recipe.hyperparameters().integer(Hyperparameters.ADAPTER_DIM);
    }

    private RandomStream stream(String purpose, String name) {
      return recipe.stream().split(purpose).split(name);
    }
  }
}

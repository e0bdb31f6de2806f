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
import org.munet4j.component.PositionEmbedding;
import org.munet4j.component.Vit;
import org.munet4j.space.Hyperparameters;
import org.munet4j.system.Model;

/** Puts one child together, component by component (muNet family, §2.9). */
final class Assembly {
  private final List<Model> ancestors;
  private final Offspring.Recipe recipe;
  private final Vit vit;
  private final Set<String> trainable = new TreeSet<>();
  private final List<String> changes = new ArrayList<>();
  private final List<Component> momentum = new ArrayList<>();

  /** A component that an ancestor has, with the momentum that it was trained to. */
  private record Found(Component component, Optional<Component> momentum) {}

  /**
   * @param ancestors the parent first, then its parent, up to the root
   */
  Assembly(List<Model> ancestors, Offspring.Recipe recipe) {
    this.ancestors = ancestors;
    this.recipe = recipe;
    Hyperparameters choices = recipe.hyperparameters();
    this.vit =
        ancestors
            .get(0)
            .path()
            .vit()
            .withLayers(choices.integer(Hyperparameters.LAYERS))
            .withImageSize(choices.integer(Hyperparameters.IMAGE_SIZE));
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
    return new Offspring(new ModelPath(vit, components), trainable, changes, momentum);
  }

  private Component component(String name) {
    Optional<Found> inherited = inherited(name);
    if (inherited.isPresent()) {
      return inherited(name, inherited.get());
    }
    return name.equals(Vit.POSITION) ? resized() : fresh(name);
  }

  private Component inherited(String name, Found found) {
    found.momentum().ifPresent(momentum::add);
    if (recipe.system().isTrainable(found.component().id(), recipe.agent())) {
      trainable.add(name);
    } else if (recipe.clones().test(name)) {
      trainable.add(name);
      changes.add("clone " + name);
    }
    return found.component();
  }

  private Component fresh(String name) {
    trainable.add(name);
    if (!name.equals(Vit.HEAD)) {
      changes.add("new " + name);
    }
    return Fresh.component(
        vit, name, size(name), recipe.task().name(), recipe.stream().split(name));
  }

  /** The root's position embedding, zoomed to the child's image size. */
  private Component resized() {
    ModelPath root = recipe.system().root().path();
    Component first = root.component(Vit.POSITION).orElseThrow();
    if (recipe.inheritance().trainsResized() || recipe.clones().test(Vit.POSITION)) {
      trainable.add(Vit.POSITION);
    }
    changes.add("resize " + Vit.POSITION);
    return PositionEmbedding.resized(first, root.vit(), vit, recipe.task().name());
  }

  /** The first ancestor's component of this name and these shapes; heads only of the own agent. */
  private Optional<Found> inherited(String name) {
    SortedMap<String, long[]> shapes = vit.shapes(name, size(name));
    for (Model ancestor : ancestors) {
      Optional<Component> component = ancestor.path().component(name);
      boolean isAllowed = !name.equals(Vit.HEAD) || isOwn(ancestor);
      if (isAllowed && component.isPresent() && component.get().hasShapes(shapes)) {
        Optional<Component> velocity =
            ancestor.momentum().stream().filter(of -> of.name().equals(name)).findFirst();
        return Optional.of(new Found(component.get(), velocity));
      }
    }
    return Optional.empty();
  }

  /** Whether it is the agent's: published by it, or found in this cycle. */
  private boolean isOwn(Model ancestor) {
    return ancestor.task().equals(recipe.task().name())
        && recipe.system().agent(ancestor.id()).map(recipe.agent()::equals).orElse(true);
  }

  private int size(String name) {
    return name.equals(Vit.HEAD)
        ? recipe.task().classes()
        : recipe.hyperparameters().integer(Hyperparameters.ADAPTER_DIM);
  }
}

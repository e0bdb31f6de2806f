package org.munet4j.component;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.munet4j.internal.Require;

/**
 * One model: an ordered list of components from the image to the logits, some of them shared with
 * other models (muNet, §2.1). Without a head it answers the normalised class token (§8.3).
 *
 * @param vit geometry; its {@code layers} is the number of blocks in the path
 * @param components in the order in which data flows; an adapter stands before its block
 */
public record ModelPath(Vit vit, List<Component> components) implements ModelGraph {
  public ModelPath {
    components = List.copyOf(components);
    List<String> names = components.stream().map(Component::name).toList();
    List<String> plain = names.stream().filter(name -> !Vit.isAdapter(name)).toList();
    Require.that(
        plain.equals(vit.components()) || plain.equals(headless(vit)),
        "path has components %s, %s needs %s",
        names,
        vit,
        vit.components());
    for (int i = 0; i < names.size(); i++) {
      checkAdapterPlace(names, i);
      checkShapes(vit, components.get(i));
    }
  }

  private static List<String> headless(Vit vit) {
    return vit.components().subList(0, vit.components().size() - 1);
  }

  private static void checkAdapterPlace(List<String> names, int place) {
    String name = names.get(place);
    if (Vit.isAdapter(name)) {
      String next = place + 1 < names.size() ? names.get(place + 1) : "the end";
      Require.that(
          next.equals(Vit.block(Vit.layer(name))),
          "path has %s before %s; an adapter stands before the block of its number",
          name,
          next);
    }
  }

  private static void checkShapes(Vit vit, Component component) {
    component.check(vit.shapes(component.name(), sizeOf(component)));
  }

  /** The size that {@link Vit#shapes} asks for: classes of a head, width of an adapter, else 0. */
  public static int sizeOf(Component component) {
    if (component.name().equals(Vit.HEAD)) {
      return component.length("bias");
    }
    return Vit.isAdapter(component.name()) ? component.length("down/bias") : 0;
  }

  /** Place of the first component with one of these names; behind the last if there is none. */
  public int firstOf(Set<String> names) {
    int place = 0;
    while (place < components.size() && !names.contains(components.get(place).name())) {
      place++;
    }
    return place;
  }

  @Override
  public List<Component> own() {
    return components;
  }

  @Override
  public List<ModelGraph> leaves() {
    return List.of(this);
  }

  @Override
  public int side() {
    return vit.imageSize();
  }

  @Override
  public int layers() {
    return vit.layers();
  }

  @Override
  public int outputs() {
    return classes() == 0 ? vit.hidden() : classes();
  }

  @Override
  public int classes() {
    return component(Vit.HEAD).map(ModelPath::sizeOf).orElse(0);
  }

  @Override
  public long flops() {
    return components.stream().mapToLong(part -> Flops.of(vit, part)).sum();
  }

  /** The same path up to the normalised class token. */
  public ModelPath withoutHead() {
    return new ModelPath(
        vit, components.stream().filter(part -> !part.name().equals(Vit.HEAD)).toList());
  }

  @Override
  public ModelPath replacing(List<Component> replacements) {
    List<Component> changed = new ArrayList<>(components);
    for (Component replacement : replacements) {
      changed.replaceAll(part -> part.name().equals(replacement.name()) ? replacement : part);
    }
    return new ModelPath(vit, changed);
  }

  @Override
  public String toString() {
    return Require.text(
        "path of %d components, %,d parameters, %d classes",
        components.size(), parameters(), classes());
  }
}

package org.munet4j.component;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a model computes of an image: one path, several side by side, or its way through a routed
 * network.
 */
public sealed interface ModelGraph permits ModelPath, Multipath, Routed {
  /** Its components in the order in which data flows, each once. */
  List<Component> components();

  /** Those that are its own to train, by name; of a path all of them. */
  List<Component> own();

  /** Numbers that it answers for an image: logits, or the class token of a path without a head. */
  int outputs();

  /** Number of labels that it tells apart; 0 for a path without a head. */
  int classes();

  /** Operations for one image, in FLOPs: 2 for each multiply-add. */
  long flops();

  /** The same graph with own components of the same names replaced. */
  ModelGraph replacing(List<Component> replacements);

  /** The single paths and routed models that it is made of, the main one first. */
  List<ModelGraph> leaves();

  /** Those of the leaves that are single paths; a routed model has none. */
  default List<ModelPath> paths() {
    return leaves().stream()
        .flatMap(leaf -> leaf instanceof ModelPath path ? Stream.of(path) : Stream.empty())
        .toList();
  }

  /**
   * The path that decides first; of a single path itself.
   *
   * @throws IllegalStateException if that is a routed model
   */
  default ModelPath mainPath() {
    return leaves().get(0).single();
  }

  /** Whether a routed model is in it. */
  default boolean hasRouted() {
    return leaves().stream().anyMatch(Routed.class::isInstance);
  }

  /** Side of the square images that it takes, or its main path does, in pixels. */
  default int side() {
    return leaves().get(0).side();
  }

  /** Layers of it, or of its main path. */
  default int layers() {
    return leaves().get(0).layers();
  }

  /**
   * This graph as the single path that it is.
   *
   * @throws IllegalStateException if it is a multipath or a routed model
   */
  default ModelPath single() {
    if (this instanceof ModelPath path) {
      return path;
    }
    throw new IllegalStateException(this + " is no single path; ask for graph()");
  }

  /** Its own component of this name, if it has one. */
  default Optional<Component> component(String name) {
    return own().stream().filter(part -> part.name().equals(name)).findFirst();
  }

  /** Total parameters, shared ones counted in full. */
  default long parameters() {
    return components().stream().mapToLong(Component::parameters).sum();
  }

  /** Identities of the components, in order. */
  default Set<String> ids() {
    return components().stream()
        .map(Component::id)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}

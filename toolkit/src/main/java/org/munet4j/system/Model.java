package org.munet4j.system;

import org.munet4j.component.ModelPath;
import org.munet4j.internal.Require;
import org.munet4j.space.Hyperparameters;

/**
 * A model of the system: the path that solves one task, and how it came to be.
 *
 * @param id unique in a system, such as {@code mnist.0.5}: task, cycle, child; one from an archive
 *     ends with {@code .imported}
 * @param task what it solves; {@link #ROOT} for the root, which solves nothing
 * @param parent id of the model it was derived from; empty for the root
 * @param path its components
 * @param hyperparameters the choices behind it
 * @param metrics what is known about it
 * @param isPrivate whether it is nobody's parent outside of its task, so that its data influence
 *     nothing else (µ2Net, §5.3); its name is told as any other
 */
public record Model(
    String id,
    String task,
    String parent,
    ModelPath path,
    Hyperparameters hyperparameters,
    Metrics metrics,
    boolean isPrivate) {
  public static final String ROOT = "root";

  public Model {
    Require.that(
        !isPrivate || !task.equals(ROOT), "a root cannot be private, as all is derived from it");
  }

  /** A public model. */
  public Model(
      String id,
      String task,
      String parent,
      ModelPath path,
      Hyperparameters hyperparameters,
      Metrics metrics) {
    this(id, task, parent, path, hyperparameters, metrics, false);
  }

  /** A root of this path, from which everything is derived. */
  public static Model root(ModelPath path) {
    Hyperparameters defaults =
        Hyperparameters.muNet(path.vit().layers())
            .with(Hyperparameters.IMAGE_SIZE, path.vit().imageSize());
    return new Model(ROOT, ROOT, "", path, defaults, Metrics.root());
  }

  public boolean isRoot() {
    return task.equals(ROOT);
  }

  public Model withMetrics(Metrics newMetrics) {
    return new Model(id, task, parent, path, hyperparameters, newMetrics, isPrivate);
  }

  Model withId(String newId) {
    return new Model(newId, task, parent, path, hyperparameters, metrics, isPrivate);
  }

  public Model withParent(String newParent) {
    return new Model(id, task, newParent, path, hyperparameters, metrics, isPrivate);
  }

  public Model withPrivacy(boolean privacy) {
    return new Model(id, task, parent, path, hyperparameters, metrics, privacy);
  }

  @Override
  public String toString() {
    return isRoot()
        ? "root: " + path
        : Require.text(
            "%smodel %s from %s: validation accuracy %.4f, %s",
            isPrivate ? "private " : "", id, parent, metrics.quality(), path);
  }
}

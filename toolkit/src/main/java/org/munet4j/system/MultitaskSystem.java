package org.munet4j.system;

import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.munet4j.component.Component;
import org.munet4j.component.ModelGraph;
import org.munet4j.internal.Require;
import org.munet4j.store.Store;
import org.munet4j.task.Task;

/**
 * The published models as one immutable value: one model of each agent and task, beginning with the
 * root. Where several agents work on one task, the best of their models solves it. Locks are
 * derived: a component is locked by the agents whose single paths use it or whose multipaths
 * trained it (muNet family, §2.10, §7.2, §8.2). What is published never changes, locked or not.
 */
public final class MultitaskSystem {
  private final List<Model> models;
  private final Map<Publisher, Model> published;
  private final Map<String, Model> byTask = new LinkedHashMap<>();
  private final Map<String, Model> byId = new HashMap<>();
  private final Past past;
  private final Map<String, Set<String>> users = new HashMap<>();
  private final Map<String, Set<String>> payers = new HashMap<>();
  private final Map<String, Set<String>> lockers = new HashMap<>();
  private final Optional<Commits> commits;

  /**
   * @param models of each agent, in the order in which they were published, the root first
   */
  MultitaskSystem(Map<Publisher, Model> models, Past past, Optional<Commits> commits) {
    this.commits = commits;
    this.published = Collections.unmodifiableMap(new LinkedHashMap<>(models));
    this.models = List.copyOf(models.values());
    this.past = past;
    published.forEach(this::index);
  }

  private void index(Publisher publisher, Model model) {
    byId.put(model.id(), model);
    byTask.merge(model.task(), model, MultitaskSystem::better);
    if (!model.isRoot()) {
      model.graph().ids().forEach(id -> add(users, id, model.task()));
      List<Component> locked =
          model.isMultipath() ? model.graph().own() : model.graph().components();
      locked.forEach(part -> add(lockers, part.id(), publisher.agent()));
      locked.forEach(part -> add(payers, part.id(), model.task()));
    }
  }

  private static void add(Map<String, Set<String>> sets, String component, String member) {
    sets.computeIfAbsent(component, id -> new TreeSet<>()).add(member);
  }

  private static Model better(Model before, Model after) {
    return after.metrics().quality() > before.metrics().quality() ? after : before;
  }

  /** A system that holds nothing but this root. */
  public static MultitaskSystem from(Model root) {
    Require.that(root.isRoot(), "a system starts from a root, not from %s", root.id());
    return new MultitaskSystem(Map.of(Publisher.OF_ROOT, root), Past.of(root), Optional.empty());
  }

  /**
   * The system in a folder as it is now; its tensors stay in their files until they are asked for.
   *
   * @throws IllegalArgumentException if there is no such folder
   * @throws org.munet4j.store.StoreException if the folder holds no system, or a file of it is
   *     damaged
   */
  public static MultitaskSystem open(Path folder) {
    Require.that(
        Files.isDirectory(folder),
        "there is no folder '%s'; begin a system with MultitaskSystem.in(folder, root)",
        folder);
    return open(Store.open(folder));
  }

  /** The system in a store as it is now. */
  public static MultitaskSystem open(Store store) {
    return new Commits(store).system();
  }

  /**
   * The system in a folder, which is begun with this root where the folder is new.
   *
   * @throws IllegalArgumentException if it was begun with another root
   */
  public static MultitaskSystem in(Path folder, Model root) {
    return new Commits(Store.open(folder)).begin(root);
  }

  /** A system with the same contract as one in a folder, which lasts as long as the program. */
  public static MultitaskSystem inMemory(Model root) {
    return new Commits(Store.inMemory()).begin(root);
  }

  /** What its store has published by now; a system without a store stays as it is. */
  public MultitaskSystem refresh() {
    return commits.map(Commits::system).orElse(this);
  }

  /**
   * Closes the cycle that this agent has begun and not finished, so that its next run begins anew.
   *
   * @return the system of now
   * @throws IllegalArgumentException if the agent has begun none
   */
  public MultitaskSystem giveUp(String agent) {
    kept().giveUp(agent);
    return refresh();
  }

  /**
   * Takes the model of a task out of the system's store; see it gone after {@link #refresh}.
   *
   * @return what goes and what stays, and for whom
   */
  public Forgotten forget(String task) {
    return kept().forget(task);
  }

  private Commits kept() {
    return commits.orElseThrow(
        () ->
            new IllegalStateException(
                "the system lies in no store; take one from MultitaskSystem.in(folder, root) or"
                    + " .inMemory(root)"));
  }

  /** Where it is kept; empty for a value that came from {@link #from}. */
  public Optional<Commits> commits() {
    return commits;
  }

  /** The models in the order in which they were published, the root first. */
  public List<Model> models() {
    return models;
  }

  public Model root() {
    return models.get(0);
  }

  /** The tasks that the system solves, in the order in which their models were published. */
  public List<String> tasks() {
    return byTask.keySet().stream().filter(task -> !task.equals(Model.ROOT)).toList();
  }

  /** What this agent published last for a task, if it found anything. */
  public Optional<Model> publishedBy(String agent, String task) {
    return Optional.ofNullable(published.get(new Publisher(agent, task)));
  }

  /** Who published a model of this system; empty for one that is not in it. */
  public Optional<String> agent(String id) {
    return published.entrySet().stream()
        .filter(one -> one.getValue().id().equals(id))
        .map(one -> one.getKey().agent())
        .findFirst();
  }

  /**
   * The model that solves this task, if there is one: of several agents' the one of the highest
   * validation quality, and of equal ones the earliest.
   */
  public Optional<Model> find(String task) {
    return Optional.ofNullable(byTask.get(task));
  }

  /** The published model of this id, if it is still the one of its agent. */
  public Optional<Model> withId(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The model, the one it was derived from, and so on up to the root. */
  public List<Model> lineage(Model model) {
    List<Model> line = new ArrayList<>(List.of(model));
    Optional<Model> parent = withId(model.parent());
    while (parent.isPresent()) {
      line.add(parent.get());
      parent = withId(parent.get().parent());
    }
    return line;
  }

  /**
   * The model that solves this task.
   *
   * @throws IllegalArgumentException if the system does not solve it
   */
  public Model model(String task) {
    return find(task)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Require.text(
                        "no model solves task '%s'; the system solves %s", task, tasks())));
  }

  /**
   * An ordinary DJL predictor for a task: images of any size in, classes named by their numbers
   * out. Threads may share it; close it when it is not needed any more.
   *
   * @throws IllegalArgumentException if the system does not solve it
   */
  public Predictor<Image, Classifications> predictor(String task) {
    return Served.numbered(model(task)).predictor();
  }

  /** The same with the names of the task's classes. */
  public Predictor<Image, Classifications> predictor(Task task) {
    return new Served(model(task.name()), task.train().classNames()).predictor();
  }

  /**
   * Writes a folder from which a DJL program without the toolkit classifies images, with classes
   * named by their numbers.
   *
   * @param folder new or empty
   * @throws IllegalArgumentException if the system does not solve the task, or the folder has files
   */
  public void export(String task, Path folder) {
    Served.numbered(model(task)).export(folder);
  }

  /** The same with the names of the task's classes. */
  public void export(Task task, Path folder) {
    new Served(model(task.name()), task.train().classNames()).export(folder);
  }

  /** How many cycles this agent has worked, whether or not it found a better model. */
  public int cycles(String agent) {
    return past.cycles().getOrDefault(agent, 0);
  }

  /**
   * How many children the agents of a task have trained from this model so far, kept or not; 0 for
   * a model that was imported alone.
   *
   * @param model its id
   */
  public int offspring(String model, String task) {
    return past.offspring().getOrDefault(new Past.Brood(model, task), 0);
  }

  /** The tasks whose published models use this component; the root is not counted. */
  public Set<String> users(String componentId) {
    return Collections.unmodifiableSet(users.getOrDefault(componentId, Set.of()));
  }

  /**
   * Whether an agent may train its own copy of the component in its place: nobody else's single
   * path has it, not even the root. Multipaths keep their sub-paths with them and lock only their
   * joints (§8.2: single-path agents see none of their models).
   */
  public boolean isTrainable(String componentId, String agent) {
    return Set.of(agent).containsAll(lockers.getOrDefault(componentId, Set.of()))
        && !root().graph().ids().contains(componentId);
  }

  /**
   * The parameters that a path, or several side by side, cost their task: each component's size
   * divided by the number of tasks whose single paths have it, this one included (muNet family,
   * §2.11); what multipaths borrow costs the lender as much as before.
   *
   * @param own names of the components that the task has for itself, whatever their bytes
   */
  public double accountedParameters(ModelGraph graph, String task, Set<String> own) {
    return accountedParameters(graph, task, own, Charging.TASKS);
  }

  /** The same, with a choice who else pays. */
  public double accountedParameters(
      ModelGraph graph, String task, Set<String> own, Charging charging) {
    Set<String> roots = charging == Charging.TASKS ? Set.of() : root().graph().ids();
    double sum = 0;
    for (Component component : graph.components()) {
      Set<String> sharers = new HashSet<>(payers.getOrDefault(component.id(), Set.of()));
      sharers.add(task);
      int parts = sharers.size() + (roots.contains(component.id()) ? 1 : 0);
      sum += (double) component.parameters() / (own.contains(component.name()) ? 1 : parts);
    }
    return sum;
  }

  /** The same for the model of a task; a root is charged to nobody. */
  public double accountedParameters(Model model) {
    return accountedParameters(model, Charging.TASKS);
  }

  /** The same for the model of a task, with a choice who else pays. */
  public double accountedParameters(Model model, Charging charging) {
    Require.that(!model.isRoot(), "a root is charged to nobody; ask for the model of a task");
    return accountedParameters(model.graph(), model.task(), Set.of(), charging);
  }

  /** The distinct components that the tasks' models use, in path order of first use. */
  public List<Component> components() {
    Map<String, Component> distinct = new LinkedHashMap<>();
    for (Model model : models) {
      if (!model.isRoot()) {
        model.graph().components().forEach(part -> distinct.putIfAbsent(part.id(), part));
      }
    }
    return List.copyOf(distinct.values());
  }

  /** Parameters of all components that the tasks' models use, shared ones counted once. */
  public long parameters() {
    return components().stream().mapToLong(Component::parameters).sum();
  }

  /**
   * The system after this publication; nothing that other tasks use has changed.
   *
   * @throws IllegalArgumentException if it names a child that was published before, or is not of
   *     its own task
   */
  public MultitaskSystem publish(Publication publication) {
    Replay replay = new Replay(published, past, commits);
    replay.publish(publication);
    return replay.system();
  }

  @Override
  public String toString() {
    return Require.text(
        "system of %d tasks, %d components, %,d parameters",
        tasks().size(), components().size(), parameters());
  }
}

package org.munet4j.system;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.munet4j.component.Component;
import org.munet4j.internal.Require;
import org.munet4j.store.Commit;
import org.munet4j.store.ObjectId;
import org.munet4j.store.Outcome;
import org.munet4j.store.Snapshot;
import org.munet4j.store.Store;
import org.munet4j.store.StoreException;

/**
 * The history of one system in a store: replayed it gives the system, and an agent's cycle is added
 * to it once, by whoever comes first. Safe to use from several threads and processes.
 */
public final class Commits {
  static final Commit.Key ROOT = new Commit.Key(Model.ROOT, 0);

  private final Store store;
  private final Parts parts;
  private final Clock clock = Clock.systemUTC();
  private final Map<Commit.Key, Entry> read = new ConcurrentHashMap<>();
  private volatile Optional<Snapshot> snapshot = Optional.empty();

  public Commits(Store store) {
    this.store = store;
    this.parts = new Parts(store::loadVerified);
  }

  public Store store() {
    return store;
  }

  /** All commits, each behind those that it was made from. */
  public List<Entry> entries() {
    while (true) {
      Optional<Snapshot> before = snapshot;
      Snapshot now = before.map(Snapshot::refresh).orElseGet(store::snapshot);
      List<Entry> entries =
          now.agents().stream()
              .flatMap(agent -> now.commits(agent).stream())
              .parallel()
              .map(commit -> read.computeIfAbsent(commit.key(), key -> Entry.read(commit, parts)))
              .sorted(Entry.IN_ORDER)
              .toList();
      snapshot = Optional.of(now);
      Optional<String> unknown = unknownParent(entries);
      if (unknown.isEmpty()) {
        return entries;
      }
      StoreException.unless(
          !before.equals(Optional.of(now)),
          "%s: a model was derived from '%s', which no commit publishes; run verify() and copy the"
              + " missing commit from another copy of the store",
          store,
          unknown.get());
    }
  }

  /** A parent that this snapshot came too early for. */
  static Optional<String> unknownParent(List<Entry> entries) {
    Set<String> known = new HashSet<>();
    for (Entry entry : entries) {
      List<Child> children = entry.publication().children();
      Optional<Model> best = entry.publication().best().filter(model -> !model.isRoot());
      children.forEach(child -> known.add(child.id()));
      entry.publication().best().ifPresent(model -> known.add(model.id()));
      for (Child child : children) {
        if (!known.contains(child.parent())) {
          return Optional.of(child.parent());
        }
      }
      if (best.isPresent() && !known.contains(best.get().parent())) {
        return best.map(Model::parent);
      }
    }
    return Optional.empty();
  }

  /** What this agent published, cycle by cycle, and nobody made the system forget. */
  public List<Entry> published(String agent) {
    return Forgotten.standing(entries()).stream()
        .filter(entry -> entry.key().agent().equals(agent))
        .toList();
  }

  /** The system of now. */
  public MultitaskSystem system() {
    return replayed(entries());
  }

  MultitaskSystem replayed(List<Entry> entries) {
    StoreException.unless(
        !entries.isEmpty() && entries.get(0).key().equals(ROOT),
        "%s holds no system yet; begin one with MultitaskSystem.in(folder, root)",
        store);
    Model root = entries.get(0).publication().best().orElseThrow();
    Replay replay = new Replay(Map.of(Publisher.OF_ROOT, root), Past.of(root), Optional.of(this));
    Set<Commit.Key> released = Forgotten.released(entries);
    for (Entry entry : entries.subList(1, entries.size())) {
      replay.add(entry, released.contains(entry.key()));
    }
    return replay.system();
  }

  /**
   * The system, which begins with this root if nobody began it before.
   *
   * @throws IllegalArgumentException if it was begun with another root
   */
  public MultitaskSystem begin(Model root) {
    Require.that(root.isRoot(), "a system starts from a root, not from %s", root.id());
    if (store.find(ROOT).isEmpty()) {
      publish(new Publication(Model.ROOT, Model.ROOT, 0, Optional.of(root), List.of(), false));
    }
    MultitaskSystem system = system();
    Require.that(
        system.root().graph().equals(root.graph())
            && system.root().hyperparameters().equals(root.hyperparameters()),
        "%s was begun with another root, %s; open it with MultitaskSystem.open(folder), or take"
            + " another folder for this root",
        store,
        system.root().graph());
    return system;
  }

  /** Closes a cycle with a publication that no agent's settings stand behind. */
  public Closed publish(Publication publication) {
    return publish(publication, Collections.emptySortedMap());
  }

  /**
   * Closes a cycle with this publication, unless somebody closed it before.
   *
   * @param settings of the agent, by name, in words; recorded with it
   * @return what stands in the history for the cycle from now on
   * @throws IllegalArgumentException if it does not fit behind what was published before; then
   *     nothing of it is published
   * @throws StoreException if it cannot be written, or nobody could read it; then nothing of it is
   *     published
   */
  public Closed publish(Publication publication, SortedMap<String, String> settings) {
    Require.that(!publication.isStopped(), "a cycle that was stopped is not published; finish it");
    List<Entry> entries = entries();
    Entry entry = Entry.publishing(publication, settings, nextOrder(entries), clock.instant());
    if (entries.stream().noneMatch(closed -> closed.key().equals(entry.key()))) {
      checkReplays(publication, entries, entry);
    }
    publication.best().ifPresent(best -> keep(best.stored()));
    List<ObjectId> objects =
        publication.best().stream().flatMap(best -> ids(best.stored())).toList();
    Commit commit = Commit.publish(entry.key(), attempt(), objects, entry.write());
    Entry.read(commit, parts);
    return close(commit);
  }

  /** Refuses what could not be replayed, as a commit stands for ever. */
  private static void checkReplays(Publication publication, List<Entry> entries, Entry entry) {
    boolean isRoot = entry.key().equals(ROOT);
    publication
        .best()
        .ifPresent(
            best ->
                Require.that(
                    best.task().equals(publication.task()) && best.isRoot() == isRoot,
                    "a publication for task '%s' cannot publish a model of '%s'",
                    publication.task(),
                    best.task()));
    Set<String> ids = new HashSet<>();
    List<Entry> all = Stream.concat(entries.stream(), Stream.of(entry)).toList();
    for (Entry one : all) {
      for (Child child : one.publication().children()) {
        Require.that(
            ids.add(child.id()),
            "child '%s' was published before; begin its name with the agent's and the cycle's",
            child.id());
      }
    }
    Optional<String> unknown = unknownParent(all);
    Require.that(
        unknown.isEmpty(),
        "a model was derived from '%s', which nobody published; derive it from one of the system",
        unknown.orElse(""));
  }

  /**
   * Closes the cycle that this agent has begun with nothing, so that it is not gone on with.
   *
   * @throws IllegalArgumentException if the agent has begun none
   */
  public Closed giveUp(String agent) {
    Commit.Key key = store.snapshot().next(agent);
    Require.that(
        store.recalled(key, OpenCycle.BEGIN).isPresent(),
        "agent '%s' has begun no cycle, so there is nothing to give up; take the name that the run"
            + " told",
        agent);
    Entry entry =
        Entry.closing(Commit.Kind.CANCEL, key, agent, nextOrder(entries()), clock.instant());
    return close(Commit.cancel(key, attempt(), entry.write()));
  }

  /**
   * Takes the model of a task out of the system. What others use stays; the files of the rest go
   * with a later {@code prune}. The history keeps that it was there.
   */
  public Forgotten forget(String task) {
    while (true) {
      List<Entry> entries = entries();
      List<Entry> own =
          Forgotten.standing(entries).stream()
              .filter(entry -> entry.publication().task().equals(task))
              .toList();
      Require.that(
          !own.isEmpty() && !task.equals(Model.ROOT),
          "no model of task '%s' was published; the system solves %s",
          task,
          replayed(entries).tasks());
      Commit.Key key =
          new Commit.Key(own.get(0).key().agent(), cycles(own.get(0).key().agent(), entries));
      List<Commit.Key> releases = own.stream().map(Entry::key).toList();
      Entry entry =
          Entry.closing(Commit.Kind.FORGET, key, task, nextOrder(entries), clock.instant());
      if (close(Commit.forget(key, attempt(), releases, entry.write())).isWon()) {
        return Forgotten.of(task, entries);
      }
    }
  }

  static int cycles(String agent, List<Entry> entries) {
    return (int) entries.stream().filter(entry -> entry.key().agent().equals(agent)).count();
  }

  /** Writes the whole system into one zip. */
  public void exportTo(Path zip) {
    List<Entry> whole = entries();
    Snapshot now = snapshot.orElseThrow();
    Archive.write(store, whole.stream().map(entry -> now.find(entry.key()).get()).toList(), zip);
  }

  /** Writes the model of one task into one zip. */
  public void exportTo(Path zip, String task) {
    MultitaskSystem system = system();
    String id = system.model(task).id();
    String agent =
        entries().stream()
            .map(Entry::publication)
            .filter(publication -> publication.best().filter(m -> m.id().equals(id)).isPresent())
            .map(Publication::agent)
            .findFirst()
            .orElse(task);
    Archive.write(system, agent, task, zip);
  }

  /**
   * Publishes what {@link #exportTo} wrote, after all of it was checked.
   *
   * @throws StoreException if anything in it is damaged; then nothing is published
   * @throws IllegalArgumentException if it does not fit what the store has; then nothing is
   *     published
   */
  public MultitaskSystem importFrom(Path zip) {
    Archive.read(zip, this);
    return system();
  }

  /**
   * The agent's first open cycle, as an earlier attempt began it or as it begins now.
   *
   * @param settings of the agent, by name, in words
   * @throws IllegalStateException if it was begun with others; the message says what differs
   */
  public OpenCycle open(String agent, SortedMap<String, String> settings) {
    return OpenCycle.of(agent, settings, this, parts);
  }

  private Closed close(Commit commit) {
    Outcome outcome = store.commit(commit);
    return new Closed(Entry.read(outcome.commit(), parts), outcome.isWon());
  }

  /**
   * What became of an attempt to close a cycle.
   *
   * @param entry what stands in the history
   * @param isWon whether this attempt wrote it
   */
  public record Closed(Entry entry, boolean isWon) {}

  /** Puts what the store does not have yet. */
  void keep(Collection<Component> components) {
    for (Component component : components) {
      if (!store.has(new ObjectId(component.id()))) {
        store.put(component.bytes());
      }
    }
  }

  static Stream<ObjectId> ids(Collection<Component> components) {
    return components.stream().map(Component::id).distinct().map(ObjectId::new);
  }

  static String attempt() {
    return UUID.randomUUID().toString();
  }

  private static long nextOrder(List<Entry> entries) {
    return 1 + entries.stream().mapToLong(Entry::order).max().orElse(-1);
  }
}

package org.munet4j.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What all agents had published when it was taken; it never changes. Taking and refreshing one
 * locks nobody out.
 */
public final class Snapshot {
  /**
   * @param hash of the last commit
   */
  private record Chain(List<Commit> commits, String hash) {
    private static final Chain EMPTY = new Chain(List.of(), "");
  }

  private final Ledger ledger;
  private final SortedMap<String, Chain> chains;

  private Snapshot(Ledger ledger, SortedMap<String, Chain> chains) {
    this.ledger = ledger;
    this.chains = chains;
  }

  static Snapshot empty(Ledger ledger) {
    return new Snapshot(ledger, new TreeMap<>());
  }

  /**
   * A snapshot of now. It asks once for each agent whether there is a next commit, so its cost does
   * not grow with the commits that were seen before.
   *
   * @return this one if nothing was published since
   * @throws StoreException if a commit is damaged or missing
   */
  public Snapshot refresh() {
    return StoreException.reading(ledger.disk(), Commit.FOLDER, this::grown);
  }

  private Snapshot grown() throws IOException {
    SortedMap<String, Chain> next = new TreeMap<>(chains);
    boolean isSame = true;
    for (String agent : ledger.disk().list(Commit.FOLDER)) {
      if (Commit.Key.isAgent(agent)) {
        Chain old = chains.getOrDefault(agent, Chain.EMPTY);
        Chain grown = grown(agent, old);
        if (grown != old) {
          next.put(agent, grown);
          isSame = false;
        }
      }
    }
    return isSame ? this : new Snapshot(ledger, next);
  }

  private Chain grown(String agent, Chain old) throws IOException {
    List<Commit> commits = new ArrayList<>();
    String hash = old.hash;
    while (true) {
      Commit.Key key = new Commit.Key(agent, old.commits.size() + commits.size());
      Optional<Commit> next = ledger.find(key);
      if (next.isEmpty()) {
        break;
      }
      StoreException.unless(
          next.get().previous().equals(hash),
          "store %s: %s does not follow the commit before it, one of the two was exchanged; run"
              + " verify() and copy the agent's folder from another copy of the store",
          ledger.disk(),
          key.file());
      commits.add(next.get());
      hash = next.get().hash();
    }
    if (old.commits.isEmpty()) {
      requireNoGap(agent, commits.size());
    }
    if (commits.isEmpty()) {
      return old;
    }
    commits.addAll(0, old.commits);
    return new Chain(List.copyOf(commits), hash);
  }

  /** A commit behind a missing one would stay unseen for ever. */
  private void requireNoGap(String agent, int next) throws IOException {
    Commit.Key open = new Commit.Key(agent, next);
    for (String name : ledger.disk().list(Commit.Key.folder(agent))) {
      boolean isBehind = Commit.Key.isFile(name) && Commit.Key.ofFile(agent, name).cycle() > next;
      StoreException.unless(
          !isBehind || ledger.disk().has(open.file()),
          "store %s: %s is missing, but %s is there; copy the missing file from another copy of the"
              + " store",
          ledger.disk(),
          open.file(),
          name);
    }
  }

  /** The agents that published something, in alphabetical order. */
  public Set<String> agents() {
    return Collections.unmodifiableSet(chains.keySet());
  }

  /** An agent's commits, cycle 0 first; none for an agent that published nothing. */
  public List<Commit> commits(String agent) {
    return chains.getOrDefault(agent, Chain.EMPTY).commits;
  }

  /** The commit that closed a cycle, if it is closed. */
  public Optional<Commit> find(Commit.Key key) {
    List<Commit> commits = commits(key.agent());
    return key.cycle() < commits.size() ? Optional.of(commits.get(key.cycle())) : Optional.empty();
  }

  /** The agent's first open cycle. */
  public Commit.Key next(String agent) {
    return new Commit.Key(agent, commits(agent).size());
  }

  /** The commits that were released by a later one. */
  public Set<Commit.Key> released() {
    Set<Commit.Key> released = new HashSet<>();
    chains.values().forEach(c -> c.commits.forEach(commit -> released.addAll(commit.releases())));
    return released;
  }

  /** All objects that a commit names which is not released. */
  public Set<ObjectId> objects() {
    Set<Commit.Key> released = released();
    Set<ObjectId> objects = new HashSet<>();
    for (Chain chain : chains.values()) {
      for (Commit commit : chain.commits) {
        if (!released.contains(commit.key())) {
          objects.addAll(commit.objects());
        }
      }
    }
    return objects;
  }

  @Override
  public String toString() {
    int commits = chains.values().stream().mapToInt(chain -> chain.commits.size()).sum();
    return commits + " commits of " + chains.size() + " agents in store " + ledger.disk();
  }
}

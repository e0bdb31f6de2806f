package org.munet4j.system;

import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.munet4j.internal.Require;
import org.munet4j.store.Commit;
import org.munet4j.store.Progress;

/**
 * An agent's cycle that is about to run, or to go on where an attempt before it stopped.
 *
 * @param key whose and which cycle
 * @param system as the first attempt saw it, so that every attempt draws the same children
 * @param recall what earlier attempts trained
 */
public record OpenCycle(Commit.Key key, MultitaskSystem system, Recall recall) {
  static final String BEGIN = "begin";
  private static final Set<String> MEMBERS = Set.of("settings", "seen");

  /**
   * The agent's first cycle that is not closed. Another one who began it may have seen commits that
   * came after a first look, so a second look follows. Whoever goes on with it needs the same
   * settings.
   */
  static OpenCycle of(
      String agent, SortedMap<String, String> settings, Commits commits, Parts parts) {
    List<Entry> entries = commits.entries();
    Commit.Key key = new Commit.Key(agent, Commits.cycles(agent, entries));
    JsonObject json = new JsonObject();
    json.add("settings", new Facts(settings).json());
    json.add("seen", seen(entries));
    Progress mine = new Progress(key, BEGIN, List.of(), json.toString());
    Progress first = commits.store().record(mine);
    Fields begun = new Fields(first.json(), "the beginning of " + key).exactly(MEMBERS);
    Facts.read(begun.object("settings")).checkSettings(settings, key + " was begun", repair(key));
    Fields seen = begun.object("seen");
    List<Entry> now = first.equals(mine) ? entries : commits.entries();
    List<Entry> then = now.stream().filter(entry -> isSeen(entry, seen)).toList();
    checkNothingForgotten(key, now, then);
    return new OpenCycle(key, commits.replayed(then), new Trainings(commits, parts, key));
  }

  static String repair(Commit.Key key) {
    return Require.text(
        "run it with the settings it was begun with, take another folder, or give it up with"
            + " system.giveUp(\"%s\") and run again",
        key.agent());
  }

  private static JsonObject seen(List<Entry> entries) {
    Map<String, Integer> cycles = new HashMap<>();
    entries.forEach(entry -> cycles.merge(entry.publication().agent(), 1, Integer::sum));
    JsonObject seen = new JsonObject();
    cycles.forEach(seen::addProperty);
    return seen;
  }

  private static boolean isSeen(Entry entry, Fields seen) {
    String agent = entry.publication().agent();
    return seen.json().has(agent) && entry.publication().cycle() < seen.count(agent);
  }

  private static void checkNothingForgotten(Commit.Key key, List<Entry> now, List<Entry> then) {
    for (Entry entry : now) {
      boolean isForgotten = entry.kind() == Commit.Kind.FORGET && !then.contains(entry);
      if (isForgotten) {
        throw new IllegalStateException(
            Require.text(
                "%s was begun before task '%s' was forgotten and cannot go on; give it up with"
                    + " system.giveUp(\"%s\") and run again",
                key, entry.publication().task(), key.agent()));
      }
    }
  }
}

package org.munet4j.system;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.munet4j.store.Commit;
import org.munet4j.store.StoreException;

/**
 * One commit of a system's history.
 *
 * @param kind whether something was published, forgotten or given up
 * @param publication what was published; of a forgotten task only its name, of a cycle that was
 *     given up neither model nor children
 * @param settings of the agent, by name, in words; empty where nobody told them, as in what was
 *     imported or published by hand
 * @param order larger than that of all commits that were known to it
 * @param when it was published, by the clock of the machine that did
 * @param releases the publications that it forgets
 */
public record Entry(
    Commit.Kind kind,
    Publication publication,
    SortedMap<String, String> settings,
    long order,
    Instant when,
    List<Commit.Key> releases) {
  private static final Set<String> MEMBERS = Set.of("order", "when", "settings", "publication");

  /** So that a publication stands behind all that it was made from. */
  static final Comparator<Entry> IN_ORDER =
      Comparator.comparingLong(Entry::order)
          .thenComparing(entry -> entry.publication.agent())
          .thenComparingInt(entry -> entry.publication.cycle());

  public Entry {
    settings = new Facts(settings).values();
  }

  /** A publication; it forgets nothing. */
  static Entry publishing(
      Publication publication, SortedMap<String, String> settings, long order, Instant when) {
    return new Entry(Commit.Kind.PUBLISH, publication, settings, order, when, List.of());
  }

  /** Nothing but the end of a cycle. */
  static Entry closing(Commit.Kind kind, Commit.Key key, String task, long order, Instant when) {
    Publication nothing =
        new Publication(key.agent(), task, key.cycle(), Optional.empty(), List.of(), false);
    return new Entry(kind, nothing, Collections.emptySortedMap(), order, when, List.of());
  }

  Commit.Key key() {
    return new Commit.Key(publication.agent(), publication.cycle());
  }

  /**
   * The publication, as an answer to an agent with these settings.
   *
   * @throws IllegalStateException if it was published with others; the message says what differs
   */
  public Publication answer(SortedMap<String, String> now) {
    new Facts(settings)
        .checkSettings(
            now,
            key() + " was published",
            "run it with the settings it was published with, take another folder, or run one more"
                + " cycle with Run.on(system) instead of the whole run");
    return publication;
  }

  String write() {
    JsonObject json = new JsonObject();
    json.addProperty("order", order);
    json.addProperty("when", when.toString());
    json.add("settings", new Facts(settings).json());
    json.add("publication", PublicationJson.write(publication));
    return json.toString();
  }

  static Entry read(Commit commit, Parts parts) {
    Fields json = new Fields(commit.json(), commit.key().toString());
    json.exactly(MEMBERS);
    Publication publication = PublicationJson.read(commit.key(), json.object("publication"), parts);
    return new Entry(
        commit.kind(),
        publication,
        Facts.read(json.object("settings")).values(),
        json.whole("order"),
        when(json),
        commit.releases());
  }

  private static Instant when(Fields json) {
    try {
      return Instant.parse(json.text("when"));
    } catch (DateTimeParseException wrong) {
      throw new StoreException("%s has no time: %s", json.place(), wrong.getMessage());
    }
  }
}

package org.munet4j.store;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.munet4j.internal.Require;

/**
 * What an agent published in one cycle; the first commit of a cycle closes it for ever.
 *
 * @param key whose and which cycle
 * @param kind what it says
 * @param attempt id of the attempt that wrote it, to be told from other attempts at the same cycle
 * @param previous hash of the agent's previous commit; empty for cycle 0, and until it is published
 * @param objects all that must stay because of this commit
 * @param releases commits whose objects need not stay any longer; only where something is forgotten
 * @param body a JSON object that the store keeps as it is
 * @param hash SHA-256 of all this; empty until it is published
 */
public record Commit(
    Key key,
    Kind kind,
    String attempt,
    String previous,
    List<ObjectId> objects,
    List<Key> releases,
    String body,
    String hash) {
  static final String FOLDER = "commits";
  private static final Pattern ATTEMPT = Pattern.compile("[A-Za-z0-9_.:-]{1,100}");

  /** What a commit says. */
  public enum Kind {
    /** A cycle's result, which may be that nothing better was found. */
    PUBLISH,
    /** The cycle was given up; an attempt that comes later has lost. */
    CANCEL,
    /** Earlier commits are released. */
    FORGET
  }

  /**
   * One cycle of one agent.
   *
   * @param agent its name, which is also the name of a folder
   * @param cycle from 0, without gaps
   */
  public record Key(String agent, int cycle) {
    private static final Pattern AGENT =
        Pattern.compile("[a-z0-9]([a-z0-9_.~-]{0,62}[a-z0-9_~-])?");
    private static final Pattern NAME = Pattern.compile("[0-9]{10}\\.json");

    public Key {
      Require.that(
          isAgent(agent),
          "agent name '%s': use 1 to 64 of a-z 0-9 _ . ~ -, starting with a letter or digit and not"
              + " ending with a dot",
          agent);
      Require.that(cycle >= 0, "cycle %d of agent '%s': cycles count from 0", cycle, agent);
    }

    static boolean isAgent(String name) {
      return AGENT.matcher(name).matches();
    }

    /** Whether a file in an agent's folder has a commit's name. */
    static boolean isFile(String name) {
      return NAME.matcher(name).matches() && Long.parseLong(name, 0, 10, 10) < Integer.MAX_VALUE;
    }

    static Key ofFile(String agent, String name) {
      return new Key(agent, Integer.parseInt(name, 0, 10, 10));
    }

    static String folder(String agent) {
      return FOLDER + "/" + agent;
    }

    /** The cycle in ten digits. */
    String digits() {
      String digits = Integer.toString(cycle);
      return "0".repeat(10 - digits.length()) + digits;
    }

    String file() {
      return folder(agent) + "/" + digits() + ".json";
    }

    @Override
    public String toString() {
      return "cycle " + cycle + " of agent '" + agent + "'";
    }
  }

  public Commit {
    Require.that(
        ATTEMPT.matcher(attempt).matches(), "attempt '%s': use A-Z a-z 0-9 _ . : -", attempt);
    Require.that(isHashOrEmpty(previous), "previous '%s' is no SHA-256", previous);
    Require.that(
        releases.isEmpty() || kind == Kind.FORGET, "%s releases commits, only FORGET may", kind);
    Require.that(isHashOrEmpty(hash), "hash '%s' is no SHA-256", hash);
    objects = List.copyOf(objects);
    releases = List.copyOf(releases);
  }

  private static boolean isHashOrEmpty(String text) {
    return text.isEmpty() || ObjectId.isHash(text);
  }

  /** The result of a cycle. */
  public static Commit publish(Key key, String attempt, List<ObjectId> objects, String body) {
    return draft(key, Kind.PUBLISH, attempt, objects, List.of(), body);
  }

  /** A tombstone for a cycle that nobody shall finish. */
  public static Commit cancel(Key key, String attempt, String body) {
    return draft(key, Kind.CANCEL, attempt, List.of(), List.of(), body);
  }

  /** A tombstone for earlier commits; what other commits name stays. */
  public static Commit forget(Key key, String attempt, List<Key> releases, String body) {
    return draft(key, Kind.FORGET, attempt, List.of(), releases, body);
  }

  private static Commit draft(
      Key key, Kind kind, String attempt, List<ObjectId> objects, List<Key> releases, String body) {
    Envelope.requireBody(body);
    return new Commit(key, kind, attempt, "", objects, releases, body, "");
  }

  /** The commit as it will stand behind another one. */
  Commit after(String before) {
    Commit whole = new Commit(key, kind, attempt, before, objects, releases, body, "");
    String seal = whole.envelope().hash();
    return new Commit(key, kind, attempt, before, objects, releases, body, seal);
  }

  /**
   * The body as a tree.
   *
   * @throws StoreException if another program wrote something else than one JSON object
   */
  public JsonObject json() {
    return StrictJson.object(body, "the body of " + key);
  }

  /** The commit's file. */
  public ByteBuffer bytes() {
    return envelope().bytes();
  }

  private Envelope envelope() {
    JsonObject head = new JsonObject();
    head.addProperty("agent", key.agent);
    head.addProperty("cycle", key.cycle);
    head.addProperty("kind", kind.name().toLowerCase(Locale.ROOT));
    head.addProperty("attempt", attempt);
    head.addProperty("previous", previous);
    head.add("objects", Ids.json(objects));
    JsonArray released = new JsonArray();
    for (Key gone : releases) {
      JsonArray pair = new JsonArray();
      pair.add(gone.agent);
      pair.add(gone.cycle);
      released.add(pair);
    }
    head.add("releases", released);
    return Envelope.of("commit", head, body);
  }

  /**
   * The commit in a file.
   *
   * @throws StoreException unless the bytes are exactly what {@link #bytes} gives, for this key
   */
  public static Commit read(Key key, ByteBuffer bytes, String file) {
    Envelope envelope = Envelope.read("commit", bytes, file);
    Commit commit = Ids.checked(file, () -> of(envelope, envelope.json(file)));
    StoreException.unless(
        commit.key.equals(key) && commit.envelope().head().equals(envelope.head()),
        "%s holds %s in the spelling of another program; needed is %s as munet4j writes it",
        file,
        commit.key,
        key);
    return commit;
  }

  private static Commit of(Envelope envelope, JsonObject head) {
    return new Commit(
        new Key(head.get("agent").getAsString(), head.get("cycle").getAsInt()),
        Kind.valueOf(head.get("kind").getAsString().toUpperCase(Locale.ROOT)),
        head.get("attempt").getAsString(),
        head.get("previous").getAsString(),
        Ids.of(head.getAsJsonArray("objects")),
        head.getAsJsonArray("releases").asList().stream().map(Commit::key).toList(),
        envelope.body(),
        envelope.hash());
  }

  private static Key key(JsonElement pair) {
    JsonArray parts = pair.getAsJsonArray();
    return new Key(parts.get(0).getAsString(), parts.get(1).getAsInt());
  }
}

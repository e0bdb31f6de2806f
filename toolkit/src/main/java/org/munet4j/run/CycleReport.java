package org.munet4j.run;

import com.google.gson.JsonObject;
import org.munet4j.store.StrictJson;

/**
 * What became of an order. Whether its cycle is closed is told by the system's folder and by
 * nothing else: a report may be lost, a commit is not.
 *
 * @param end how it ended
 * @param words what was published, or what went wrong
 */
public record CycleReport(End end, String words) {
  /** How an order ends. */
  public enum End {
    /** The cycle is closed, by this attempt. */
    PUBLISHED,
    /** The cycle is closed, by another attempt. */
    CLOSED_BEFORE,
    /** It was asked to end early; the next attempt goes on where it was. */
    STOPPED,
    /** With an exception; the next attempt would meet it again. */
    FAILED,
    /** Whoever worked on it is gone, and the cycle is open. */
    LOST
  }

  /** Whether the cycle stands in the system's history. */
  public boolean isClosed() {
    return end == End.PUBLISHED || end == End.CLOSED_BEFORE;
  }

  /** One line of JSON. */
  public String json() {
    JsonObject json = new JsonObject();
    json.addProperty("end", end.name());
    json.addProperty("words", words);
    return json.toString();
  }

  /** Reads what {@link #json} wrote. */
  public static CycleReport of(String line) {
    JsonObject json = StrictJson.object(line, "the report");
    return new CycleReport(
        End.valueOf(json.get("end").getAsString()), json.get("words").getAsString());
  }
}

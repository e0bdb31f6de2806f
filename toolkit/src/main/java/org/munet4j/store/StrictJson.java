package org.munet4j.store;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** JSON objects whose memory and depth are bounded before they are built. */
public final class StrictJson {
  static final int MOST_VALUES = 200_000;
  private static final int DEEPEST = 64;

  private StrictJson() {}

  /**
   * One JSON object and nothing else.
   *
   * @param file what to call the text in a message
   * @throws StoreException if it is anything else, names a member twice or is too large
   */
  public static JsonObject object(String text, String file) {
    check(text, file);
    return JsonParser.parseString(text).getAsJsonObject();
  }

  /** The same check, and nothing is built. */
  static void check(String text, String file) {
    JsonReader json = new JsonReader(new StringReader(text));
    json.setStrictness(Strictness.STRICT);
    json.setNestingLimit(DEEPEST);
    try {
      StoreException.unless(
          json.peek() == JsonToken.BEGIN_OBJECT, "%s holds no JSON object, but needs one", file);
      walk(json, file);
      StoreException.unless(
          json.peek() == JsonToken.END_DOCUMENT, "%s has text behind its JSON object", file);
    } catch (IOException | IllegalStateException | NumberFormatException broken) {
      throw new StoreException("%s is not JSON: %s", file, broken.getMessage()).because(broken);
    }
  }

  private static void walk(JsonReader json, String file) throws IOException {
    Deque<Set<String>> open = new ArrayDeque<>();
    int values = 0;
    do {
      StoreException.unless(
          ++values <= MOST_VALUES, "%s has more than %d JSON values", file, MOST_VALUES);
      switch (json.peek()) {
        case BEGIN_OBJECT -> {
          json.beginObject();
          open.push(new HashSet<>());
        }
        case BEGIN_ARRAY -> {
          json.beginArray();
          open.push(Set.of());
        }
        case END_OBJECT -> {
          json.endObject();
          open.pop();
        }
        case END_ARRAY -> {
          json.endArray();
          open.pop();
        }
        case NAME -> {
          String name = json.nextName();
          StoreException.unless(open.peek().add(name), "%s names '%s' twice", file, name);
        }
        default -> json.skipValue();
      }
    } while (!open.isEmpty());
  }
}

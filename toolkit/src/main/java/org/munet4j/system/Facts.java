package org.munet4j.system;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.munet4j.internal.Require;

/**
 * What decides a result, as it is recorded with it; empty where nobody told.
 *
 * @param values in words, by name; each fits in a line of a screen
 */
record Facts(SortedMap<String, String> values) {
  private static final int MOST_SHOWN = 3;

  Facts {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    values.forEach(
        (name, value) ->
            Require.that(
                (name + value).chars().noneMatch(Character::isISOControl),
                "'%s' has control characters in its name or value; tell it in plain words",
                name.replaceAll("\\p{Cntrl}", "?")));
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    values.forEach(json::addProperty);
    return json;
  }

  static Facts read(Fields json) {
    SortedMap<String, String> values = new TreeMap<>();
    json.json().keySet().forEach(name -> values.put(name, json.text(name)));
    return json.checked(() -> new Facts(values));
  }

  /**
   * Refuses other facts than these with what differs.
   *
   * @param before how the sentence begins
   * @param repair how it ends
   */
  void checkSame(SortedMap<String, String> now, String before, String repair) {
    TreeSet<String> names = new TreeSet<>(values.keySet());
    names.addAll(now.keySet());
    List<String> different = new ArrayList<>();
    for (String name : names) {
      String was = values.getOrDefault(name, "none");
      String is = now.getOrDefault(name, "none");
      if (!was.equals(is)) {
        different.add(name + " was " + was + " and is " + is);
      }
    }
    int shown = Math.min(MOST_SHOWN, different.size());
    if (shown > 0) {
      String more = different.size() > shown ? " and " + (different.size() - shown) + " more" : "";
      String shortly = String.join(", ", different.subList(0, shown)) + more;
      throw new IllegalStateException(Require.text("%s%s; %s", before, shortly, repair));
    }
  }

  /** The same for settings; those that nobody told are not compared. */
  void checkSettings(SortedMap<String, String> now, String before, String repair) {
    if (!values.isEmpty()) {
      checkSame(now, before + " with other settings: ", repair);
    }
  }
}

package org.munet4j.store;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** Object ids in JSON. */
final class Ids {
  private Ids() {}

  static JsonArray json(Collection<ObjectId> ids) {
    JsonArray array = new JsonArray();
    ids.forEach(id -> array.add(id.hex()));
    return array;
  }

  static List<ObjectId> of(JsonArray array) {
    return array.asList().stream().map(JsonElement::getAsString).map(ObjectId::new).toList();
  }

  /** A value made of a file's JSON; whatever does not fit becomes one sentence with the file. */
  static <T> T checked(String file, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException
        | IllegalStateException
        | NullPointerException
        | ClassCastException
        | IndexOutOfBoundsException
        | UnsupportedOperationException wrong) {
      throw new StoreException(
              "%s holds something else than it should: %s", file, wrong.getMessage())
          .because(wrong);
    }
  }
}

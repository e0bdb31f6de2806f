package org.munet4j.data;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.function.Executable;

/** Asserts that a refusal is a sentence with what the reader needs to know. */
final class Refusals {
  private Refusals() {}

  static void damaged(Executable action, String... parts) {
    contains(assertThrows(DataException.class, action), parts);
  }

  static void wrong(Executable action, String... parts) {
    contains(assertThrows(IllegalArgumentException.class, action), parts);
  }

  /** Holds for whatever the input is: it is read, or refused by a sentence. */
  static void readOrRefused(Runnable action) {
    try {
      action.run();
    } catch (DataException refused) {
      assertTrue(refused.getMessage().length() > 20, refused.getMessage());
    }
  }

  private static void contains(RuntimeException failure, String... parts) {
    for (String part : parts) {
      assertTrue(
          failure.getMessage().contains(part),
          () -> "'" + failure.getMessage() + "' does not say '" + part + "'");
    }
  }
}

package org.munet4j.notebook;

/** Turns values into bundles; what it does not know is shown by its {@code toString}. */
public final class Renderers {
  private Renderers() {}

  /** The value in every format that a front end may ask for. */
  public static Bundle render(Object value) {
    return value instanceof Bundle bundle ? bundle : Bundle.text(String.valueOf(value));
  }
}

package org.munet4j.notebook;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.munet4j.report.Escape;

/**
 * Turns values into bundles by the renderers that {@link RendererProvider}s and notebooks brought;
 * what none of them knows is shown by its {@code toString}.
 */
public final class Renderers {
  /** What JShell puts in front of the name of a class that a cell declares. */
  private static final String CELL_CLASS = "^REPL\\.\\$JShell\\$\\w+\\$";

  private static final int MOST_STEPS = 8;
  private static final Registrations KNOWN = new Registrations();
  private static final Providers PROVIDERS = new Providers();

  private Renderers() {}

  /** The value in every format that a front end may ask for; a failure is shown, not thrown. */
  public static Bundle render(Object value) {
    try {
      PROVIDERS.register(KNOWN);
      return bundle(value);
    } catch (ThreadDeath stopped) {
      throw stopped;
    } catch (Throwable failure) {
      return Bundle.text(failed(value, failure));
    }
  }

  /** A renderer that a notebook brings itself. */
  static <T> void add(Class<T> type, Function<? super T, ?> renderer) {
    PROVIDERS.register(KNOWN);
    KNOWN.add(type, renderer);
  }

  /** The types that are shown as more than text. */
  static List<Class<?>> types() {
    PROVIDERS.register(KNOWN);
    return KNOWN.types();
  }

  /** Asks for the renderer of what a renderer answered, until that is a bundle or plain text. */
  private static Bundle bundle(Object value) {
    Object shown = value;
    for (int step = 0; step < MOST_STEPS && !(shown instanceof Bundle); step++) {
      Optional<Function<Object, ?>> renderer = KNOWN.of(shown);
      if (renderer.isEmpty()) {
        break;
      }
      shown = renderer.get().apply(shown);
    }
    return shown instanceof Bundle bundle ? bundle : Bundle.text(PlainText.of(shown));
  }

  private static String failed(Object value, Throwable failure) {
    String reason = failure.getClass().getName();
    try {
      reason = String.valueOf(failure);
    } catch (Throwable worse) {
      reason += ", whose message fails too";
    }
    String kind = value.getClass().getName().replaceFirst(CELL_CLASS, "");
    return "a " + kind + " that cannot be shown: " + Escape.visible(reason);
  }
}

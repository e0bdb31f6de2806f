package org.munet4j.notebook;

import java.util.function.Function;
import org.munet4j.data.Decoding;

/**
 * The words that notebooks use to show things. They are imported into every cell of the munet4j
 * kernel; IJava and JJava offer display, updateDisplay and render too.
 */
public final class Display {
  private static volatile Screen screen = new NoScreen();

  private Display() {}

  /** Shows a value below the running cell and answers an id for {@link #updateDisplay}. */
  public static String display(Object value) {
    return screen.show(value, render(value));
  }

  /** Replaces what {@link #display} showed under this id. */
  public static void updateDisplay(String id, Object value) {
    screen.replace(id, value, render(value));
  }

  /**
   * Removes everything below the running cell.
   *
   * @param isWaiting whether the old output stays until the next one comes, so that nothing
   *     flickers
   */
  public static void clearOutput(boolean isWaiting) {
    screen.clear(isWaiting);
  }

  /** The value in every format that a front end may ask for. */
  public static Bundle render(Object value) {
    return Renderers.render(value);
  }

  /**
   * Shows values of this type, from now on, as what the function answers: a bundle, a table, a
   * drawing, a text or anything else that can be shown. Interfaces and superclasses count; the most
   * specific type wins.
   *
   * <pre>
   *   showAs(Point.class, p -> "at " + p.x() + ", " + p.y());
   * </pre>
   */
  public static <T> void showAs(Class<T> type, Function<? super T, ?> renderer) {
    Renderers.add(type, renderer);
  }

  /** Whether somebody watches while the cell runs. */
  public static boolean isLive() {
    return screen.isLive();
  }

  static void showOn(Screen newScreen) {
    screen = newScreen;
    Decoding.watchedByDefault(Reading::new);
  }

  /** Where output appears now. */
  static Screen screen() {
    return screen;
  }

  /** Outside a notebook nothing is shown. */
  private static final class NoScreen implements Screen {
    @Override
    public String show(Object value, Bundle bundle) {
      return "";
    }

    @Override
    public void replace(String id, Bundle bundle) {}

    @Override
    public boolean isLive() {
      return false;
    }
  }
}

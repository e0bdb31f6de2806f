package org.munet4j.notebook;

/** Where a cell's output appears: a Jupyter front end, a notebook file, or nothing at all. */
public interface Screen {
  /** Called by a kernel or a notebook runner, once, before the first cell. */
  static void use(Screen screen) {
    Display.showOn(screen);
  }

  /** Shows a bundle below the running cell and answers the id by which it can be replaced. */
  String show(Object value, Bundle bundle);

  /** Replaces what was shown under this id; unknown ids are ignored. */
  void replace(String id, Bundle bundle);

  /** The same for a screen that also keeps the value itself. */
  default void replace(String id, Object value, Bundle bundle) {
    replace(id, bundle);
  }

  /**
   * Removes everything below the running cell.
   *
   * @param isWaiting whether the old output stays until the next one comes, so that nothing
   *     flickers
   */
  default void clear(boolean isWaiting) {}

  /** Whether somebody watches while the cell runs, so that live progress is worth sending. */
  boolean isLive();
}

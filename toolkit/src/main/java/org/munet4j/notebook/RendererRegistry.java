package org.munet4j.notebook;

import java.util.function.Function;

/** Takes renderers; of several that fit a value, the one for the most specific type is asked. */
public interface RendererRegistry {
  /**
   * Shows values of a class, its subclasses or its implementors as what the renderer answers: a
   * {@link Bundle}, or anything that can be shown itself, such as a table, a drawing or a text. A
   * later renderer for the same type replaces an earlier one.
   *
   * @param renderer may throw; the failure is shown instead of the value
   */
  <T> RendererRegistry add(Class<T> type, Function<? super T, ?> renderer);
}

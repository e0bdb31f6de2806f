package org.munet4j.notebook;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Renderers by type. Safe for several threads. */
final class Registrations implements RendererRegistry {
  private final Map<Class<?>, Function<Object, ?>> renderers = new LinkedHashMap<>();

  @Override
  public synchronized <T> Registrations add(Class<T> type, Function<? super T, ?> renderer) {
    renderers.remove(type);
    renderers.put(type, value -> renderer.apply(type.cast(value)));
    return this;
  }

  synchronized List<Class<?>> types() {
    return List.copyOf(renderers.keySet());
  }

  /** The renderer of the most specific type; a class goes before an interface, the last of two. */
  synchronized Optional<Function<Object, ?>> of(Object value) {
    Class<?> best = null;
    for (Class<?> type : renderers.keySet()) {
      if (type.isInstance(value) && (best == null || isBetter(type, best))) {
        best = type;
      }
    }
    return Optional.ofNullable(best).map(renderers::get);
  }

  private static boolean isBetter(Class<?> type, Class<?> best) {
    if (best.isAssignableFrom(type)) {
      return true;
    }
    return !type.isAssignableFrom(best) && (best.isInterface() || !type.isInterface());
  }
}

package org.munet4j.notebook;

import java.net.URLClassLoader;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.WeakHashMap;

/** Finds the renderer providers that this thread's class path names, each once. */
final class Providers {
  private static final int MOST_FAILURES = 100;

  private final Map<ClassLoader, Integer> seen = new WeakHashMap<>();
  private final Set<Class<?>> known = new HashSet<>();
  private final Set<String> told = new HashSet<>();

  /** Lets providers that were not there before register; quick where no jar has joined. */
  synchronized void register(RendererRegistry registry) {
    ClassLoader own = Providers.class.getClassLoader();
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    for (ClassLoader loader : new ClassLoader[] {own, context == null ? own : context}) {
      int jars = loader instanceof URLClassLoader open ? open.getURLs().length : 0;
      if (!Objects.equals(seen.put(loader, jars), jars)) {
        load(loader, registry);
      }
    }
  }

  private void load(ClassLoader loader, RendererRegistry registry) {
    Iterator<ServiceLoader.Provider<RendererProvider>> found =
        ServiceLoader.load(RendererProvider.class, loader).stream().iterator();
    for (int failures = 0; failures < MOST_FAILURES; ) {
      try {
        if (!found.hasNext()) {
          return;
        }
        add(found.next(), registry);
      } catch (ServiceConfigurationError | LinkageError unusable) {
        failures++;
        tell(String.valueOf(unusable.getMessage()));
      }
    }
  }

  private void add(ServiceLoader.Provider<RendererProvider> found, RendererRegistry registry) {
    if (known.add(found.type())) {
      try {
        found.get().register(registry);
      } catch (Throwable failure) {
        tell(found.type().getName() + ", which failed: " + failure);
      }
    }
  }

  private void tell(String why) {
    if (told.add(why)) {
      System.err.println("note: some values are shown as text without " + why);
    }
  }
}

package org.munet4j.notebook;

/**
 * Brings the renderers of one jar. A class that implements this and stands in the jar's file {@code
 * META-INF/services/org.munet4j.notebook.RendererProvider} is found by itself, also when the jar
 * joins the class path while the notebook runs.
 */
public interface RendererProvider {
  /** Adds renderers; whatever it throws is told in one line and disturbs no other provider. */
  void register(RendererRegistry renderers);
}

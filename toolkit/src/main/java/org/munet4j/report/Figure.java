package org.munet4j.report;

/** A result that is best seen as a picture; its {@code toString} says in words what it shows. */
public interface Figure {
  Drawing drawing();
}

package org.munet4j.report.plot;

/** Traces of one kind on one pair of axes. */
interface Layer {
  /** Tells how far the data go. */
  void reach(Scale x, Scale y, Reach across, Reach up);

  void draw(Easel easel, Plane plane);
}

package org.munet4j.train;

/** In which numbers linear maps are computed; weights and everything else are float32. */
public enum Precision {
  /** float32 throughout. */
  FLOAT32,
  /**
   * bfloat16 factors with float32 sums, weights kept in float32, where the device is faster so;
   * float32 elsewhere.
   */
  BFLOAT16
}

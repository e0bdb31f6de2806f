package org.munet4j.kernel.cli;

/**
 * One measured number.
 *
 * @param contender who was measured; munet4j is {@link #OURS}
 * @param label what was measured, such as "trivial cell"
 * @param value not negative; infinite if it never ended
 */
record BenchSample(String contender, String label, String unit, double value) {
  static final String OURS = "ours";
}

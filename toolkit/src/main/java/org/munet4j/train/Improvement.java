package org.munet4j.train;

/** When a snapshot is kept: a tie is where the papers' versions differ (muNet family, §2.5). */
public enum Improvement {
  /** Its score is higher than the best before; papers 1 and 5. */
  STRICT,
  /** Its score is at least as high, so that a search drifts over plateaus; papers 2 to 4. */
  NOT_WORSE;

  /** Whether a score is good enough to replace the best before it; not a number never is. */
  public boolean beats(double score, double best) {
    return this == STRICT ? score > best : score >= best;
  }
}

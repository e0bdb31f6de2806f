package org.munet4j.notebook;

import org.munet4j.internal.Require;

/** Answers to exercises, checked in the notebook: a wrong one gets a hint, never an error. */
public final class Exercise {
  private static final double TOLERANCE = 1e-6;

  private Exercise() {}

  /** Checks a number; {@code NaN} means that no answer was given yet. */
  public static String check(String question, double answer, double expected, String hint) {
    if (Double.isNaN(answer)) {
      return Require.text("%s: put your answer in place of NaN and run the cell again", question);
    }
    double allowed = TOLERANCE * Math.max(1, Math.abs(expected));
    return check(question, Math.abs(answer - expected) <= allowed, hint);
  }

  /** Checks a claim about what you made. */
  public static String check(String question, boolean isRight, String hint) {
    return question + (isRight ? ": right" : ": not yet; " + hint);
  }
}

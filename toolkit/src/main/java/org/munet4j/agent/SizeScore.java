package org.munet4j.agent;

import org.munet4j.internal.Require;

/**
 * muNet's score (§4.4): quality · base^(accounted parameters / reference). A base of 1 leaves pure
 * quality; "size scale X" of the paper is a base of X/100.
 *
 * @param base price of size, above 0 to 1
 * @param reference parameters of one whole model
 */
public record SizeScore(double base, double reference) {
  public SizeScore {
    Require.that(base > 0 && base <= 1, "score base is %s, needs above 0 to 1", base);
    Require.that(reference > 0, "score reference is %s parameters, needs above 0", reference);
  }

  public double of(double quality, double accountedParameters) {
    return quality * Math.pow(base, accountedParameters / reference);
  }
}

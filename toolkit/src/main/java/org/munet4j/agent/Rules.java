package org.munet4j.agent;

import java.util.SortedMap;

/**
 * Everything in which the agents of the muNet family differ, as values (§3): the presets {@link
 * MuNet}, {@link Mu2Net} and {@link Mu2NetPlus} are nothing but rules, search lists and defaults.
 *
 * @param augments whether first models are trained on crops and mirrored images, where the agent
 *     has no defaults of its own
 */
public record Rules(
    Score score,
    Mutation mutation,
    Selection selection,
    Inheritance inheritance,
    boolean augments) {
  public Rules score(Score value) {
    return new Rules(value, mutation, selection, inheritance, augments);
  }

  public Rules mutation(Mutation value) {
    return new Rules(score, value, selection, inheritance, augments);
  }

  public Rules selection(Selection value) {
    return new Rules(score, mutation, value, inheritance, augments);
  }

  public Rules inheritance(Inheritance value) {
    return new Rules(score, mutation, selection, value, augments);
  }

  /** Random search with the same children, to compare with: nothing is built on what was found. */
  public Rules randomSearch() {
    return mutation(mutation.rate(Mutation.Rate.RANDOM))
        .selection(selection.parents(Selection.Parents.SEEDS));
  }

  /**
   * Hill climbing with the same children, to compare with: after a seed pass, where there is one,
   * each child is one of the best.
   */
  public Rules hillClimbing() {
    return selection(selection.parents(Selection.Parents.BEST));
  }

  /** All of them, in plain words. */
  void addTo(SortedMap<String, String> settings) {
    settings.put("score", score.toString());
    settings.put("mutation", Double.toString(mutation.probability()));
    settings.put("mutation rate", mutation.rate().toString());
    settings.put("inserts adapters", Boolean.toString(mutation.insertsAdapters()));
    settings.put("grows beyond the root", Boolean.toString(mutation.growsBeyondRoot()));
    settings.put("selection", selection.toString());
    settings.put("inheritance", inheritance.toString());
    settings.put("augments first models", Boolean.toString(augments));
  }
}

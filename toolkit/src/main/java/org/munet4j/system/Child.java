package org.munet4j.system;

import java.util.List;
import org.munet4j.train.Trained;

/**
 * The record of one child of a search, kept whether or not the child was.
 *
 * @param id of the child
 * @param parent id of the model it was derived from
 * @param generation number of the generation within its cycle, from 0
 * @param changes what was mutated, in words; empty for a seed pass
 * @param trained names of the components that were trained
 * @param accountedParameters what it would cost its task
 * @param quality best validation accuracy
 * @param score what decided; negative infinity where it did not beat its parent
 * @param evaluations validation accuracy after each interval
 * @param isKept whether it beat its parent
 * @param end how its training ended
 */
public record Child(
    String id,
    String parent,
    int generation,
    List<String> changes,
    List<String> trained,
    double accountedParameters,
    double quality,
    double score,
    List<Double> evaluations,
    boolean isKept,
    Trained.End end) {
  public Child {
    changes = List.copyOf(changes);
    trained = List.copyOf(trained);
    evaluations = List.copyOf(evaluations);
  }
}

package org.munet4j.train;

import java.util.List;
import org.munet4j.component.Component;
import org.munet4j.component.ModelGraph;
import org.munet4j.component.ModelPath;

/**
 * What one training gave.
 *
 * @param graph the best snapshot, or what was to be trained as it was where nothing beat the score
 *     to beat
 * @param isImproved whether a snapshot beat it
 * @param score of the best snapshot; negative infinity without one
 * @param evaluations validation quality after each interval that ran, 0 to 1
 * @param end how it ended
 * @param reason what was wrong where it diverged or failed, else empty
 * @param momentum velocities of the trained components at the best snapshot, where the training
 *     inherits momentum; else empty
 */
public record Trained(
    ModelGraph graph,
    boolean isImproved,
    double score,
    List<Double> evaluations,
    End end,
    String reason,
    List<Component> momentum) {

  /** How a training ends. */
  public enum End {
    /** After its last validation. */
    FINISHED,
    /** Early, because somebody asked for it. */
    STOPPED,
    /** Early, because a loss, a gradient or an answer was not a finite number. */
    DIVERGED,
    /** With an exception; the others of its cycle went on. */
    FAILED
  }

  public Trained {
    evaluations = List.copyOf(evaluations);
    momentum = List.copyOf(momentum);
  }

  /** The single path that was trained. */
  public ModelPath path() {
    return graph.single();
  }

  /** Nothing but a failure: the graph stays as it was. */
  public static Trained failed(ModelGraph graph, RuntimeException failure) {
    double none = Double.NEGATIVE_INFINITY;
    return new Trained(graph, false, none, List.of(), End.FAILED, failure.toString(), List.of());
  }

  /** The best validation quality, 0 where none was measured. */
  public double quality() {
    return evaluations.stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }
}

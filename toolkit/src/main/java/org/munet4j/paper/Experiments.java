package org.munet4j.paper;

import java.util.List;

/** The experiments that have claims. */
public final class Experiments {
  private Experiments() {}

  /** One for each notebook that claims something, in the notebooks' order. */
  public static List<Experiment> all() {
    return List.of(
        new MuNetExperiment(),
        new Mu2NetExperiment(),
        new Mu2NetPlusExperiment(),
        new MultiagentExperiment(),
        new MultipathExperiment(),
        new HundredTasksExperiment(),
        new GumbelMatrixExperiment(),
        new CoTrainingExperiment());
  }
}

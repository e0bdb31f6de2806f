package org.munet4j.notebook;

import java.util.function.Consumer;
import org.munet4j.internal.Require;
import org.munet4j.run.JointTraining;

/** The progress line of a joint training. */
final class WatchedTraining implements Consumer<JointTraining.Moment> {
  private Progress progress;
  private int round;

  @Override
  public void accept(JointTraining.Moment moment) {
    if (moment.round() == 0) {
      String title = Require.text("%d tasks together", moment.validation().size());
      progress = Progress.start(title, moment.rounds());
      round = 0;
    }
    String words =
        Require.text(
            "validation %.4f, %.0f %% used", moment.mean(), 100 * moment.allocation().fraction());
    progress.measured(moment.mean());
    progress.advance(moment.round() - round, words);
    round = moment.round();
    if (moment.isLast()) {
      progress.done(words);
    }
  }
}

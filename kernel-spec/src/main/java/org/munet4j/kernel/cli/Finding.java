package org.munet4j.kernel.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.munet4j.kernel.notebook.PlainText;

/**
 * One line of the doctor's report.
 *
 * @param repair what to do, if something is missing
 */
record Finding(String name, String text, Optional<String> repair) {
  static Finding good(String name, String text) {
    return new Finding(name, text, Optional.empty());
  }

  static Finding bad(String name, String text, String repair) {
    return new Finding(name, text, Optional.of(repair));
  }

  /**
   * What the look finds; a look that fails is a finding too, in one line.
   *
   * @param repair what to do if it fails; empty if there is nothing to do
   */
  static Finding look(String name, String repair, Callable<Finding> look) {
    try {
      return look.call();
    } catch (Exception | LinkageError failure) {
      String text = "does not work: " + PlainText.cut(failure.toString(), 160);
      return new Finding(name, text, Optional.of(repair).filter(words -> !words.isEmpty()));
    }
  }
}

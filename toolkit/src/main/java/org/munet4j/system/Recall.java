package org.munet4j.system;

import java.util.Optional;
import org.munet4j.train.Trained;
import org.munet4j.train.Training;

/**
 * What an agent's earlier attempts at one cycle trained. An agent draws its children again and asks
 * here before it trains one, so a cycle that was stopped goes on where it was. Used from several
 * threads.
 */
public interface Recall {
  /**
   * What this child's training gave, if an earlier attempt finished it.
   *
   * @throws IllegalStateException if it was another training; the message says what differs
   */
  Optional<Trained> find(String child, Training training);

  /**
   * Keeps what a finished training gave.
   *
   * @return what stands for it: where another attempt at the cycle was faster, that one's
   */
  Trained keep(String child, Training training, Trained trained);

  /** Remembers nothing. */
  static Recall nothing() {
    return new Recall() {
      @Override
      public Optional<Trained> find(String child, Training training) {
        return Optional.empty();
      }

      @Override
      public Trained keep(String child, Training training, Trained trained) {
        return trained;
      }
    };
  }
}

package org.munet4j.paper;

import org.munet4j.agent.RootAgent;
import org.munet4j.system.Model;

/** The root of an experiment with T3@32: pretrained here, on generated alphabets. */
final class Roots {
  private Roots() {}

  /** Read back where the setup has a folder and it was trained before. */
  static Model of(Setup setup, long seed) {
    RootAgent agent = Tour.at(setup.size()).root(seed);
    return setup.folder().map(agent::cache).orElse(agent).pretrain();
  }
}

package org.munet4j.system;

import java.util.Map;

/**
 * What is known of all that was published, models that are gone included.
 *
 * @param ancestry parents of models and children, by id
 * @param cycles of each agent
 * @param offspring how many children there are of each brood
 */
record Past(
    Map<String, String> ancestry, Map<String, Integer> cycles, Map<Brood, Integer> offspring) {
  /**
   * The children that the agents of one task derived from one model.
   *
   * @param parent id of the model
   * @param task of the agents
   */
  record Brood(String parent, String task) {}

  Past {
    ancestry = Map.copyOf(ancestry);
    cycles = Map.copyOf(cycles);
    offspring = Map.copyOf(offspring);
  }

  /** Nothing but a root. */
  static Past of(Model root) {
    return new Past(Map.of(root.id(), ""), Map.of(), Map.of());
  }
}

package org.munet4j.system;

/**
 * Who published a model: an agent's models of one task replace each other.
 *
 * @param agent its name
 * @param task that the model solves
 */
record Publisher(String agent, String task) {
  static final Publisher OF_ROOT = new Publisher(Model.ROOT, Model.ROOT);
}

package org.munet4j.agent;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.munet4j.space.Hyperparameters;
import org.munet4j.task.Task;
import org.munet4j.train.Budget;
import org.munet4j.train.Precision;

/** The settings that all agents have which train children, in plain words. */
record AgentSettings(
    Task task, long seed, Optional<Hyperparameters> defaults, Budget budget, Precision precision) {

  /** By name, for the agent to add its own; images by their hash, defaults one by one. */
  SortedMap<String, String> named() {
    SortedMap<String, String> settings = new TreeMap<>();
    settings.put("training images", task.train().provenance().sha256());
    settings.put("validation images", task.validation().provenance().sha256());
    settings.put("test images", task.test().provenance().sha256());
    settings.put("seed", Long.toString(seed));
    defaults.ifPresent(
        own -> own.values().forEach((name, of) -> settings.put("default " + name, of.toString())));
    settings.put("budget", budget.toString());
    settings.put("precision", precision.toString());
    return settings;
  }
}

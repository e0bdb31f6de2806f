package org.munet4j.router;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.munet4j.component.Component;
import org.munet4j.component.Mixing;
import org.munet4j.component.ModelGraph;
import org.munet4j.component.Multipath;
import org.munet4j.internal.Require;

/**
 * Mixes the logits of paths with weights that it computes from the main path's logits for each
 * sample (multipath agents, §8.3). The variations are the paper's ablations and more.
 *
 * @param mainWeight what the main path's logits weigh before training, between 0 and 1
 * @param mixing what weights depend on, and how they are learned
 */
public record PerSampleRouter(double mainWeight, Mixing mixing) implements Router {
  /** A path to be joined: the id of the model that it is taken from, and what it computes. */
  public record Source(String model, ModelGraph graph) {}

  public PerSampleRouter {
    Require.that(
        mainWeight > 0 && mainWeight < 1,
        "router: the main path's initial weight is %s, needs a number between 0 and 1 such as 0.8",
        mainWeight);
  }

  static PerSampleRouter ofThePaper() {
    return new PerSampleRouter(0.8, Mixing.perSample());
  }

  public PerSampleRouter mainWeight(double weight) {
    return new PerSampleRouter(weight, mixing);
  }

  /** The factor on the router's gradient; the weights are not changed by it. */
  public PerSampleRouter multiplier(double value) {
    return new PerSampleRouter(mainWeight, mixing.multiplier(value));
  }

  /** Connectors learn through the weighted sum, as ordinary back-propagation has it. */
  public PerSampleRouter coupled() {
    return new PerSampleRouter(mainWeight, mixing.coupled());
  }

  /** One learned weight for each path, whatever the sample. */
  public PerSampleRouter unconditioned() {
    return new PerSampleRouter(mainWeight, mixing.condition(Mixing.Condition.TASK));
  }

  /** No router: the initial weights stay. */
  public PerSampleRouter fixed() {
    return new PerSampleRouter(mainWeight, mixing.condition(Mixing.Condition.FIXED));
  }

  /** Where nothing is learned, a path of less weight for a sample is not computed for it. */
  public PerSampleRouter skippingBelow(double weight) {
    return new PerSampleRouter(mainWeight, mixing.skippingBelow(weight));
  }

  /**
   * Puts paths side by side. Connectors and router are the parent's where their shapes agree, else
   * fresh: connectors of zeros, so that the answer begins as the main path's.
   *
   * @param main solves the task alone
   * @param others at least one; a path without its head, or another multipath
   * @param parent whose connectors and router are taken over
   * @param task that owns what is fresh
   */
  public Multipath join(
      ModelGraph main, List<Source> others, Optional<Multipath> parent, String task) {
    int classes = main.classes();
    List<Multipath.Branch> branches = new ArrayList<>();
    for (Source other : others) {
      int place = branches.size() + 1;
      Component fresh = Multipath.freshConnector(place, classes, other.graph().outputs(), task);
      branches.add(new Multipath.Branch(other.model(), other.graph(), inherited(parent, fresh)));
    }
    Component fresh =
        Multipath.freshRouter(mixing.condition(), classes, branches.size() + 1, mainWeight, task);
    return new Multipath(main, branches, inherited(parent, fresh), mixing);
  }

  private static Component inherited(Optional<Multipath> parent, Component fresh) {
    return parent
        .flatMap(of -> of.component(fresh.name()))
        .filter(part -> part.hasShapes(fresh.shapes()))
        .orElse(fresh);
  }

  @Override
  public SortedMap<String, String> settings() {
    return new TreeMap<>(
        Map.of(
            "router", "weights depend on " + mixing.condition(),
            "router main weight", Double.toString(mainWeight),
            "router gradient", mixing.isDecoupled() ? "decoupled" : "coupled",
            "router multiplier", Double.toString(mixing.multiplier()),
            "router threshold", Double.toString(mixing.threshold())));
  }
}

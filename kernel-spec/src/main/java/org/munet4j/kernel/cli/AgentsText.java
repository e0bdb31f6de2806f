package org.munet4j.kernel.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.munet4j.internal.Require;
import org.munet4j.paper.Protocol;
import org.munet4j.paper.Size;
import org.munet4j.run.AgentWords;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.train.Budget;

/**
 * Agents and systems in the words of the command line.
 *
 * @param size what agents may cost unless their words say else
 */
record AgentsText(Size size) {

  /** The agent of these words with the options of the size. */
  AgentWords words(String agent) {
    Protocol protocol = Protocol.at(size);
    Budget budget = protocol.budget();
    AgentWords own = AgentWords.of(agent);
    Map<String, String> options = new HashMap<>();
    options.put("children", Integer.toString(protocol.children()));
    options.put("generation", Integer.toString(protocol.generation()));
    options.put("replicas", Integer.toString(protocol.replicas()));
    options.put("batch", Integer.toString(budget.batch()));
    options.put("interval", Integer.toString(budget.intervalCap()));
    options.put("validations", Integer.toString(budget.validations()));
    options.put("validation", Integer.toString(budget.validationCap()));
    if (own.kind().equals("munet")) {
      options.put("mu", Double.toString(protocol.mutation()));
    }
    return own.orElse(options);
  }

  /** The published models as an aligned table. */
  static String models(MultitaskSystem system) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("task", "model", "from", "validation", "test", "parameters"));
    for (Model model : system.models()) {
      if (!model.isRoot()) {
        rows.add(
            List.of(
                model.task(),
                model.id(),
                model.parent(),
                Require.text("%.4f", model.metrics().quality()),
                Require.text("%.4f", model.metrics().test().orElse(Double.NaN)),
                Long.toString(model.graph().parameters())));
      }
    }
    return Columns.align(rows);
  }
}

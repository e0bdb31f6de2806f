package org.munet4j.kernel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.munet4j.component.Fresh;
import org.munet4j.component.Mixing;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Multipath;
import org.munet4j.component.Vit;
import org.munet4j.system.Metrics;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;
import org.munet4j.tensor.RandomStream;

class AgentsTextTest {
  @Test
  void theTableOfModelsHasAMultipathWithAllOfItsParameters() {
    ModelPath path = Fresh.path(new Vit(8, 4, 4, 4, 1, 1), 2, "root", RandomStream.seeded(1));
    Model root = Model.root(path);
    Multipath multipath =
        new Multipath(
            path,
            List.of(
                new Multipath.Branch(
                    "root", path.withoutHead(), Multipath.freshConnector(1, 2, 4, "digits"))),
            Multipath.freshRouter(Mixing.Condition.SAMPLE, 2, 2, 0.8, "digits"),
            Mixing.perSample());
    Model model =
        new Model(
            "digits.0.3", "digits", "root", multipath, root.hyperparameters(), Metrics.root());
    MultitaskSystem system =
        MultitaskSystem.from(root)
            .publish(new Publication("digits", 0, Optional.of(model), List.of(), false));
    String[] lines = AgentsText.models(system).split("\n");
    assertEquals(2, lines.length);
    assertTrue(lines[1].contains("digits.0.3"), lines[1]);
    long parameters = path.parameters() + (2 * 4 + 2) + (2 + 2 * 2 + 2 * 2);
    assertTrue(lines[1].strip().endsWith(" " + parameters), lines[1]);
  }
}

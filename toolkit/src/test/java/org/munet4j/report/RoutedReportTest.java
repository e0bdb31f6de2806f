package org.munet4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.munet4j.component.Component;
import org.munet4j.component.Routed;
import org.munet4j.router.RoutedModels;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.tensor.RandomStream;
import org.munet4j.train.TinyRouted;
import tech.tablesaw.api.Table;

class RoutedReportTest {
  /** Three tasks of a router behind three that evolution left, one of them in a multipath. */
  private static MultitaskSystem system() {
    MultitaskSystem system =
        RoutedModels.by("hand", new TreeMap<>())
            .with("a", TinyRouted.model("a", 3, List.of(0, 1), List.of(0, 1)), 0.5, none())
            .with("b", TinyRouted.model("b", 4, List.of(0, 2), List.of(1, 2)), 0.6, none())
            .with("c", TinyRouted.model("c", 2, List.of(0, 1), List.of(0)), 0.7, none())
            .into(Systems.grown(3, 3));
    return Systems.joined(Systems.joined(system, "mnist", List.of("b")), "a", List.of("kmnist"));
  }

  private static OptionalDouble none() {
    return OptionalDouble.empty();
  }

  @Test
  void picturesShowEachUsedComponentOnceAndStayInsideTheirFrames() {
    MultitaskSystem system = system();
    Drawing graph = SystemGraph.of(system).drawing();
    SystemGraphTest.staysInside(graph);
    String svg = graph.toSvg();
    Xml.parse(svg);
    for (Component part : system.components()) {
      String tip = part.name() + " of " + part.owner() + ": ";
      assertEquals(tips(part, system), svg.split(tip, -1).length - 1, tip);
    }
    assertTrue(svg.contains("layer_0_component_0 of a: 40 parameters, used by"), "shared");
    assertFalse(svg.contains("layer_3_component_3"), "nobody uses it");
    Drawing map = SystemMap.of(system).drawing();
    SystemGraphTest.staysInside(map);
    String cells = map.toSvg();
    Xml.parse(cells);
    assertTrue(cells.contains("layer_0_component_2 in b: trained by b"));
    assertTrue(cells.contains("layer_0_component_0 in c: trained by a"));
    assertTrue(cells.contains(">layer 3<"), "a row for each layer");
    assertTrue(cells.contains("b helps mnist"), "through a multipath");
  }

  /** Different components of one name and owner have the same words. */
  private static int tips(Component part, MultitaskSystem system) {
    return (int)
        java.util.stream.Stream.concat(
                system.root().graph().components().stream(), system.components().stream())
            .filter(one -> one.name().equals(part.name()) && one.owner().equals(part.owner()))
            .distinct()
            .count();
  }

  @Test
  void aSystemThatBeganWithARoutedNetworkIsDrawnAndTold() {
    Routed fresh = Routed.fresh(TinyRouted.NETWORK, 1, "root", RandomStream.seeded(7));
    MultitaskSystem empty = MultitaskSystem.from(Model.root(fresh));
    MultitaskSystem system =
        RoutedModels.by("hand", new TreeMap<>())
            .with("a", TinyRouted.model("a", 3, List.of(0, 1), List.of(0, 1)), 0.5, none())
            .into(empty);
    for (MultitaskSystem each : List.of(empty, system)) {
      SystemGraphTest.staysInside(SystemGraph.of(each).drawing());
      SystemGraphTest.staysInside(SystemMap.of(each).drawing());
      assertTrue(Tables.parametersPerTask(each).rowCount() > 0);
      assertTrue(Summaries.system(each).name().contains("parameters"));
    }
  }

  @Test
  void aLineLeadsThroughEveryComponentOfALayer() {
    GraphLayout layout = new GraphLayout(system());
    List<GraphLayout.Strand> strands = layout.strands("b");
    assertEquals(2, strands.size());
    List<List<String>> names =
        strands.stream()
            .map(
                strand ->
                    strand.stops().stream().map(stop -> stop.node().component().name()).toList())
            .toList();
    assertEquals(
        List.of("layer_0_component_0", "layer_2_component_0", "layer_3_component_1", "head"),
        names.get(0));
    assertEquals(
        List.of("layer_0_component_2", "layer_2_component_0", "layer_3_component_2", "head"),
        names.get(1));
  }

  @Test
  void tablesTellLayersWeightsAndShapes() {
    MultitaskSystem system = system();
    Table summary = ModelSummary.of(system, "b");
    assertEquals(7, summary.rowCount());
    assertEquals("component of weight 0.500", summary.getString(0, "kind"));
    assertEquals("[channel 4, row 10, column 10]", summary.getString(0, "output"));
    assertEquals("a, frozen here", summary.getString(0, "trained by"));
    assertEquals("a, c, mnist", summary.getString(0, "shared with"));
    assertEquals("[feature 16]", summary.getString(2, "output"));
    assertEquals("classifier", summary.getString(5, "kind"));
    assertEquals("routed model", ModelSummary.of(system.model("b").graph()).name());
    assertEquals("multipath", ModelSummary.of(system.model("mnist").graph()).name());
    assertEquals(8, Tables.leaderboard(system).rowCount());
    assertEquals(9, Tables.lineage(system).rowCount());
    assertEquals(9, Tables.parametersPerTask(system).rowCount());
    assertEquals(2, Tables.multipaths(system).rowCount());
    assertEquals(6, Tables.components(system.model("b").graph()).rowCount());
    assertEquals(8, Summaries.system(system).rowCount());
  }
}

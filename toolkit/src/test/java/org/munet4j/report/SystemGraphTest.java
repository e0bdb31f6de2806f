package org.munet4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.munet4j.component.Component;
import org.munet4j.report.GraphLayout.Node;
import org.munet4j.report.GraphLayout.Stop;
import org.munet4j.report.GraphLayout.Strand;
import org.munet4j.report.Mark.Point;
import org.munet4j.system.MultitaskSystem;

class SystemGraphTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 12})
  void staysInsideItsFrame(int tasks) {
    staysInside(SystemGraph.of(Systems.grown(tasks, 4)).drawing());
  }

  static void staysInside(Drawing drawing) {
    for (Mark mark : drawing.marks()) {
      if (mark instanceof Mark.Line line) {
        line.points().forEach(point -> assertInside(drawing, point.x(), point.y()));
      } else if (mark instanceof Mark.Text text && text.turn() == 0) {
        double wide = Words.width(text.text(), text.size());
        double part = text.anchor().ordinal() / 2.0;
        assertInside(drawing, text.x() - part * wide, text.y() - text.size());
        assertInside(drawing, text.x() + (1 - part) * wide, text.y());
      } else if (mark instanceof Mark.Box box) {
        assertInside(drawing, box.x(), box.y());
        assertInside(drawing, box.x() + box.width(), box.y() + box.height());
      }
    }
    Xml.parse(drawing.toSvg());
  }

  private static void assertInside(Drawing drawing, double x, double y) {
    assertTrue(x >= 0 && y >= 0 && x <= drawing.width() && y <= drawing.height(), x + "," + y);
  }

  @Test
  void drawsEachComponentOnceAndApart() {
    MultitaskSystem system = Systems.grown(10, 6);
    GraphLayout layout = new GraphLayout(system);
    List<Node> nodes = layout.nodes();
    assertTrue(nodes.size() >= system.components().size());
    for (Node one : nodes) {
      for (Node other : nodes) {
        boolean isApart =
            one == other
                || one.row() != other.row()
                || Math.abs(one.x() - other.x()) >= (one.wide() + other.wide()) / 2;
        assertTrue(isApart, one.component() + " and " + other.component());
      }
    }
  }

  @Test
  void leadsEachLineThroughItsNodes() {
    MultitaskSystem system = Systems.grown(10, 6);
    GraphLayout layout = new GraphLayout(system);
    GraphRoutes routes = new GraphRoutes(layout, system.tasks(), 0);
    for (String task : system.tasks()) {
      assertPasses(layout.strands(task), routes.lines(task), routes);
    }
  }

  private static void assertPasses(
      List<Strand> strands, List<List<Point>> lines, GraphRoutes routes) {
    assertEquals(strands.size(), lines.size());
    for (int i = 0; i < lines.size(); i++) {
      for (Stop stop : strands.get(i).stops()) {
        Node node = stop.node();
        assertTrue(Math.abs(stop.x() - node.x()) <= node.wide() / 2, "leads over the node");
        double x = xAt(lines.get(i), routes.y(node.row()));
        assertEquals(stop.x(), x, 1e-6, strands.get(i).words() + " at " + node);
      }
    }
  }

  /** Where an upward line crosses a height. */
  private static double xAt(List<Point> line, double y) {
    for (int i = 1; i < line.size(); i++) {
      Point low = line.get(i - 1);
      Point high = line.get(i);
      if (low.y() >= y && high.y() <= y && low.y() > high.y()) {
        return low.x() + (high.x() - low.x()) * (low.y() - y) / (low.y() - high.y());
      }
    }
    throw new AssertionError("no point at " + y);
  }

  @Test
  void standsRowsInTheOrderOfThePaths() {
    MultitaskSystem system = Systems.grown(12, 6);
    List<String> rows = new GraphLayout(system).rows();
    for (var model : system.models()) {
      List<String> names = model.path().components().stream().map(Component::name).toList();
      List<String> kept = rows.stream().filter(names::contains).toList();
      assertEquals(names, kept);
    }
  }

  @Test
  void keepsOldComponentsOfATaskBesideItsNewOnes() {
    MultitaskSystem system = Systems.republished();
    List<Node> blocks =
        new GraphLayout(system)
            .nodes().stream()
                .filter(node -> node.component().name().equals("encoderblock_1"))
                .filter(node -> node.component().owner().equals("mnist"))
                .toList();
    assertEquals(Set.of(List.of("kmnist"), List.of("mnist")), Set.copyOf(users(blocks)));
    double apart = Math.abs(blocks.get(0).x() - blocks.get(1).x());
    assertTrue(apart >= (blocks.get(0).wide() + blocks.get(1).wide()) / 2);
    Xml.parse(SystemGraph.of(system).drawing().toSvg());
  }

  private static List<List<String>> users(List<Node> nodes) {
    return nodes.stream().map(Node::users).toList();
  }

  @Test
  void highlightsOnlyKnownTasks() {
    SystemGraph graph = SystemGraph.of(Systems.grown(2, 2));
    assertThrows(IllegalArgumentException.class, () -> graph.highlight("chess"));
    assertFalse(graph.highlight("mnist").drawing().equals(graph.drawing()));
  }

  @Test
  void saysInWordsWhatItShows() {
    String text = SystemGraph.of(Systems.grown(4, 3)).toString();
    assertTrue(text.startsWith("path graph: 4 tasks · 21 components · 5.37 k parameters; "), text);
  }

  @Test
  void repeatsAlsoInGermany() {
    SystemGraph graph = SystemGraph.of(Systems.grown(4, 3));
    String here = graph.drawing().toSvg();
    assertEquals(here, Locales.german(() -> graph.drawing().toSvg()));
  }

  private static MultitaskSystem joined() {
    return Systems.joined(Systems.grown(3, 4), "fashion", List.of("mnist", "kmnist"));
  }

  @Test
  void leadsEachPathOfAMultipathThroughItsConnectorToTheRouter() {
    MultitaskSystem nested =
        Systems.joined(
            Systems.joined(Systems.grown(6, 4), "kmnist", List.of("mnist")),
            "fashion",
            List.of("kmnist", "emnist_letters"));
    for (MultitaskSystem system : List.of(joined(), nested)) {
      GraphLayout layout = new GraphLayout(system);
      GraphRoutes routes = new GraphRoutes(layout, system.tasks(), 0);
      for (Strand strand : layout.strands("fashion").subList(1, 4)) {
        List<Stop> stops = strand.stops();
        assertEquals("router", stops.get(stops.size() - 1).node().component().name());
      }
      assertPasses(
          layout.strands("fashion").subList(0, 2), routes.lines("fashion").subList(0, 2), routes);
      staysInside(SystemGraph.of(system).drawing());
    }
  }

  @Test
  void standsConnectorsAndTheRouterAboveTheHead() {
    List<String> rows = new GraphLayout(joined()).rows();
    assertEquals(
        List.of("head", "connector_1", "connector_2", "router"),
        rows.subList(rows.size() - 4, rows.size()));
    String svg = SystemGraph.of(joined()).drawing().toSvg();
    assertTrue(svg.contains("main path of fashion"), "the main path has a tip");
    assertTrue(svg.contains("path of fashion through mnist.0.0"), "and so has a branch");
  }
}

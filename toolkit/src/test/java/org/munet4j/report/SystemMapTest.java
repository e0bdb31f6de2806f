package org.munet4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.munet4j.system.MultitaskSystem;

class SystemMapTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 120})
  void staysInsideItsFrame(int tasks) {
    Drawing drawing = SystemMap.of(Systems.crowd(tasks, 4)).drawing();
    SystemGraphTest.staysInside(drawing);
    Xml.parse(drawing.toSvg());
    assertTrue(drawing.width() <= 1600, "as wide as a page: " + drawing.width());
  }

  @Test
  void hasACellForEachComponentOfEachPathAndAnArcForEachHelp() {
    MultitaskSystem system =
        Systems.joined(Systems.grown(4, 3), "fashion", List.of("mnist", "kmnist"));
    String svg = SystemMap.of(system).drawing().toSvg();
    for (String task : system.tasks()) {
      for (var part : system.model(task).graph().mainPath().components()) {
        String tip = part.name() + " in " + task + ": trained by " + part.owner();
        assertTrue(svg.contains(tip), tip);
      }
    }
    assertTrue(svg.contains("mnist helps fashion") && svg.contains("kmnist helps fashion"));
    assertTrue(!svg.contains("helps mnist"), "nobody helps mnist");
    assertTrue(svg.contains("router and connectors of fashion: 233 parameters"), "joints");
  }

  @Test
  void saysInWordsWhoHelpsMost() {
    MultitaskSystem system = Systems.joined(Systems.grown(4, 3), "fashion", List.of("kmnist"));
    String words = SystemMap.of(system).toString();
    assertTrue(words.startsWith("map of a system: 4 tasks · "), words);
    assertTrue(words.endsWith(" · 1 multipath; kmnist helps 1"), words);
    assertEquals(
        SystemMap.of(system).drawing().toSvg(),
        Locales.german(() -> SystemMap.of(system).drawing().toSvg()));
  }
}

package org.munet4j.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.munet4j.agent.Agent;
import org.munet4j.agent.SinglePathAgent;
import org.munet4j.component.Vit;
import org.munet4j.store.Commit;
import org.munet4j.task.Task;
import org.munet4j.train.Budget;
import org.munet4j.train.TinyTask;

class AgentWordsTest {
  private static final Vit ROOT = Vit.ti16(32, 3);
  private static final Task TASK = TinyTask.named("mnist", 3, 1);

  @ParameterizedTest
  @CsvSource({
    "munet, mnist",
    "munet name=wide children=3, wide~mnist",
    "mu2net, mu2net~mnist",
    "mu2net-plus mu=0.2, mu2net-plus~mnist",
    "fine-tuning replicas=2, fine-tuning-mnist",
    "freeze layers=1, freeze-1-mnist",
    "freeze, freeze-2-mnist",
    "adapters dim=8, adapters-8-mnist"
  })
  void everyKindIsMadeOfItsWordsAndPublishesUnderTheNameThatTheyTell(String text, String name) {
    AgentWords words = AgentWords.of(text);
    assertEquals(words, AgentWords.of(words.toString()));
    Agent agent = words.on(TASK, 5, ROOT);
    assertEquals(name, agent.name());
    assertEquals(name, words.name("mnist"));
    assertEquals("5", agent.settings().get("seed"));
    assertEquals(0, new Commit.Key(agent.name(), 0).cycle(), "a store takes the name");
  }

  @Test
  void optionsReachTheAgentAndDefaultsGiveWay() {
    AgentWords words =
        AgentWords.of("  munet generation=4 children=8 ")
            .orElse(Map.of("children", "2", "batch", "32", "replicas", "3", "mu", "0.5"));
    assertEquals("munet batch=32 children=8 generation=4 mu=0.5", words.toString());
    SinglePathAgent agent = (SinglePathAgent) words.on(TASK, 5, ROOT);
    assertEquals(8, agent.children());
    assertEquals(4, agent.generation());
    assertEquals(new Budget(32, 6, 2, 10), agent.budget());
    assertEquals(0.5, agent.rules().mutation().probability());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "munett | agent 'munett' is unknown; choose munet, mu2net, mu2net-plus, multipath, fine-tuning",
        "munet eight | 'eight' is no option; write it like children=8",
        "munet childs=8 | agent 'munet' has no option 'childs'; it has children, batch",
        "munet children=8 children=9 | an option stands there twice: children=9",
        "munet children=eight | children=eight is no whole number",
        "munet rate=high | rate=high is no number"
      })
  void aWrongWordIsNamed(String text, String told) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> AgentWords.of(text).on(TASK, 5, ROOT))
            .getMessage();
    assertTrue(message.contains(told), message);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ordersAndReportsAreReadBackFromTheirText(boolean hasData) {
    CycleOrder order =
        new CycleOrder(
            AgentWords.of("mu2net children=8"),
            "omniglot-greek",
            3,
            -7,
            Path.of("/a \"b\""),
            hasData ? Optional.of(Path.of("/data")) : Optional.empty());
    assertEquals(order, CycleOrder.of(order.json()));
    assertEquals(1, order.json().lines().count());
    for (CycleReport.End end : CycleReport.End.values()) {
      CycleReport report = new CycleReport(end, "two\nlines");
      assertEquals(report, CycleReport.of(report.json()));
      assertEquals(1, report.json().lines().count());
    }
    assertThrows(RuntimeException.class, () -> CycleOrder.of("{\"agent\":\"munet\"}"));
  }
}

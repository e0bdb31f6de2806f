package org.munet4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.munet4j.agent.Event;
import org.munet4j.report.Timeline.End;
import org.munet4j.report.Timeline.Span;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;

class TimelineTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private Instant now = START;
  private final TimelineRecorder recorder = new TimelineRecorder(() -> now);

  private static Span span(String agent, int cycle, int from, int to, End how) {
    return new Span(agent, agent, cycle, START.plusSeconds(from), START.plusSeconds(to), how);
  }

  private void at(int seconds, Event event) {
    now = START.plusSeconds(seconds);
    recorder.accept(event);
  }

  private static Event.CycleStarted start(String agent, int cycle) {
    return new Event.CycleStarted(agent, agent, cycle, 2, 4);
  }

  private static Publication nothing(String agent, int cycle) {
    return new Publication(agent, agent, cycle, Optional.empty(), List.of(), false);
  }

  @Test
  void recordsCyclesOfSeveralAgentsAtTheSameTime() {
    MultitaskSystem system = Systems.grown(1, 1);
    Model mnist = system.model("mnist");
    at(0, start("mnist", 0));
    at(1, start("pets", 3));
    at(4, new Event.CycleEnded("pets", nothing("pets", 3)));
    at(5, start("pets", 4));
    Publication best = new Publication("mnist", "mnist", 0, Optional.of(mnist), List.of(), false);
    at(6, new Event.CycleEnded("mnist", best));
    at(7, new Event.CycleLost("mnist", best));
    at(8, new Event.CycleFailed("svhn", "svhn", 0, new IllegalStateException("no memory")));
    now = START.plusSeconds(9);
    assertEquals(
        List.of(
            span("mnist", 0, 0, 6, End.LOST),
            span("pets", 3, 1, 4, End.NOTHING_BETTER),
            span("pets", 4, 5, 9, End.RUNNING),
            span("svhn", 0, 8, 8, End.FAILED)),
        recorder.timeline().spans());
    assertEquals(
        "timeline: 4 cycles of 3 agents in 0:09, 1.44 at a time;"
            + " 1 nothing better, 1 failed, 1 lost, 1 running",
        recorder.timeline().toString());
  }

  @Test
  void tellsPublishedAndStoppedCyclesApart() {
    Model mnist = Systems.grown(1, 1).model("mnist");
    at(0, start("a", 0));
    at(0, start("b", 0));
    at(
        1,
        new Event.CycleEnded(
            "a", new Publication("a", "a", 0, Optional.of(mnist), List.of(), false)));
    at(
        2,
        new Event.CycleEnded(
            "b", new Publication("b", "b", 0, Optional.of(mnist), List.of(), true)));
    assertEquals(
        List.of(End.PUBLISHED, End.STOPPED),
        recorder.timeline().spans().stream().map(Span::how).toList());
  }

  @Test
  void packsCyclesIntoLanesThatAreFree() {
    Timeline line =
        Timeline.of(
            List.of(
                span("c", 0, 5, 9, End.PUBLISHED),
                span("a", 0, 0, 4, End.PUBLISHED),
                span("b", 0, 1, 6, End.FAILED),
                span("a", 1, 6, 8, End.STOPPED)));
    assertEquals(List.of("a", "b", "c"), List.copyOf(line.lanes().keySet()));
    assertEquals(2, line.lanes().get("a").size());
    assertEquals(List.of("slot 1", "slot 2"), List.copyOf(line.packed().lanes().keySet()));
    assertEquals(2, line.packed().lanes().get("slot 2").size());
  }

  @Test
  void staysInsideItsFrameWithOneCycleOrTwoHundred() {
    List<Span> many = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      End how = End.values()[i % End.values().length];
      many.add(span("agent_of_a_task_" + i % 30, i / 30, i * 20, i * 20 + 55, how));
    }
    for (Timeline line :
        List.of(
            Timeline.of(List.of()),
            Timeline.of(many.subList(0, 1)),
            Timeline.of(many),
            Timeline.of(many).packed())) {
      SystemGraphTest.staysInside(line.drawing());
      Xml.parse(line.drawing().toSvg());
      assertEquals(line.drawing().toSvg(), Locales.german(() -> line.drawing().toSvg()));
    }
    assertTrue(Timeline.of(many).drawing().toSvg().contains("agent_of_a_task_3, cycle 0 on"));
  }

  @Test
  void refusesACycleThatEndsBeforeItStarts() {
    assertThrows(IllegalArgumentException.class, () -> span("a", 0, 2, 1, End.PUBLISHED));
  }
}

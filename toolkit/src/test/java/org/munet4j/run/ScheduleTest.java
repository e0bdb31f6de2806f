package org.munet4j.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  @Test
  void aRoundSeesAllRoundsBeforeIt() {
    Schedule rounds = Schedule.rounds(List.of("a", "b"), 2);
    assertEquals("a 0\nb 0\na 2\nb 2", rounds.toString());
    assertEquals(1, rounds.ordinal(3));
  }

  @Test
  void whatWasWrittenIsReadBack() {
    Schedule free = Schedule.of("a 0\nmu2net~b 0\na 1\na 3\nmu2net~b 2\n");
    assertEquals(free, Schedule.of(free.toString()));
    assertEquals(5, free.turns().size());
    assertEquals(List.of(), Schedule.of("").turns());
  }

  @Test
  void aLineThatCannotBeNamesItsNumber() {
    assertTold("a 0\na zero", "line 2: 'a zero'");
    assertTold("a 0\na 0", "line 2: 'a 0': needs 1, where its agent's last cycle had ended, to 1");
    assertTold("a 1", "line 1: 'a 1'");
    assertTold("a 0\n\nb 0", "line 2: ''");
  }

  private static void assertTold(String text, String told) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Schedule.of(text)).getMessage();
    assertTrue(message.contains(told), message);
  }
}

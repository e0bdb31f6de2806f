package org.munet4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void aTextFitsIntoItsOwnWidth() {
    for (int size = 8; size <= 14; size++) {
      for (int letters = 1; letters <= 80; letters++) {
        String text = "x".repeat(letters);
        assertEquals(text, Words.fit(text, size, Words.width(text, size)));
      }
    }
  }

  @Test
  void aTextThatDoesNotFitEndsWithAnEllipsis() {
    assertEquals("abc…", Words.fit("abcdef", 10, Words.width("abcd", 10)));
  }

  @Test
  void namesThatDoNotFitLoseWhatAllBeginWith() {
    List<String> names = List.of("mnist-rotated-00", "mnist-rotated-01", "mnist-rotated-10");
    assertEquals(List.of("…00", "…01", "…10"), Words.apart(names, 10, 90));
    assertEquals(names, Words.apart(names, 10, 96), "they fit");
    List<String> words = List.of("mathematics", "mathematical");
    assertEquals(words, Words.apart(words, 10, 20), "no word ends in what they share");
    List<String> within = List.of("a-b-", "a-b-c");
    assertEquals(List.of("…b-", "…b-c"), Words.apart(within, 10, 20), "none becomes empty");
    assertEquals(List.of("a-b-c"), Words.apart(List.of("a-b-c"), 10, 20), "nothing to compare");
    assertEquals(List.of("", "a-b-c"), Words.apart(List.of("", "a-b-c"), 10, 20));
  }
}

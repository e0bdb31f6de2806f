package org.munet4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
}

package org.munet4j.kernel.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StreamTextTest {
  @Test
  void keepsTheLastStateOfAProgressLine() {
    assertEquals("100 %\ndone\n", text("  0 %", "\r 50 %\r100 %", "\ndone\n"));
  }

  @Test
  void takesAWindowsLineEndForALineEnd() {
    assertEquals("a\nb\n", text("a\r", "\nb\r\n"));
  }

  @Test
  void overwritesOnlyAsFarAsTheNewTextGoes() {
    assertEquals("xycdef", text("abcdef\rxy"));
  }

  @Test
  void cutsEndlessText() {
    StreamText text = new StreamText();
    for (int i = 0; i < 300; i++) {
      text.add("0123456789".repeat(1000) + "\n");
    }
    assertTrue(text.toString().length() < 2_000_100);
    assertTrue(text.toString().endsWith("characters]\n"));
  }

  private static String text(String... parts) {
    StreamText text = new StreamText();
    for (String part : parts) {
      text.add(part);
    }
    return text.toString();
  }
}

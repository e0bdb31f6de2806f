package org.munet4j.kernel.notebook;

/**
 * Printed text as a terminal would leave it: a carriage return goes back to the start of the line,
 * so that a progress line ends as its last state.
 */
final class StreamText {
  private static final int MAX_CHARACTERS = 2_000_000;

  private final StringBuilder text = new StringBuilder();
  private int lineStart;
  private int column;
  private boolean isCut;

  void add(String more) {
    for (int i = 0; i < more.length(); i++) {
      char c = more.charAt(i);
      if (c == '\r') {
        column = 0;
      } else if (c == '\n') {
        endLine();
      } else {
        put(c);
      }
    }
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  @Override
  public String toString() {
    return isCut ? text + "\n[the rest is cut: more than 2,000,000 characters]\n" : text.toString();
  }

  private void endLine() {
    if (hasRoom()) {
      text.append('\n');
      lineStart = text.length();
      column = 0;
    }
  }

  private void put(char c) {
    int place = lineStart + column;
    if (place < text.length()) {
      text.setCharAt(place, c);
      column++;
    } else if (hasRoom()) {
      text.append(c);
      column++;
    }
  }

  private boolean hasRoom() {
    isCut |= text.length() >= MAX_CHARACTERS;
    return !isCut;
  }
}

package org.munet4j.kernel.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows the brackets of code that may be unfinished, past its texts and comments. */
final class Brackets {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<text>//[^\\n]*+|/\\*(?:(?!\\*/)[\\s\\S])*+(?:\\*/)?"
              + "|\"\"\"(?:(?!\"\"\")(?:\\\\[\\s\\S]|[^\\\\]))*+(?:\"\"\")?"
              + "|\"[^\"\\\\\\n]*+(?:\\\\.[^\"\\\\\\n]*+)*+\"?|'\\\\?.[^'\\n]{0,8}'?)|[(){}\\[\\]]");
  private static final Pattern NAME_BEFORE = Pattern.compile("(\\w)\\s*(?:<[^<>;(){}]*>\\s*)?$");

  private Brackets() {}

  /** Whether the position lies inside a text or comment, where names mean nothing. */
  static boolean isInText(String code, int position) {
    Matcher token = TOKEN.matcher(code);
    while (token.find() && token.start() < position) {
      String text = token.group("text");
      boolean isOpen = text != null && token.end() == position && !isClosed(text);
      if (text != null && (position < token.end() || isOpen)) {
        return true;
      }
    }
    return false;
  }

  /** Where a comment begins that nothing ends. */
  static OptionalInt openComment(String code) {
    return TOKEN
        .matcher(code)
        .results()
        .filter(token -> token.group().startsWith("/*") && !isClosed(token.group()))
        .mapToInt(MatchResult::start)
        .findFirst();
  }

  /** Where the name ends whose argument list holds the position. */
  static OptionalInt openCall(String code, int position) {
    Deque<Integer> open = new ArrayDeque<>();
    Matcher token = TOKEN.matcher(code);
    while (token.find() && token.start() < position) {
      if (token.group("text") == null) {
        follow(open, code.charAt(token.start()), token.start());
      }
    }
    if (open.isEmpty() || code.charAt(open.peek()) != '(') {
      return OptionalInt.empty();
    }
    String before = code.substring(Math.max(0, open.peek() - 200), open.peek());
    Matcher name = NAME_BEFORE.matcher(before);
    return name.find()
        ? OptionalInt.of(open.peek() - before.length() + name.end(1))
        : OptionalInt.empty();
  }

  /** How many brackets are still open at the end. */
  static int depth(String code) {
    Deque<Integer> open = new ArrayDeque<>();
    Matcher token = TOKEN.matcher(code);
    while (token.find()) {
      if (token.group("text") == null) {
        follow(open, code.charAt(token.start()), token.start());
      }
    }
    return open.size();
  }

  private static void follow(Deque<Integer> open, char bracket, int position) {
    if ("({[".indexOf(bracket) >= 0) {
      open.push(position);
    } else {
      open.poll();
    }
  }

  private static boolean isClosed(String text) {
    return switch (text.charAt(0)) {
      case '/' -> text.startsWith("/*") && text.length() >= 4 && text.endsWith("*/");
      case '"' ->
          text.startsWith("\"\"\"")
              ? text.length() >= 6 && text.endsWith("\"\"\"")
              : text.length() >= 2 && text.endsWith("\"");
      default -> text.length() >= 3 && text.endsWith("'");
    };
  }
}

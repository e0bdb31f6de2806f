package org.munet4j.paper;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.munet4j.internal.Require;
import org.munet4j.tensor.DamagedFileException;

/** The head of a file: lines such as {@code # date: 2026-11-22}. */
final class Facts {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9 -]*");
  private static final Pattern LINE = Pattern.compile("# ([^:]+): (.*)");

  private Facts() {}

  static void check(String name, String value) {
    Require.that(NAME.matcher(name).matches(), "fact '%s': use a-z, 0-9, blanks and -", name);
    Require.that(
        !value.isEmpty()
            && value.equals(value.strip())
            && value.chars().noneMatch(Character::isISOControl),
        "fact %s is '%s', needs words on one line without blanks around them",
        name,
        value);
  }

  static String text(Map<String, String> facts) {
    return facts.entrySet().stream()
        .map(fact -> "# " + fact.getKey() + ": " + fact.getValue() + "\n")
        .collect(Collectors.joining());
  }

  /** The facts at the beginning of these lines, one a line. */
  static Map<String, String> read(List<PlainCsv.Line> lines, String file) {
    Map<String, String> facts = new LinkedHashMap<>();
    for (PlainCsv.Line line : lines) {
      if (!line.text().startsWith("#")) {
        break;
      }
      Matcher fact = LINE.matcher(line.text());
      if (!fact.matches() || facts.put(fact.group(1), fact.group(2)) != null) {
        throw new DamagedFileException(
            Require.text(
                "%s is damaged: line %d is '%s', needs '# name: words' and each name once",
                file, line.number(), line.text()));
      }
    }
    return facts;
  }

  static String utf8(byte[] bytes, String file) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException otherBytes) {
      throw new DamagedFileException(file + " is damaged: it is not UTF-8 text", otherBytes);
    }
  }
}

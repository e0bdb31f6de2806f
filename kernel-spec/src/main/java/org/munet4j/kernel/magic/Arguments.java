package org.munet4j.kernel.magic;

import java.util.List;
import java.util.regex.Pattern;
import org.munet4j.kernel.engine.MagicException;

/** The words behind a magic's name; quotes hold a word with spaces together. */
final class Arguments {
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

  private Arguments() {}

  static List<String> of(String words) {
    return WORD.matcher(words)
        .results()
        .map(m -> m.group(1) != null ? m.group(1) : m.group(2) != null ? m.group(2) : m.group(3))
        .toList();
  }

  /** The words, of which there must be one. */
  static List<String> some(String words, String usage) throws MagicException {
    List<String> all = of(words);
    if (all.isEmpty()) {
      throw new MagicException("it needs more words: %s", usage);
    }
    return all;
  }
}

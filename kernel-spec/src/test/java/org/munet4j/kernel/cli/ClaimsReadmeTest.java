package org.munet4j.kernel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The table of claims in the README is the one that the command prints. */
class ClaimsReadmeTest {
  private static final Path README = Path.of("").toAbsolutePath().getParent().resolve("README.md");
  private static final String BEGIN = "<!-- claims -->\n";
  private static final String END = "<!-- end of claims -->\n";
  private static final String REPAIR =
      "the claims in README.md are not those of this version; repair them with\n"
          + "./munet4j claims --markdown | sed -i -e '/<!-- claims -->/,/<!-- end of claims -->/{//!d}'"
          + " -e '/<!-- claims -->/r /dev/stdin' README.md\n";

  @Test
  void theReadmeShowsWhatTheCommandPrints() throws IOException {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Main.run(new PrintWriter(out, true), new PrintWriter(err, true), "claims", "--markdown");
    assertEquals("", err.toString());
    String readme = Files.readString(README);
    int begin = readme.indexOf(BEGIN);
    int end = readme.indexOf(END);
    assertTrue(begin >= 0 && end > begin, "README.md has no place for claims between its comments");
    assertEquals(out.toString(), readme.substring(begin + BEGIN.length(), end), REPAIR);
  }
}

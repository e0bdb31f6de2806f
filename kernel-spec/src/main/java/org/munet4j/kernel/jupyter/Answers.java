package org.munet4j.kernel.jupyter;

import com.google.gson.JsonObject;
import io.github.spencerpark.jupyter.messages.MessageType;
import java.util.List;
import java.util.Map;
import org.munet4j.kernel.engine.CodeHelp;

/** Answers questions that run no cell. Positions in the protocol count code points. */
final class Answers {
  /** How JupyterLab and Notebook 7 call the list of words with their signatures. */
  private static final String TYPES = "_jupyter_types_experimental";

  private final CodeHelp help;

  Answers(CodeHelp help) {
    this.help = help;
  }

  static void kernelInfo(Request request) {
    String version = Answers.class.getPackage().getImplementationVersion();
    Map<String, ?> language =
        Map.of(
            "name", "java",
            "version", System.getProperty("java.specification.version"),
            "mimetype", "text/x-java",
            "file_extension", ".jshell",
            "pygments_lexer", "java",
            "codemirror_mode", "text/x-java");
    request.reply(
        MessageType.KERNEL_INFO_REPLY,
        Map.of(
            "protocol_version",
            "5.3",
            "implementation",
            "munet4j",
            "implementation_version",
            version == null ? "development" : version,
            "language_info",
            language,
            "banner",
            "munet4j on Java " + System.getProperty("java.version"),
            "help_links",
            List.of()));
  }

  void complete(Request request) {
    String code = code(request);
    CodeHelp.Completion found = help.complete(code, cursor(request, code));
    int start = code.codePointCount(0, found.start());
    int end = code.codePointCount(0, found.end());
    List<Map<String, ?>> types =
        found.words().stream().<Map<String, ?>>map(word -> type(word, start, end)).toList();
    request.reply(
        MessageType.COMPLETE_REPLY,
        Map.of(
            "matches",
            found.words().stream().map(CodeHelp.Word::text).toList(),
            "cursor_start",
            start,
            "cursor_end",
            end,
            "metadata",
            Map.of(TYPES, types)));
  }

  private static Map<String, ?> type(CodeHelp.Word word, int start, int end) {
    return Map.of(
        "text", word.text(),
        "type", word.type(),
        "signature", word.signature(),
        "start", start,
        "end", end);
  }

  void inspect(Request request) {
    String code = code(request);
    Map<String, ?> data =
        help.describe(code, cursor(request, code))
            .map(page -> Map.of("text/plain", page.text(), "text/html", page.html()))
            .orElse(Map.of());
    request.reply(
        MessageType.INSPECT_REPLY,
        Map.of("found", !data.isEmpty(), "data", data, "metadata", Map.of()));
  }

  void isComplete(Request request) {
    String code = code(request);
    Map<String, ?> answer =
        switch (help.ending(code)) {
          case COMPLETE -> Map.of("status", "complete");
          case INVALID -> Map.of("status", "invalid");
          case INCOMPLETE -> Map.of("status", "incomplete", "indent", help.indent(code));
        };
    request.reply(MessageType.IS_COMPLETE_REPLY, answer);
  }

  static void commInfo(Request request) {
    request.reply(MessageType.COMM_INFO_REPLY, Map.of("comms", Map.of()));
  }

  private static String code(Request request) {
    return Json.text(request.content(), "code", "");
  }

  private static int cursor(Request request, String code) {
    JsonObject content = request.content();
    int points = code.codePointCount(0, code.length());
    int asked = Json.number(content, "cursor_pos", points);
    return code.offsetByCodePoints(0, Math.max(0, Math.min(asked, points)));
  }
}

package org.munet4j.kernel.jupyter;

import com.google.gson.JsonObject;
import io.github.spencerpark.jupyter.messages.MessageType;
import java.util.List;
import java.util.Map;
import org.munet4j.kernel.engine.CodeHelp;

/** Answers questions that run no cell. Positions in the protocol count code points. */
final class Answers {
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
    request.reply(
        MessageType.COMPLETE_REPLY,
        Map.of(
            "matches", found.words(),
            "cursor_start", code.codePointCount(0, found.start()),
            "cursor_end", code.codePointCount(0, found.end()),
            "metadata", Map.of()));
  }

  void inspect(Request request) {
    String code = code(request);
    Map<String, ?> data =
        help.describe(code, cursor(request, code))
            .map(text -> Map.of("text/plain", text))
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
          case INCOMPLETE -> Map.of("status", "incomplete", "indent", indent(code));
        };
    request.reply(MessageType.IS_COMPLETE_REPLY, answer);
  }

  /** Front ends remember what was typed themselves. */
  static void history(Request request) {
    request.reply(MessageType.HISTORY_REPLY, Map.of("history", List.of()));
  }

  static void commInfo(Request request) {
    request.reply(MessageType.COMM_INFO_REPLY, Map.of("comms", Map.of()));
  }

  private static String indent(String code) {
    String line = code.substring(code.lastIndexOf('\n') + 1);
    String space = line.substring(0, line.length() - line.stripLeading().length());
    return line.stripTrailing().endsWith("{") ? space + "  " : space;
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

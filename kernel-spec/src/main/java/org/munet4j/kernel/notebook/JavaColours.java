package org.munet4j.kernel.notebook;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Java source as HTML with light colours. It looks at words only, so half a program is fine. */
final class JavaColours {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<comment>//[^\\n]*|/\\*(?:(?!\\*/)[\\s\\S])*+(?:\\*/)?)"
              + "|(?<text>\"\"\"[\\s\\S]*?\"\"\"|\"[^\"\\\\\\n]*+(?:\\\\.[^\"\\\\\\n]*+)*+\"?"
              + "|'(?:\\\\.|[^'\\\\\\n])[^'\\n]{0,8}')"
              + "|(?<keyword>\\b(?:abstract|assert|boolean|break|byte|case|catch|char|class|continue"
              + "|default|do|double|else|enum|extends|false|final|finally|float|for|if|implements"
              + "|import|instanceof|int|interface|long|native|new|null|package|permits|private"
              + "|protected|public|record|return|sealed|short|static|super|switch|synchronized|this"
              + "|throw|throws|transient|true|try|var|void|volatile|while|yield)\\b)"
              + "|(?<digits>\\b\\d[\\w]*(?:\\.\\d[\\w]*)?)"
              + "|(?<type>\\b[A-Z]\\w*)"
              + "|(?<word>\\b\\w+)");

  private static final String[] COLOURED = {"comment", "text", "keyword", "digits", "type"};

  private JavaColours() {}

  static String html(String source) {
    StringBuilder html = new StringBuilder();
    Matcher token = TOKEN.matcher(source);
    int end = 0;
    while (token.find()) {
      html.append(Html.escape(source.substring(end, token.start()))).append(coloured(token));
      end = token.end();
    }
    return html.append(Html.escape(source.substring(end))).toString();
  }

  private static String coloured(Matcher token) {
    String escaped = Html.escape(token.group());
    for (String kind : COLOURED) {
      if (token.group(kind) != null) {
        return "<span class=\"" + kind + "\">" + escaped + "</span>";
      }
    }
    return escaped;
  }
}

package org.munet4j.report.plot;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import tech.tablesaw.plotly.components.Figure;

/**
 * Reads the JavaScript that jsplot writes for a figure. Its single-quoted words are escaped for
 * HTML but not for JavaScript, its double-quoted ones are JSON, and it ends lists with commas.
 */
final class JsplotSource {
  private JsplotSource() {}

  /** The members {@code data}, {@code layout} and {@code config}, with jsplot's own values. */
  static JsonObject read(Figure figure) {
    JsonArray data = new JsonArray();
    for (int trace = 0; trace < figure.getTraces().length; trace++) {
      data.add(object(figure.getTraces()[trace].asJavascript(trace)));
    }
    JsonObject read = new JsonObject();
    read.add("data", data);
    boolean hasLayout = figure.getLayout() != null;
    read.add("layout", hasLayout ? object(figure.getLayout().asJavascript()) : new JsonObject());
    boolean hasConfig = figure.getConfig() != null;
    read.add("config", hasConfig ? object(figure.getConfig().asJavascript()) : new JsonObject());
    return read;
  }

  /** The object after the equals sign of {@code var name = {...};}. */
  private static JsonObject object(String script) {
    StringBuilder json = new StringBuilder(script.length());
    int at = script.indexOf('=') + 1;
    while (at < script.length()) {
      char letter = script.charAt(at);
      int next = at + 1;
      if (letter == '\'') {
        next = script.indexOf('\'', at + 1) + 1;
        json.append(new JsonPrimitive(plain(script.substring(at + 1, next - 1))));
      } else if (letter == '"') {
        next = endOfWord(script, at);
        json.append(script, at, next);
      } else if (letter == ';') {
        break;
      } else if (letter != ',' || !isLast(script, next)) {
        json.append(letter);
      }
      at = next;
    }
    return JsonParser.parseString(json.toString()).getAsJsonObject();
  }

  private static int endOfWord(String script, int start) {
    int at = start + 1;
    while (script.charAt(at) != '"') {
      at += script.charAt(at) == '\\' ? 2 : 1;
    }
    return at + 1;
  }

  private static boolean isLast(String script, int afterComma) {
    int at = afterComma;
    while (Character.isWhitespace(script.charAt(at))) {
      at++;
    }
    return script.charAt(at) == '}' || script.charAt(at) == ']';
  }

  private static String plain(String html) {
    return html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }
}

package org.munet4j.kernel.notebook;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.munet4j.notebook.Bundle;

/**
 * Outputs as HTML. SVG becomes an image, so that no script in it can run; HTML comes from renderers
 * that escape what they show; the page forbids their scripts, so these are left out.
 */
final class OutputHtml {
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/\\s]++[=\\s]*+");
  private static final Pattern SCRIPT = Pattern.compile("(?is)<script\\b.*?(</script\\s*>|\\z)");

  private OutputHtml() {}

  static String html(Output output) {
    if (output instanceof Output.Stream stream) {
      String kind = stream.name().equals("stderr") ? "stderr" : "stdout";
      return "<pre class=\""
          + kind
          + "\">"
          + Html.escape(stream.text().stripTrailing())
          + "</pre>\n";
    }
    if (output instanceof Output.Failure failure) {
      return failure(failure);
    }
    return shown((Output.Shown) output);
  }

  private static String failure(Output.Failure failure) {
    String headline = failure.name() + ": " + failure.message();
    String trace =
        failure.traceback().stream()
            .filter(line -> !line.equals(headline))
            .collect(Collectors.joining("\n"))
            .stripIndent()
            .stripTrailing();
    return "<div class=\"failure\"><p><strong>"
        + Html.escape(failure.name())
        + "</strong> "
        + Html.escape(failure.message())
        + "</p>\n"
        + (trace.isEmpty() ? "" : "<pre>" + Html.escape(trace) + "</pre>")
        + "</div>\n";
  }

  private static String shown(Output.Shown shown) {
    Map<String, String> data = shown.data();
    String text = data.getOrDefault(Bundle.TEXT, "");
    String svg = data.get(Bundle.SVG);
    if (svg != null) {
      byte[] bytes = svg.getBytes(StandardCharsets.UTF_8);
      return image(shown, Bundle.SVG, Base64.getEncoder().encodeToString(bytes), text);
    }
    if (data.containsKey(Bundle.HTML)) {
      String still = SCRIPT.matcher(data.get(Bundle.HTML)).replaceAll("");
      return "<div class=\"rich\">" + still + "</div>\n";
    }
    String png = data.getOrDefault(Bundle.PNG, "");
    return BASE64.matcher(png).matches()
        ? image(shown, Bundle.PNG, png.replaceAll("\\s", ""), text)
        : "<pre class=\"result\">" + Html.escape(text) + "</pre>\n";
  }

  private static String image(Output.Shown shown, String type, String base64, String text) {
    OptionalInt width = shown.size(type, "width");
    return "<figure><img alt=\""
        + Html.escape(PlainText.cut(text, 300))
        + (width.isPresent() ? "\" width=\"" + width.getAsInt() : "")
        + "\" src=\"data:"
        + type
        + ";base64,"
        + base64
        + "\"></figure>\n";
  }
}

package org.munet4j.notebook;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.munet4j.internal.Require;
import org.munet4j.internal.Sha256;
import org.munet4j.report.Escape;
import org.munet4j.report.plot.PlotlyFigure;
import tech.tablesaw.plotly.components.Figure;

/**
 * Shows jsplot figures: interactive where the kernel's own plotly.js can be loaded, and as a static
 * picture of the same figure everywhere else. Jupyter drops messages that are too large: a figure
 * of many points travels once instead of twice, and beyond a megabyte as a picture alone.
 */
final class PlotRenderer {
  static final String PLOTLY = "application/vnd.plotly.v1+json";
  private static final double PNG_SCALE = 1.5;

  /** In characters of JSON. */
  private static final int MOST_TWICE = 200_000;

  private static final int MOST_LIVE = 1_000_000;
  private static final String TOO_LARGE =
      "; a picture, because so much data would not reach the page: thin them out for an interactive"
          + " figure";

  /** The page asks its own server for plotly.js, once for all figures on it. */
  private static final String SCRIPT =
      """
      (function () {
        var figure = %s;
        var lab = document.getElementById("jupyter-config-data");
        var base = document.body.dataset.baseUrl || (lab && JSON.parse(lab.textContent).baseUrl);
        if (!window.Plotly && !base) { return; }
        var loading = window.munet4jPlotly = window.munet4jPlotly || new Promise(function (done, failed) {
          if (window.Plotly) { done(); return; }
          var script = document.createElement("script");
          script.src = base + "kernelspecs/munet4j/plotly.min.js";
          script.onload = done;
          script.onerror = failed;
          document.head.appendChild(script);
        });
        loading.then(function () {
          document.querySelectorAll('[data-munet4j-plot="%s"]').forEach(function (box) {
            if (box.dataset.live) { return; }
            box.dataset.live = "yes";
            var live = document.createElement("div");
            box.appendChild(live);
            window.Plotly.newPlot(live, figure.data, figure.layout, figure.config).then(
              function () { box.removeChild(box.firstElementChild); },
              function () { box.removeChild(live); });
          });
        }, function () { window.munet4jPlotly = undefined; });
      })();
      """;

  private PlotRenderer() {}

  static Bundle bundle(Figure jsplot) {
    PlotlyFigure figure = PlotlyFigure.of(jsplot);
    String json = figure.toJson();
    boolean isLive = json.length() <= MOST_LIVE;
    String words = isLive ? figure.toString() : figure + TOO_LARGE;
    String png =
        figure.toPng(PNG_SCALE).map(bytes -> Base64.getEncoder().encodeToString(bytes)).orElse("");
    String still = still(figure, words, png);
    Bundle bundle = Bundle.text(words);
    if (json.length() <= MOST_TWICE) {
      bundle = bundle.and(PLOTLY, json);
    }
    bundle =
        bundle.and(
            Bundle.HTML, isLive ? live(json, still) : png.isEmpty() ? still : still + note(words));
    return png.isEmpty() ? bundle : bundle.and(Bundle.PNG, png, size(figure));
  }

  private static Map<String, Object> size(PlotlyFigure figure) {
    return Map.of("width", figure.width(), "height", figure.height());
  }

  private static String still(PlotlyFigure figure, String words, String png) {
    return png.isEmpty()
        ? note(words)
        : Require.text(
            "<img alt=\"%s\" width=\"%d\" style=\"max-width:100%%;height:auto\""
                + " src=\"data:image/png;base64,%s\">",
            Escape.markup(words), figure.width(), png);
  }

  private static String note(String words) {
    return "<p>" + Escape.markup(words) + "</p>";
  }

  private static String live(String json, String still) {
    String id = Sha256.of(json.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    return Require.text(
        "<div data-munet4j-plot=\"%s\">%s</div>\n<script>\n%s</script>\n",
        id, still, Require.text(SCRIPT, json, id));
  }
}

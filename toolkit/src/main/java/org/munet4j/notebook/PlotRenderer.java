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
 * picture of the same figure everywhere else.
 */
final class PlotRenderer {
  static final String PLOTLY = "application/vnd.plotly.v1+json";
  private static final double PNG_SCALE = 1.5;

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
    Bundle bundle = Bundle.text(figure.toString()).and(PLOTLY, json);
    return figure
        .toPng(PNG_SCALE)
        .map(png -> Base64.getEncoder().encodeToString(png))
        .map(
            png ->
                bundle.and(Bundle.HTML, html(figure, json, png)).and(Bundle.PNG, png, size(figure)))
        .orElse(bundle.and(Bundle.HTML, html(figure, json, "")));
  }

  private static Map<String, Object> size(PlotlyFigure figure) {
    return Map.of("width", figure.width(), "height", figure.height());
  }

  private static String html(PlotlyFigure figure, String json, String png) {
    String id = Sha256.of(json.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    String words = Escape.markup(figure.toString());
    String still =
        png.isEmpty()
            ? "<p>" + words + "</p>"
            : Require.text(
                "<img alt=\"%s\" width=\"%d\" style=\"max-width:100%%;height:auto\""
                    + " src=\"data:image/png;base64,%s\">",
                words, figure.width(), png);
    return Require.text(
        "<div data-munet4j-plot=\"%s\">%s</div>\n<script>\n%s</script>\n",
        id, still, Require.text(SCRIPT, json, id));
  }
}

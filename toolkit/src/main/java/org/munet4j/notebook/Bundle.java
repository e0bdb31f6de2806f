package org.munet4j.notebook;

import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.munet4j.internal.Require;
import org.munet4j.report.Drawing;
import org.munet4j.report.Escape;
import org.munet4j.report.TableView;
import tech.tablesaw.api.Table;

/**
 * One thing to show, in several formats; the front end takes the richest one that it can draw.
 *
 * @param data content by MIME type, binary formats in base64; {@code text/plain} is always there
 * @param metadata what a format says about itself in Jupyter's words, such as {@code width} and
 *     {@code height} of {@code image/png} in pixels of the page; by MIME type
 */
public record Bundle(Map<String, String> data, Map<String, Map<String, Object>> metadata) {
  public static final String TEXT = "text/plain";
  public static final String HTML = "text/html";
  public static final String SVG = "image/svg+xml";
  public static final String PNG = "image/png";
  private static final double PNG_SCALE = 2;

  public Bundle {
    Require.that(
        data.containsKey(TEXT), "a bundle needs text/plain, but has only %s", data.keySet());
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /** Plain text, in which control characters are spelled out. */
  public static Bundle text(String text) {
    return new Bundle(Map.of(TEXT, Escape.lines(text)), Map.of());
  }

  /** A drawing, described by its title. */
  public static Bundle of(Drawing drawing) {
    return of(drawing, drawing.toString());
  }

  /**
   * A drawing as SVG and PNG.
   *
   * @param text what it shows, for readers who cannot see it
   */
  public static Bundle of(Drawing drawing, String text) {
    Bundle bundle = text(text).and(SVG, drawing.toSvg());
    return drawing
        .toPng(PNG_SCALE)
        .map(png -> bundle.and(PNG, Base64.getEncoder().encodeToString(png), size(drawing)))
        .orElse(bundle);
  }

  /** A table as text and HTML. */
  public static Bundle of(Table table) {
    TableView view = new TableView(table);
    return text(view.toText()).and(HTML, view.toHtml());
  }

  /** This bundle with one more format. */
  public Bundle and(String mimeType, String content) {
    return and(mimeType, content, Map.of());
  }

  /** The same for a format that says something about itself. */
  public Bundle and(String mimeType, String content, Map<String, Object> about) {
    Map<String, String> more = new LinkedHashMap<>(data);
    more.put(mimeType, content);
    Map<String, Map<String, Object>> said = new LinkedHashMap<>(metadata);
    said.remove(mimeType);
    if (!about.isEmpty()) {
      said.put(mimeType, Map.copyOf(about));
    }
    return new Bundle(more, said);
  }

  /**
   * The formats for messages and notebook files. A drawing goes as PNG alone: exports, code hosts
   * and notebooks that are not trusted leave an SVG out.
   */
  public Bundle forTravel() {
    if (!data.containsKey(SVG) || !data.containsKey(PNG)) {
      return this;
    }
    Map<String, String> fewer = new LinkedHashMap<>(data);
    fewer.remove(SVG);
    return new Bundle(fewer, metadata);
  }

  private static Map<String, Object> size(Drawing drawing) {
    return Map.of(
        "width", (int) Math.ceil(drawing.width()), "height", (int) Math.ceil(drawing.height()));
  }
}

package org.munet4j.notebook;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.munet4j.internal.Require;

/**
 * One thing to show, in several formats; the front end takes the richest one that it can draw.
 *
 * @param data content by MIME type, binary formats in base64; {@code text/plain} is always there
 */
public record Bundle(Map<String, String> data) {
  public static final String TEXT = "text/plain";
  public static final String HTML = "text/html";
  public static final String SVG = "image/svg+xml";
  public static final String PNG = "image/png";

  public Bundle {
    Require.that(
        data.containsKey(TEXT), "a bundle needs text/plain, but has only %s", data.keySet());
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
  }

  public static Bundle text(String text) {
    return new Bundle(Map.of(TEXT, text));
  }

  /** This bundle with one more format. */
  public Bundle and(String mimeType, String content) {
    Map<String, String> more = new LinkedHashMap<>(data);
    more.put(mimeType, content);
    return new Bundle(more);
  }
}

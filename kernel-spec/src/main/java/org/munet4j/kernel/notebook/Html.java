package org.munet4j.kernel.notebook;

/** The one place where text becomes HTML. */
final class Html {
  private Html() {}

  /** Text for an element or a quoted attribute; control characters are spelled out. */
  static String escape(String text) {
    return PlainText.withoutControls(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}

package org.munet4j.notebook;

import ai.djl.ndarray.NDArray;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.munet4j.data.Images;
import org.munet4j.report.ContactSheet;
import org.munet4j.report.Drawing;
import org.munet4j.report.Escape;
import org.munet4j.report.Figure;
import org.munet4j.report.TableView;
import tech.tablesaw.api.Table;

/** Turns values into bundles; what it does not know is shown by its {@code toString}. */
public final class Renderers {
  private static final double PNG_SCALE = 1.5;
  private static final Map<Class<?>, Function<Object, Bundle>> KNOWN = known();

  private Renderers() {}

  /** The value in every format that a front end may ask for; a failure is shown, not thrown. */
  public static Bundle render(Object value) {
    if (value == null) {
      return Bundle.text("null");
    }
    try {
      return rendererOf(value).apply(value);
    } catch (Throwable failure) {
      return Bundle.text(failed(value, failure));
    }
  }

  /** The types that are shown as more than text. */
  static List<Class<?>> types() {
    return List.copyOf(KNOWN.keySet());
  }

  private static Map<Class<?>, Function<Object, Bundle>> known() {
    Map<Class<?>, Function<Object, Bundle>> known = new LinkedHashMap<>();
    add(known, Bundle.class, bundle -> bundle);
    add(known, Table.class, Renderers::table);
    add(known, Drawing.class, drawing -> drawing(drawing, drawing.toString()));
    add(known, Figure.class, figure -> drawing(figure.drawing(), figure.toString()));
    add(known, Images.class, Renderers::images);
    add(known, tech.tablesaw.plotly.components.Figure.class, PlotRenderer::bundle);
    add(known, NDArray.class, array -> Bundle.text(PlainText.of(array)));
    return known;
  }

  private static <T> void add(
      Map<Class<?>, Function<Object, Bundle>> known, Class<T> type, Function<T, Bundle> renderer) {
    known.put(type, value -> renderer.apply(type.cast(value)));
  }

  private static Function<Object, Bundle> rendererOf(Object value) {
    return KNOWN.entrySet().stream()
        .filter(entry -> entry.getKey().isInstance(value))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(other -> Bundle.text(PlainText.of(other)));
  }

  private static Bundle table(Table table) {
    TableView view = new TableView(table);
    return Bundle.text(view.toText()).and(Bundle.HTML, view.toHtml());
  }

  private static Bundle images(Images images) {
    return drawing(ContactSheet.of(images).drawing(), images.toString());
  }

  private static Bundle drawing(Drawing drawing, String text) {
    Bundle bundle = Bundle.text(text).and(Bundle.SVG, drawing.toSvg());
    return drawing
        .toPng(PNG_SCALE)
        .map(png -> bundle.and(Bundle.PNG, Base64.getEncoder().encodeToString(png)))
        .orElse(bundle);
  }

  private static String failed(Object value, Throwable failure) {
    String reason = failure.getClass().getName();
    try {
      reason = String.valueOf(failure);
    } catch (Throwable worse) {
      reason += ", whose message fails too";
    }
    return "a " + value.getClass().getName() + " that cannot be shown: " + Escape.visible(reason);
  }
}

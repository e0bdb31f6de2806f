package org.munet4j.notebook;

import ai.djl.ndarray.NDArray;
import org.munet4j.data.Images;
import org.munet4j.report.ContactSheet;
import org.munet4j.report.Drawing;
import org.munet4j.report.Figure;
import tech.tablesaw.api.Table;

/** How this library's own types are shown. */
public final class OwnRenderers implements RendererProvider {
  @Override
  public void register(RendererRegistry renderers) {
    renderers
        .add(Table.class, Bundle::of)
        .add(Drawing.class, Bundle::of)
        .add(Figure.class, figure -> Bundle.of(figure.drawing(), figure.toString()))
        .add(
            Images.class, images -> Bundle.of(ContactSheet.of(images).drawing(), images.toString()))
        .add(NDArray.class, PlainText::of);
  }
}

package org.munet4j.notebook;

import ai.djl.ndarray.NDArray;
import java.awt.image.RenderedImage;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.BaseStream;
import org.munet4j.component.Component;
import org.munet4j.component.ModelGraph;
import org.munet4j.data.Images;
import org.munet4j.data.Source;
import org.munet4j.internal.Require;
import org.munet4j.report.AllocationMap;
import org.munet4j.report.ContactSheet;
import org.munet4j.report.Drawing;
import org.munet4j.report.Figure;
import org.munet4j.report.ModelSummary;
import org.munet4j.report.RouterWeights;
import org.munet4j.report.Summaries;
import org.munet4j.report.TimelineRecorder;
import org.munet4j.router.Allocation;
import org.munet4j.router.Routing;
import org.munet4j.run.JointTraining;
import org.munet4j.run.Run;
import org.munet4j.space.Hyperparameters;
import org.munet4j.space.SearchSpace;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.task.Task;
import org.munet4j.tensor.Tensor;
import org.munet4j.train.Trained;
import tech.tablesaw.api.Table;

/** How this library's own types, and Java's collections and arrays, are shown. */
public final class OwnRenderers implements RendererProvider {
  @Override
  public void register(RendererRegistry renderers) {
    renderers
        .add(Table.class, Bundle::of)
        .add(Drawing.class, Bundle::of)
        .add(Figure.class, OwnRenderers::figure)
        .add(tech.tablesaw.plotly.components.Figure.class, PlotRenderer::bundle)
        .add(MultitaskSystem.class, Summaries::system)
        .add(Run.Result.class, Summaries::run)
        .add(Trained.class, Summaries::training)
        .add(Model.class, ModelSummary::of)
        .add(ModelGraph.class, ModelSummary::of)
        .add(Component.class, Summaries::component)
        .add(Allocation.class, allocation -> figure(AllocationMap.of(allocation)))
        .add(JointTraining.Result.class, JointTraining.Result::table)
        .add(Routing.class, routing -> figure(RouterWeights.byClass(routing)))
        .add(TimelineRecorder.class, recorder -> figure(recorder.timeline()))
        .add(Hyperparameters.class, Summaries::choices)
        .add(SearchSpace.class, Summaries::space);
    addImages(renderers);
    addValues(renderers);
  }

  private static void addImages(RendererRegistry renderers) {
    renderers
        .add(RenderedImage.class, JavaImages::of)
        .add(
            Images.class, images -> Bundle.of(ContactSheet.of(images).drawing(), images.toString()))
        .add(
            Task.class,
            task -> sheet(ContactSheet.of(task.train()).ofEachClass(5), task.toString()))
        .add(
            Source.class,
            source -> sheet(ContactSheet.of(source.train()).ofEachClass(5), words(source)));
  }

  private static void addValues(RendererRegistry renderers) {
    renderers
        .add(NDArray.class, ArrayLook::of)
        .add(Tensor.class, ArrayLook::of)
        .add(float[][].class, Matrices::of)
        .add(double[][].class, Matrices::of)
        .add(int[][].class, Matrices::of)
        .add(Map.class, map -> Records.of((Map<?, ?>) map))
        .add(Collection.class, Records::of)
        .add(Optional.class, maybe -> maybe.isPresent() ? maybe.get() : "empty")
        .add(
            BaseStream.class,
            stream -> "a stream, which can be read once; end it with .toList() to see what it has");
  }

  private static Bundle figure(Figure figure) {
    return Bundle.of(figure.drawing(), figure.toString());
  }

  private static Bundle sheet(ContactSheet sheet, String words) {
    return Bundle.of(sheet.titled(words).drawing(), words);
  }

  private static String words(Source source) {
    return Require.text(
        "source '%s': %,d classes, %,d train, %s, %s",
        source.name(),
        source.classes(),
        source.train().count(),
        count(source.validation(), "validation"),
        count(source.test(), "test"));
  }

  private static String count(Optional<Images> images, String split) {
    return images.map(some -> Require.text("%,d %s", some.count(), split)).orElse("no " + split);
  }
}

package org.munet4j.system;

import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.munet4j.internal.Require;
import org.munet4j.train.ImagePredictor;

/**
 * A model with names for its classes, for programs that know nothing of tasks and components.
 *
 * @param model of a task; the root has none
 * @param classes names in the order of the logits
 */
record Served(Model model, List<String> classes) {
  Served {
    classes = List.copyOf(classes);
    Require.that(!model.isRoot(), "the root solves no task; name one that the system solves");
    Require.that(
        classes.size() == model.graph().classes(),
        "task '%s' has %d class names, model %s tells %d classes apart; take the task that it was"
            + " trained on",
        model.task(),
        classes.size(),
        model.id(),
        model.graph().classes());
  }

  /** A model whose classes are numbered from 0. */
  static Served numbered(Model model) {
    return new Served(
        model, IntStream.range(0, model.graph().classes()).mapToObj(String::valueOf).toList());
  }

  Predictor<Image, Classifications> predictor() {
    return ImagePredictor.of(model.graph(), model.task(), classes);
  }

  void export(Path folder) {
    Require.that(
        !model.graph().hasRouted(),
        "task '%s' is solved by a %s; routed networks cannot be exported yet: serve it with"
            + " system.predictor(task)",
        model.task(),
        model.graph());
    new Export(this).to(folder);
  }
}

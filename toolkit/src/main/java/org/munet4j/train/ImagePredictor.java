package org.munet4j.train;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;
import org.munet4j.component.ModelGraph;
import org.munet4j.tensor.Torch;

/**
 * A path, or several side by side, as DJL's predictor: pictures of any size in, probabilities of
 * the classes out. Pictures are read, resized and scaled as in {@link Evaluation}, which gives the
 * same bits for the same pictures in the same order; paths that take images of other sizes get them
 * so, and those of little weight are skipped where the multipath says so. Threads may share a
 * predictor. Closing it waits for the calls under way and frees the native memory of all paths.
 */
public final class ImagePredictor extends Predictor<Image, Classifications> {
  private static final String ASKED = "asked";
  private final DeviceGraph graph;
  private final Model shell;
  private final String name;
  private final ReadWriteLock use = new ReentrantReadWriteLock();
  private boolean isClosed;

  private ImagePredictor(
      DeviceGraph graph, Model shell, String name, Translator<Image, Classifications> translator) {
    super(shell, translator, shell.getNDManager().getDevice(), false);
    this.graph = graph;
    this.shell = shell;
    this.name = name;
  }

  /**
   * A predictor, to be closed by the caller.
   *
   * @param name of the task, for messages
   * @param classes names in the order of the logits, one for each
   */
  public static ImagePredictor of(ModelGraph graph, String name, List<String> classes) {
    String engine = Torch.engine().getEngineName();
    Reading reading = new Reading(List.copyOf(classes));
    DeviceGraph loaded = DeviceGraph.loaded(graph);
    return new ImagePredictor(
        loaded, Model.newInstance(name, Torch.device(), engine), name, reading);
  }

  /**
   * The answers in the order of the pictures, which may differ in size.
   *
   * @throws IllegalStateException if the predictor is closed
   */
  @Override
  public List<Classifications> batchPredict(List<Image> pictures) throws TranslateException {
    use.readLock().lock();
    try {
      if (isClosed) {
        throw new IllegalStateException(
            "predictor '" + name + "' is closed; ask the system for another one");
      }
      Torch.settle();
      List<Classifications> answers = new ArrayList<>();
      for (int start = 0; start < pictures.size(); start += DeviceBatches.LARGEST) {
        int end = Math.min(start + DeviceBatches.LARGEST, pictures.size());
        answers.addAll(super.batchPredict(pictures.subList(start, end)));
      }
      return answers;
    } finally {
      use.readLock().unlock();
    }
  }

  @Override
  protected NDList predictInternal(TranslatorContext context, NDList none) {
    Asked asked = (Asked) context.getAttachment(ASKED);
    int[] all = IntStream.range(0, asked.count()).toArray();
    return new NDList(graph.answers(context.getNDManager(), all, asked));
  }

  @Override
  public void close() {
    use.writeLock().lock();
    try {
      if (!isClosed) {
        isClosed = true;
        super.close();
        shell.close();
        graph.close();
      }
    } finally {
      use.writeLock().unlock();
    }
  }

  /**
   * From pictures to what the paths are asked and from logits to answers, a batch at a time.
   *
   * @param classes names in the order of the logits
   */
  private record Reading(List<String> classes) implements Translator<Image, Classifications> {
    @Override
    public NDList batchProcessInput(TranslatorContext context, List<Image> pictures) {
      context.setAttachment(ASKED, Asked.of(pictures));
      return new NDList();
    }

    @Override
    public List<Classifications> batchProcessOutput(TranslatorContext context, NDList logits) {
      NDArray rows = logits.singletonOrThrow().softmax(1);
      return IntStream.range(0, (int) rows.size(0))
          .mapToObj(row -> new Classifications(classes, rows.get(row)))
          .toList();
    }

    @Override
    public NDList processInput(TranslatorContext context, Image picture) {
      return batchProcessInput(context, List.of(picture));
    }

    @Override
    public Classifications processOutput(TranslatorContext context, NDList logits) {
      return batchProcessOutput(context, logits).get(0);
    }
  }
}

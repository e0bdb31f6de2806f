package org.munet4j.train;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;
import org.munet4j.component.ModelPath;
import org.munet4j.data.DjlImages;
import org.munet4j.data.Images;
import org.munet4j.tensor.Torch;

/**
 * A path as DJL's predictor: pictures of any size in, probabilities of the classes out. Pictures
 * are read, resized and scaled as in {@link Evaluation}, which gives the same bits for the same
 * pictures in the same order. Threads may share a predictor. Closing it waits for the calls under
 * way and frees the path's native memory.
 */
public final class ImagePredictor extends Predictor<Image, Classifications> {
  private final DeviceModel path;
  private final Model shell;
  private final String name;
  private final ReadWriteLock use = new ReentrantReadWriteLock();
  private boolean isClosed;

  private ImagePredictor(
      DeviceModel path, Model shell, String name, Translator<Image, Classifications> translator) {
    super(shell, translator, shell.getNDManager().getDevice(), false);
    this.path = path;
    this.shell = shell;
    this.name = name;
  }

  /**
   * A predictor, to be closed by the caller.
   *
   * @param name of the task, for messages
   * @param classes names in the order of the logits, one for each
   */
  public static ImagePredictor of(ModelPath path, String name, List<String> classes) {
    String engine = Torch.engine().getEngineName();
    Reading reading = new Reading(path.vit().imageSize(), List.copyOf(classes));
    DeviceModel loaded = new DeviceModel(path).loaded();
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
  protected NDList predictInternal(TranslatorContext context, NDList images) {
    return new NDList(path.logits(context.getNDManager(), images.singletonOrThrow()));
  }

  @Override
  public void close() {
    use.writeLock().lock();
    try {
      if (!isClosed) {
        isClosed = true;
        super.close();
        shell.close();
        path.close();
      }
    } finally {
      use.writeLock().unlock();
    }
  }

  /**
   * From pictures to the network's input and from its logits to answers, a batch at a time.
   *
   * @param side of the square that the network takes, in pixels
   * @param classes names in the order of the logits
   */
  private record Reading(int side, List<String> classes)
      implements Translator<Image, Classifications> {
    @Override
    public NDList batchProcessInput(TranslatorContext context, List<Image> pictures) {
      NDManager step = context.getNDManager();
      boolean isOneSize =
          pictures.stream().map(one -> List.of(one.getWidth(), one.getHeight())).distinct().count()
              == 1;
      NDList parts = new NDList();
      for (List<Image> part :
          isOneSize ? List.of(pictures) : pictures.stream().map(List::of).toList()) {
        Images images = DjlImages.of(part);
        int[] all = IntStream.range(0, images.count()).toArray();
        parts.add(Feed.of(step, images, side).batch(step, all));
      }
      return parts.size() == 1 ? parts : new NDList(NDArrays.concat(parts));
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

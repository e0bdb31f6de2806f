package org.munet4j.train;

import ai.djl.modality.cv.Image;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.stream.IntStream;
import org.munet4j.component.Mixing;
import org.munet4j.data.DjlImages;
import org.munet4j.data.Images;

/**
 * Pictures of a program that leaves are asked about, to each leaf in its own size.
 *
 * @param parts one set where all pictures have one size, else one for each picture
 */
record Asked(List<Images> parts) implements DeviceGraph.Leaves {
  static Asked of(List<Image> pictures) {
    long sizes =
        pictures.stream().map(one -> List.of(one.getWidth(), one.getHeight())).distinct().count();
    return new Asked(
        sizes == 1
            ? List.of(DjlImages.of(pictures))
            : pictures.stream().map(one -> DjlImages.of(List.of(one))).toList());
  }

  int count() {
    return parts.stream().mapToInt(Images::count).sum();
  }

  @Override
  public NDArray answers(NDManager step, DeviceLeaf leaf, int[] images) {
    return leaf.logits(step, input(step, leaf, images), 0);
  }

  @Override
  public double threshold(Mixing mixing) {
    return mixing.threshold();
  }

  /** Images [image, 3, side, side]. */
  private NDArray input(NDManager step, DeviceLeaf leaf, int[] images) {
    if (parts.size() == 1) {
      return leaf.feed(step, parts.get(0)).batch(step, images);
    }
    NDList rows = new NDList();
    IntStream.of(images)
        .forEach(image -> rows.add(leaf.feed(step, parts.get(image)).batch(step, new int[1])));
    return NDArrays.concat(rows);
  }
}

package org.munet4j.train;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.munet4j.component.Fresh;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Multipath;
import org.munet4j.component.Vit;
import org.munet4j.data.Images;
import org.munet4j.task.Task;
import org.munet4j.tensor.RandomStream;

/** Tasks that a tiny network learns in a second: each class has its own bright bar. */
public final class TinyTask {
  public static final Vit VIT = new Vit(12, 4, 16, 32, 2, 2);

  private TinyTask() {}

  public static Task named(String name, int classes, long seed) {
    return new Task(
        name,
        images(classes, 120, seed),
        images(classes, 40, seed + 1000),
        images(classes, 60, seed + 2000));
  }

  public static ModelPath path(int classes) {
    return Fresh.path(VIT, classes, "root", RandomStream.seeded(5));
  }

  /** Another path without its head, whose connector adds nothing yet. */
  public static Multipath.Branch branch(int place, int classes) {
    ModelPath other = Fresh.path(VIT, 3, "other", RandomStream.seeded(40 + place)).withoutHead();
    return new Multipath.Branch(
        "other", other, Multipath.freshConnector(place, classes, VIT.hidden(), "x"));
  }

  private static Images images(int classes, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] pixels = new byte[count * 144];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % classes;
      for (int p = 0; p < 144; p++) {
        boolean isBar = p / 12 / 2 == labels[i];
        pixels[i * 144 + p] = (byte) (random.nextInt(80) + (isBar ? 150 : 0));
      }
    }
    List<String> names = Arrays.asList("a", "b", "c", "d", "e", "f").subList(0, classes);
    return Images.of(1, 12, 12, pixels, labels, names, "bars " + seed, "made here");
  }
}

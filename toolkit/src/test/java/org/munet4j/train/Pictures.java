package org.munet4j.train;

import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.munet4j.component.Component;
import org.munet4j.component.Mixing;
import org.munet4j.component.ModelGraph;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Multipath;
import org.munet4j.component.Vit;
import org.munet4j.data.Images;
import org.munet4j.tensor.Tensor;

/** Noisy images with bars, the same as pictures of a program, and paths that answer to them. */
public final class Pictures {
  private Pictures() {}

  public static Images images(int channels, int rows, int columns, int count, int classes) {
    byte[] pixels = new byte[count * channels * rows * columns];
    SplittableRandom random = new SplittableRandom(7);
    int bars = columns * 2;
    for (int i = 0; i < pixels.length; i++) {
      int brightness = (i / bars * 37 + i / (channels * rows * columns) * 11) % 200;
      pixels[i] = (byte) (brightness + random.nextInt(50));
    }
    int[] labels = IntStream.range(0, count).map(i -> i % classes).toArray();
    List<String> names =
        IntStream.range(0, classes).mapToObj(i -> "class " + (char) ('a' + i)).toList();
    return Images.of(channels, rows, columns, pixels, labels, names, "random", "made here");
  }

  /** Grey images as grey pictures, others as colour. */
  public static List<Image> of(Images images) {
    return IntStream.range(0, images.count())
        .mapToObj(i -> ImageFactory.getInstance().fromImage(buffered(images, i)))
        .toList();
  }

  public static BufferedImage buffered(Images images, int index) {
    boolean isGrey = images.channels() == 1;
    BufferedImage picture =
        new BufferedImage(
            images.columns(),
            images.rows(),
            isGrey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
    byte[] pixels = images.pixels(index);
    int area = images.rows() * images.columns();
    for (int i = 0; i < pixels.length; i++) {
      int at = i % area;
      int row = at / images.columns();
      picture.getRaster().setSample(at % images.columns(), row, i / area, pixels[i] & 0xff);
    }
    return picture;
  }

  /** A path with random numbers everywhere, and an adapter before its last block. */
  public static ModelPath path(Vit vit, int classes) {
    SplittableRandom random = new SplittableRandom(3);
    List<Component> components = new ArrayList<>();
    for (String name : vit.components()) {
      if (name.equals(Vit.block(vit.layers() - 1))) {
        components.add(component(vit, Vit.adapter(vit.layers() - 1), 5, random));
      }
      components.add(component(vit, name, classes, random));
    }
    return new ModelPath(vit, components);
  }

  /** Graphs side by side, joined by random numbers, so that every picture has its own weights. */
  public static Multipath joined(Mixing mixing, ModelGraph main, ModelGraph... others) {
    SplittableRandom random = new SplittableRandom(5);
    int classes = main.classes();
    List<Multipath.Branch> branches = new ArrayList<>();
    for (ModelGraph other : others) {
      String name = Multipath.connector(branches.size() + 1);
      var shapes = Multipath.connectorShapes(classes, other.outputs());
      branches.add(new Multipath.Branch("root", other, component(name, shapes, random)));
    }
    var shapes = Multipath.routerShapes(mixing.condition(), classes, others.length + 1);
    return new Multipath(main, branches, component(Multipath.ROUTER, shapes, random), mixing);
  }

  /** Multipaths within another, of paths that take images of 12 and 16 pixels. */
  public static Multipath nested() {
    return nested(0, 0);
  }

  /** The same, which computes its first branch always, its second for some pictures. */
  public static Multipath skipping() {
    return nested(0.1966, 0.2518);
  }

  private static Multipath nested(double outer, double inner) {
    Mixing mixing = Mixing.perSample();
    ModelPath small = path(new Vit(12, 4, 16, 32, 2, 2), 4);
    ModelPath large = path(new Vit(16, 4, 24, 32, 2, 3), 3).withoutHead();
    return joined(
        mixing.skippingBelow(outer),
        small,
        large,
        joined(mixing.skippingBelow(inner), small, large, small.withoutHead()),
        joined(mixing.condition(Mixing.Condition.TASK), small, large));
  }

  private static Component component(Vit vit, String name, int size, SplittableRandom random) {
    return component(name, vit.shapes(name, size), random);
  }

  private static Component component(
      String name, SortedMap<String, long[]> shapes, SplittableRandom random) {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    shapes.forEach(
        (tensor, shape) -> {
          float[] values = Tensor.zeros(shape).toArray();
          for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-0.4, 0.4);
          }
          tensors.put(tensor, Tensor.of(values, shape));
        });
    return new Component(name, "x", tensors);
  }
}

package org.munet4j.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import org.munet4j.component.Vit;
import org.munet4j.data.Images;
import org.munet4j.internal.Require;
import org.munet4j.tensor.RandomStream;

/**
 * From uint8 images to the network's input, a batch at a time: grey is repeated to three channels,
 * training images are cropped, mirrored and changed in colour, all are resized bilinearly to a
 * square and mapped to [-1, 1] (muNet family, §2.3). Resizing is two matrix products, with {@link
 * Resampling} as the matrices.
 *
 * <pre>
 *   images  [image, channel, row, column]   uint8
 *   result  [batch, 3, side, side]          float32, on the device of the step
 * </pre>
 *
 * A processor takes the rows of a batch from the images where they lie, a GPU keeps them as one
 * tensor. Several threads may share a feed, each with steps of its own.
 */
public final class Feed implements ImageFeed {
  private static final float HALF_WHITE = 127.5f;

  private final Images images;
  private final int side;
  private final Optional<NDArray> resident;
  private final NDArray across;
  private final NDArray down;
  private final NDArray one;

  private Feed(NDManager scope, Images images, int side, boolean isResident) {
    Require.that(
        images.channels() == 1 || images.channels() == Vit.CHANNELS,
        "images '%s' have %d channels; a network takes 1 (grey) or %d (colour)",
        images.provenance().source(),
        images.channels(),
        Vit.CHANNELS);
    this.images = images;
    this.side = side;
    this.resident =
        isResident
            ? Optional.of(rows(scope, IntStream.range(0, images.count()).toArray()))
            : Optional.empty();
    Crop whole = new Crop(0, 0, images.rows(), images.columns(), false);
    this.across = across(scope, whole).squeeze(0);
    this.down = down(scope, whole).squeeze(0);
    this.one = scope.create(1f);
  }

  /**
   * A feed of these images.
   *
   * @param scope of the model or of several models; what the feed holds is freed with it
   * @param side of the square that the network takes, in pixels
   */
  public static Feed of(NDManager scope, Images images, int side) {
    return new Feed(scope, images, side, scope.getDevice().isGpu() && !images.isMapped());
  }

  /** The same with all images as one tensor in the scope, whatever its device. */
  static Feed resident(NDManager scope, Images images, int side) {
    return new Feed(scope, images, side, true);
  }

  @Override
  public NDArray batch(NDManager step, int[] indices) {
    int stacked = indices.length * images.channels();
    NDArray raw = floats(step, indices).reshape(stacked, images.rows(), images.columns());
    NDArray resized = down.matMul(raw.matMul(across));
    resized.attach(step);
    return coloured(resized, indices.length);
  }

  /** Equal draws give equal crops whatever is done to colours. */
  @Override
  public NDArray batch(
      NDManager step, int[] indices, Augmentation augmentation, RandomStream draws) {
    if (augmentation.isNone()) {
      return batch(step, indices);
    }
    SplittableRandom random = draws.generator();
    Crop[] crops = new Crop[indices.length];
    Arrays.setAll(crops, i -> Crop.drawn(images.rows(), images.columns(), augmentation, random));
    int batch = indices.length;
    int channels = images.channels();
    Colour colour = augmentation.colour();
    NDArray pixels =
        colour.isNone()
            ? floats(step, indices)
            : tinted(step, indices, crops, colour, draws.split("colour").generator());
    NDArray lines =
        pixels
            .reshape(batch, (long) channels * images.rows(), images.columns())
            .matMul(across(step, crops))
            .reshape(batch, channels, images.rows(), side);
    NDArray resized = down(step, crops).reshape(batch, 1, side, images.rows()).matMul(lines);
    NDArray input = coloured(resized, batch);
    return colour.isNone() ? input : input.clip(-1, 1);
  }

  /** The images with changed colours, from 0 to 255 and somewhat beyond. */
  private NDArray tinted(
      NDManager step, int[] indices, Crop[] crops, Colour colour, SplittableRandom random) {
    return written(
        step,
        new Shape(indices.length, images.channels(), images.rows(), images.columns()),
        (memory, start) -> {
          for (int i = 0; i < indices.length; i++) {
            byte[] pixels = images.pixels(indices[i]);
            Tint tint = Tint.drawn(colour, random);
            memory.put(tint.changed(pixels, images.rows(), images.columns(), crops[i]));
          }
        });
  }

  /** The classes of the images at these places: int64 [batch], on the device of the step. */
  public NDArray labels(NDManager step, int[] indices) {
    return labels(step, images, indices);
  }

  static NDArray labels(NDManager step, Images images, int[] indices) {
    return step.create(IntStream.of(indices).mapToLong(images::label).toArray());
  }

  private NDArray floats(NDManager step, int[] indices) {
    NDArray chosen = resident.isPresent() ? picked(step, indices) : rows(step, indices);
    return chosen.toType(DataType.FLOAT32, false);
  }

  private NDArray picked(NDManager step, int[] indices) {
    long[] checked = IntStream.of(indices).peek(images::label).asLongStream().toArray();
    return resident.orElseThrow().get(step, new NDIndex("{}", step.create(checked)));
  }

  /** Copies images into new native memory, and from there to the device. */
  private NDArray rows(NDManager scope, int[] indices) {
    Shape shape = new Shape(indices.length, images.channels(), images.rows(), images.columns());
    NDArray raw = scope.zeros(shape, DataType.UINT8, Device.cpu());
    ByteBuffer memory = raw.toByteBuffer(true);
    for (int index : indices) {
      images.copyPixels(index, memory);
    }
    return raw.toDevice(scope.getDevice(), false);
  }

  private NDArray coloured(NDArray resized, int batch) {
    NDArray scaled = resized.subi(one).reshape(batch, images.channels(), side, side);
    return scaled.broadcast(new Shape(batch, Vit.CHANNELS, side, side));
  }

  /** Matrices [crop, column, side] that resize the lines of each image; white becomes 2. */
  private NDArray across(NDManager scope, Crop... crops) {
    return written(
        scope,
        new Shape(crops.length, images.columns(), side),
        (memory, start) -> {
          for (int i = 0; i < crops.length; i++) {
            Resampling taps = Resampling.of(crops[i].columns(), side, crops[i].mirror());
            int first = start * i + crops[i].left() * side;
            fill(memory, first, taps, 1, side, 1 / HALF_WHITE);
          }
        });
  }

  /** Matrices [crop, side, row] that resize the columns of each image. */
  private NDArray down(NDManager scope, Crop... crops) {
    return written(
        scope,
        new Shape(crops.length, side, images.rows()),
        (memory, start) -> {
          for (int i = 0; i < crops.length; i++) {
            Resampling taps = Resampling.of(crops[i].rows(), side, false);
            fill(memory, start * i + crops[i].top(), taps, images.rows(), 1, 1);
          }
        });
  }

  /** Zeros that are written to in native memory before they go to the device. */
  private static NDArray written(NDManager scope, Shape shape, ObjIntConsumer<FloatBuffer> fill) {
    NDArray written = scope.zeros(shape, DataType.FLOAT32, Device.cpu());
    ByteBuffer memory = written.toByteBuffer(true).order(ByteOrder.nativeOrder());
    fill.accept(memory.asFloatBuffer(), Math.toIntExact(shape.slice(1).size()));
    return written.toDevice(scope.getDevice(), false);
  }

  private void fill(
      FloatBuffer memory, int start, Resampling taps, int target, int source, float scale) {
    for (int i = 0; i < side; i++) {
      for (int tap = 0; tap < taps.taps(i); tap++) {
        int at = start + i * target + taps.source(i, tap) * source;
        memory.put(at, taps.weight(i, tap) * scale);
      }
    }
  }
}

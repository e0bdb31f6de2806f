package org.munet4j.notebook;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.munet4j.data.Images;
import org.munet4j.report.ContactSheet;
import org.munet4j.tensor.Tensor;

/**
 * Arrays by shape, type and first values; one that looks like an image is drawn too: {@code
 * [channel, row, column]} or {@code [row, column, channel]} with 1 or 3 channels, bytes or numbers
 * from 0 to 1.
 */
final class ArrayLook {
  private static final int SMALLEST = 8;
  private static final int LARGEST = 1024;

  private ArrayLook() {}

  static Bundle of(NDArray array) {
    String text = PlainText.of(array);
    if (array.isReleased() || !mayBeImage(array.getShape().getShape())) {
      return Bundle.text(text);
    }
    boolean isBytes = array.getDataType() == DataType.UINT8;
    try (NDArray numbers = array.toType(DataType.FLOAT32, true)) {
      return of(Tensor.from(numbers), isBytes ? 255 : 1, text);
    }
  }

  static Bundle of(Tensor tensor) {
    String text = PlainText.of(tensor);
    return mayBeImage(tensor.shape()) ? of(tensor, 1, text) : Bundle.text(text);
  }

  private static Bundle of(Tensor tensor, double white, String text) {
    return image(tensor, white)
        .map(image -> ContactSheet.of(image).inRowsOf(1).titled(text))
        .map(sheet -> Bundle.of(sheet.drawing(), text))
        .orElse(Bundle.text(text));
  }

  private static boolean mayBeImage(long[] shape) {
    return shape.length == 3
        && (isSide(shape[1])
            && (isChannels(shape[0]) && isSide(shape[2])
                || isSide(shape[0]) && isChannels(shape[2])));
  }

  private static boolean isSide(long axis) {
    return axis >= SMALLEST && axis <= LARGEST;
  }

  private static boolean isChannels(long axis) {
    return axis == 1 || axis == 3;
  }

  private static Optional<Images> image(Tensor tensor, double white) {
    float[] values = tensor.toArray();
    if (IntStream.range(0, values.length).anyMatch(i -> !(values[i] >= 0 && values[i] <= white))) {
      return Optional.empty();
    }
    int[] shape = Arrays.stream(tensor.shape()).mapToInt(Math::toIntExact).toArray();
    boolean isFirst = isChannels(shape[0]);
    int channels = isFirst ? shape[0] : shape[2];
    int pixels = values.length / channels;
    byte[] bytes = new byte[values.length];
    IntToDoubleFunction value =
        isFirst ? i -> values[i] : i -> values[i % pixels * channels + i / pixels];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.round(255 / white * value.applyAsDouble(i));
    }
    int rows = isFirst ? shape[1] : shape[0];
    int columns = isFirst ? shape[2] : shape[1];
    return Optional.of(
        Images.of(
            channels,
            rows,
            columns,
            bytes,
            new int[1],
            List.of("array"),
            "an array",
            "none stated"));
  }
}

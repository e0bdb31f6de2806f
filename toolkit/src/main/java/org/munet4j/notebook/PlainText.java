package org.munet4j.notebook;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.munet4j.report.TableView;
import org.munet4j.tensor.Tensor;
import tech.tablesaw.api.Table;

/** Values as plain text: device arrays by shape, Java arrays and lists by their elements. */
final class PlainText {
  private static final int MOST_ELEMENTS = 100;
  private static final int MOST_VALUES = 8;
  private static final int DEEPEST = 6;

  private PlainText() {}

  static String of(Object value) {
    return of(value, 0);
  }

  private static String of(Object value, int depth) {
    if (value instanceof NDArray array) {
      return array(array);
    }
    if (value instanceof Table table) {
      return new TableView(table).toText();
    }
    if (value instanceof Tensor tensor) {
      return tensor + ": " + values(tensor);
    }
    if (value instanceof Collection<?> some) {
      return elements(some.size(), depth, some.stream());
    }
    if (value != null && value.getClass().isArray()) {
      int length = Array.getLength(value);
      return elements(
          length, depth, IntStream.range(0, length).mapToObj(index -> Array.get(value, index)));
    }
    return String.valueOf(value);
  }

  private static String elements(int size, int depth, Stream<?> values) {
    if (depth >= DEEPEST) {
      return "[…]";
    }
    List<String> texts =
        values.limit(MOST_ELEMENTS).map(value -> of(value, depth + 1)).collect(Collectors.toList());
    if (size > MOST_ELEMENTS) {
      texts.add("… " + (size - MOST_ELEMENTS) + " more");
    }
    boolean isTall = texts.stream().anyMatch(text -> text.contains("\n"));
    return isTall ? String.join("\n\n", texts) : "[" + String.join(", ", texts) + "]";
  }

  private static String values(Tensor tensor) {
    String shown =
        IntStream.range(0, Math.min(MOST_VALUES, tensor.size()))
            .mapToObj(i -> Float.toString(tensor.values().get(i)))
            .collect(Collectors.joining(", "));
    return shown + (tensor.size() > MOST_VALUES ? ", …" : "");
  }

  private static String array(NDArray array) {
    if (array.isReleased()) {
      return "an array that is closed: its scope has ended; make a Tensor of it before that";
    }
    String kind =
        array.getDataType().name().toLowerCase(Locale.ROOT)
            + Arrays.toString(array.getShape().getShape());
    long size = array.size();
    if (size == 0) {
      return kind + " without values";
    }
    String more = size > MOST_VALUES ? ", …" : "";
    return kind + " on " + array.getDevice().getDeviceType() + ": " + values(array, size) + more;
  }

  private static String values(NDArray array, long size) {
    try (NDArray flat = array.flatten();
        NDArray first = flat.get(new NDIndex("0:" + Math.min(size, MOST_VALUES)));
        NDArray numbers = first.toType(DataType.FLOAT64, true)) {
      return Arrays.stream(numbers.toDoubleArray())
          .mapToObj(value -> Float.toString((float) value))
          .collect(Collectors.joining(", "));
    }
  }
}

package org.munet4j.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One NumPy array, read by an exact grammar. Only unsigned bytes, little-endian whole numbers and
 * float32 in C order are read; object arrays, which would run code in Python, are refused with all
 * others.
 *
 * @param shape sizes of the axes
 * @param type {@code |u1}, {@code <i4}, {@code <i8} or {@code <f4}
 * @param content the numbers as they lie in the file
 */
record Npy(int[] shape, String type, byte[] content) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MOST_AXES = 8;
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '([^']{1,8})', 'fortran_order': (True|False),"
              + " 'shape': \\((|\\d{1,10},|\\d{1,10}(?:, \\d{1,10}){1,31}),?\\),? ?\\} *\\n");

  /**
   * Reads the bytes of an {@code .npy} file.
   *
   * @param name file and array, for the sentences
   */
  static Npy parse(String name, byte[] file) {
    DataException.unless(
        file.length >= 12 && Arrays.equals(file, 0, 6, MAGIC, 0, 6),
        "%s: is no NumPy array, needs to start with \\x93NUMPY",
        name);
    int version = file[6];
    DataException.unless(
        version >= 1 && version <= 3 && file[7] == 0,
        "%s: has NumPy format %d.%d, needs 1.0, 2.0 or 3.0",
        name,
        version,
        file[7]);
    ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int start = version == 1 ? 10 : 12;
    int length = version == 1 ? buffer.getShort(8) & 0xffff : buffer.getInt(8);
    DataException.unless(
        length >= 0 && length <= file.length - start,
        "%s: header of %d bytes does not fit into %,d bytes",
        name,
        length,
        file.length);
    String header = new String(file, start, length, StandardCharsets.ISO_8859_1);
    return parse(name, header, Arrays.copyOfRange(file, start + length, file.length));
  }

  private static Npy parse(String name, String header, byte[] content) {
    Matcher matcher = HEADER.matcher(header);
    DataException.unless(
        matcher.matches(),
        "%s: header '%s' is not {'descr': …, 'fortran_order': …, 'shape': …}",
        name,
        header.substring(0, Math.min(header.length(), 120)));
    String type = matcher.group(1);
    DataException.unless(
        width(type) > 0,
        "%s: holds numbers of type '%s', needs |u1, <i4, <i8 or <f4; save it with astype",
        name,
        type);
    DataException.unless(
        matcher.group(2).equals("False"),
        "%s: is in Fortran order, needs C order; save it with numpy.ascontiguousarray",
        name);
    int[] shape = shape(name, matcher.group(3));
    long size = width(type);
    for (int axis : shape) {
      size = size > Images.LARGEST ? size : size * axis;
    }
    DataException.unless(
        size == content.length,
        "%s: shape %s of type %s needs %,d bytes, file holds %,d",
        name,
        Arrays.toString(shape),
        type,
        size,
        content.length);
    return new Npy(shape, type, content);
  }

  private static int[] shape(String name, String text) {
    long[] axes =
        Stream.of(text.split(", ?"))
            .filter(axis -> !axis.isEmpty())
            .mapToLong(Long::parseLong)
            .toArray();
    DataException.unless(
        axes.length <= MOST_AXES && Arrays.stream(axes).allMatch(n -> n <= Images.LARGEST),
        "%s: shape (%s) has more than %d axes or a size beyond %,d",
        name,
        text,
        MOST_AXES,
        Images.LARGEST);
    return Arrays.stream(axes).mapToInt(Math::toIntExact).toArray();
  }

  private static int width(String type) {
    return switch (type) {
      case "|u1" -> 1;
      case "<i4", "<f4" -> 4;
      case "<i8" -> 8;
      default -> 0;
    };
  }

  /** The numbers of a {@code <f4} array. */
  float[] floats() {
    float[] numbers = new float[content.length / 4];
    ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(numbers);
    return numbers;
  }

  /** The numbers; those beyond {@code int} become -1. */
  int[] numbers() {
    ByteBuffer buffer = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    int[] numbers = new int[content.length / width(type)];
    for (int at = 0; at < numbers.length; at++) {
      long number =
          switch (type) {
            case "|u1" -> buffer.get() & 0xff;
            case "<i4" -> buffer.getInt();
            default -> buffer.getLong();
          };
      numbers[at] = number == (int) number ? (int) number : -1;
    }
    return numbers;
  }
}

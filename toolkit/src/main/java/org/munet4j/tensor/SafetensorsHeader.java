package org.munet4j.tensor;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.munet4j.internal.Require;

/**
 * The checked header of a safetensors file: tensors that lie one behind the other, without holes,
 * overlaps, repeated names or a tail.
 *
 * @param dataStart first byte of the values
 * @param entries in the order of their bytes
 */
record SafetensorsHeader(int dataStart, List<Entry> entries) {
  static final int LARGEST_HEADER = 4 << 20;
  private static final int MOST_AXES = 8;
  private static final String METADATA = "__metadata__";

  /**
   * One tensor.
   *
   * @param type {@code F32}, in files of others also {@code F16} or {@code BF16}
   * @param start inclusive, from the first value
   * @param end exclusive
   */
  record Entry(String name, String type, long[] shape, long start, long end) {
    long length() {
      return end - start;
    }

    JsonObject toJson() {
      JsonObject json = new JsonObject();
      json.addProperty("dtype", type);
      JsonArray axes = new JsonArray();
      Arrays.stream(shape).forEach(axes::add);
      json.add("shape", axes);
      JsonArray offsets = new JsonArray();
      offsets.add(start);
      offsets.add(end);
      json.add("data_offsets", offsets);
      return json;
    }
  }

  /** The header of our own files: float32 only and no metadata. */
  static SafetensorsHeader parse(ByteBuffer bytes, String file) {
    return parse(bytes, bytes.remaining(), false, file);
  }

  /**
   * The header of a file.
   *
   * @param bytes its start, with at least the header
   * @param fileLength bytes of the whole file
   * @param isForeign whether half precision and metadata, which is passed over, are read too
   */
  static SafetensorsHeader parse(
      ByteBuffer bytes, long fileLength, boolean isForeign, String file) {
    check(fileLength >= 10, file, "has %d bytes, a safetensors file has at least 10", fileLength);
    ByteBuffer front = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    long length = front.getLong();
    check(
        length >= 2 && length <= Math.min(fileLength - 8, LARGEST_HEADER),
        file,
        "claims a header of %d bytes; the file has room for %d and %d are read",
        length,
        fileLength - 8,
        LARGEST_HEADER);
    String text = StandardCharsets.UTF_8.decode(front.limit(8 + (int) length)).toString();
    check(text.startsWith("{"), file, "has a header that does not start with '{'");
    try {
      List<Entry> entries = entries(text, isForeign, file);
      entries.sort((a, b) -> Long.compare(a.start(), b.start()));
      checkContiguous(entries, fileLength - 8 - length, file);
      return new SafetensorsHeader(8 + (int) length, entries);
    } catch (IOException | NumberFormatException | IllegalStateException | ArithmeticException e) {
      throw new DamagedFileException(file + " has a broken header: " + e.getMessage(), e);
    }
  }

  /** Bytes of one value, 0 for a type that is not read. */
  private static int width(String type, boolean isForeign) {
    return switch (type) {
      case "F32" -> 4;
      case "F16", "BF16" -> isForeign ? 2 : 0;
      default -> 0;
    };
  }

  private static List<Entry> entries(String text, boolean isForeign, String file)
      throws IOException {
    JsonReader json = new JsonReader(new StringReader(text));
    json.setStrictness(Strictness.STRICT);
    List<Entry> entries = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    json.beginObject();
    while (json.peek() == JsonToken.NAME) {
      String name = json.nextName();
      check(
          Safetensors.NAME.matcher(name).matches(), file, "has a tensor with a name out of range");
      check(seen.add(name), file, "names tensor '%s' twice", name);
      if (isForeign && name.equals(METADATA)) {
        json.skipValue();
      } else {
        entries.add(entry(name, json, isForeign, file));
      }
    }
    json.endObject();
    check(json.peek() == JsonToken.END_DOCUMENT, file, "has text behind its header");
    return entries;
  }

  private static Entry entry(String name, JsonReader json, boolean isForeign, String file)
      throws IOException {
    String type = null;
    long[] shape = null;
    long[] offsets = null;
    json.beginObject();
    while (json.peek() == JsonToken.NAME) {
      String field = json.nextName();
      switch (field) {
        case "dtype" -> type = once(type, json.nextString(), name, file);
        case "shape" -> shape = once(shape, longs(json, name, file), name, file);
        case "data_offsets" -> offsets = once(offsets, longs(json, name, file), name, file);
        default -> check(false, file, "tensor '%s' has an unknown field", name);
      }
    }
    json.endObject();
    check(
        type != null && shape != null && offsets != null,
        file,
        "tensor '%s' needs dtype, shape and data_offsets",
        name);
    int width = width(type, isForeign);
    check(
        width > 0,
        file,
        "tensor '%s' has type %s, only %s is read",
        name,
        type,
        isForeign ? "F32, F16 or BF16" : "F32");
    check(offsets.length == 2, file, "tensor '%s' needs two data_offsets", name);
    check(
        Arrays.stream(shape).allMatch(axis -> axis >= 0),
        file,
        "tensor '%s' has an axis < 0",
        name);
    long needed = Math.multiplyExact(width, Tensor.size(shape));
    check(
        Math.subtractExact(offsets[1], offsets[0]) == needed,
        file,
        "tensor '%s' of shape %s needs %d bytes, its range holds %d",
        name,
        Arrays.toString(shape),
        needed,
        offsets[1] - offsets[0]);
    return new Entry(name, type, shape, offsets[0], offsets[1]);
  }

  private static void checkContiguous(List<Entry> entries, long dataLength, String file) {
    long next = 0;
    for (Entry entry : entries) {
      check(
          entry.start() == next,
          file,
          "tensor '%s' starts at byte %d, expected %d",
          entry.name(),
          entry.start(),
          next);
      next = entry.end();
    }
    check(next == dataLength, file, "holds %d bytes of values, its header %d", dataLength, next);
  }

  private static <T> T once(T earlier, T value, String name, String file) {
    check(earlier == null, file, "tensor '%s' has a field twice", name);
    return value;
  }

  private static long[] longs(JsonReader json, String name, String file) throws IOException {
    long[] numbers = new long[MOST_AXES];
    int count = 0;
    json.beginArray();
    while (json.hasNext()) {
      check(count < MOST_AXES, file, "tensor '%s' has more than %d axes", name, MOST_AXES);
      numbers[count++] = json.nextLong();
    }
    json.endArray();
    return Arrays.copyOf(numbers, count);
  }

  private static void check(boolean holds, String file, String sentence, Object... values) {
    if (!holds) {
      throw new DamagedFileException(file + " " + Require.text(sentence, values));
    }
  }
}

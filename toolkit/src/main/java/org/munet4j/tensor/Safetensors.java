package org.munet4j.tensor;

import com.google.gson.JsonObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.munet4j.internal.Require;

/**
 * Named tensors as canonical safetensors bytes: an 8-byte little-endian header length, a JSON
 * header padded with blanks to a multiple of 8, and the values. Names are sorted and nothing else
 * is written, so equal tensors give equal bytes.
 */
public final class Safetensors {
  static final Pattern NAME = Pattern.compile("[A-Za-z0-9_./-]{1,200}");

  private Safetensors() {}

  /** The canonical bytes of these tensors. */
  public static byte[] write(SortedMap<String, Tensor> tensors) {
    byte[] header = header(tensors);
    long total = 8L + header.length;
    for (Tensor tensor : tensors.values()) {
      total += 4L * tensor.size();
    }
    Require.that(total < Integer.MAX_VALUE, "tensors of %d bytes do not fit one file", total);
    ByteBuffer file = ByteBuffer.allocate((int) total).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(header.length).put(header);
    for (Tensor tensor : tensors.values()) {
      file.asFloatBuffer().put(tensor.values());
      file.position(file.position() + 4 * tensor.size());
    }
    return file.array();
  }

  /**
   * Reads bytes that hold to the format exactly; nothing is allocated before it was checked.
   *
   * @param file what to call the bytes in a message
   * @throws DamagedFileException if any rule of the format is broken
   */
  public static SortedMap<String, Tensor> read(byte[] bytes, String file) {
    return read(ByteBuffer.wrap(bytes), file);
  }

  /** The same for a buffer, such as a mapped file; it is not consumed. */
  public static SortedMap<String, Tensor> read(ByteBuffer bytes, String file) {
    SafetensorsHeader header = SafetensorsHeader.parse(bytes, file);
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    header
        .entries()
        .forEach(
            entry -> {
              float[] values = new float[(int) (entry.length() / 4)];
              int start = bytes.position() + header.dataStart() + (int) entry.start();
              bytes
                  .slice(start, (int) entry.length())
                  .order(ByteOrder.LITTLE_ENDIAN)
                  .asFloatBuffer()
                  .get(values);
              tensors.put(entry.name(), Tensor.of(values, entry.shape()));
            });
    return tensors;
  }

  private static byte[] header(SortedMap<String, Tensor> tensors) {
    JsonObject json = new JsonObject();
    long offset = 0;
    for (Map.Entry<String, Tensor> named : tensors.entrySet()) {
      Require.that(
          NAME.matcher(named.getKey()).matches(),
          "tensor name '%s': use 1 to 200 of A-Z a-z 0-9 _ . / -",
          named.getKey());
      long end = offset + 4L * named.getValue().size();
      json.add(
          named.getKey(),
          new SafetensorsHeader.Entry(named.getKey(), "F32", named.getValue().shape(), offset, end)
              .toJson());
      offset = end;
    }
    StringBuilder text = new StringBuilder(json.toString());
    while (text.length() % 8 != 0) {
      text.append(' ');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}

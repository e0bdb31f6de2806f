package org.munet4j.tensor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.munet4j.internal.Require;

/**
 * A safetensors file of any size that others wrote: each tensor is mapped when it is read, and half
 * precision (F16, BF16) becomes float32.
 */
public final class SafetensorsFile implements WeightFile {
  private final String file;
  private final FileChannel in;
  private final long dataStart;
  private final SortedMap<String, SafetensorsHeader.Entry> entries = new TreeMap<>();

  private SafetensorsFile(Path path, FileChannel in) throws IOException {
    this.file = path.toString();
    this.in = in;
    int most = (int) Math.min(in.size(), 8L + SafetensorsHeader.LARGEST_HEADER);
    ByteBuffer front = in.map(MapMode.READ_ONLY, 0, most);
    SafetensorsHeader header = SafetensorsHeader.parse(front, in.size(), true, file);
    this.dataStart = header.dataStart();
    header.entries().forEach(entry -> entries.put(entry.name(), entry));
  }

  /**
   * Opens a file and checks its header.
   *
   * @throws DamagedFileException if any rule of the format is broken
   */
  public static SafetensorsFile open(Path path) {
    try {
      FileChannel in = FileChannel.open(path, StandardOpenOption.READ);
      try {
        return new SafetensorsFile(path, in);
      } catch (IOException | RuntimeException refused) {
        in.close();
        throw refused;
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read '" + path + "'", failure);
    }
  }

  @Override
  public String file() {
    return file;
  }

  @Override
  public SortedSet<String> names() {
    return new TreeSet<>(entries.keySet());
  }

  @Override
  public Tensor tensor(String name) {
    SafetensorsHeader.Entry entry = entries.get(name);
    Require.that(entry != null, "%s has no tensor '%s'", file, name);
    Require.that(entry.length() <= Integer.MAX_VALUE, "%s: tensor '%s' exceeds 2 GiB", file, name);
    try {
      ByteBuffer bytes =
          in.map(MapMode.READ_ONLY, dataStart + entry.start(), entry.length())
              .order(ByteOrder.LITTLE_ENDIAN);
      return Tensor.of(floats(bytes, entry.type()), entry.shape());
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read '" + file + "'", failure);
    }
  }

  private static float[] floats(ByteBuffer bytes, String type) {
    float[] values = new float[bytes.remaining() / (type.equals("F32") ? 4 : 2)];
    if (type.equals("F32")) {
      bytes.asFloatBuffer().get(values);
      return values;
    }
    boolean isBrain = type.equals("BF16");
    for (int i = 0; i < values.length; i++) {
      short bits = bytes.getShort(2 * i);
      values[i] = isBrain ? Float.intBitsToFloat(bits << 16) : half(bits);
    }
    return values;
  }

  /** The value of an IEEE half: 1 sign, 5 exponent and 10 fraction bits. */
  static float half(short bits) {
    int exponent = bits >> 10 & 0x1F;
    int fraction = bits & 0x3FF;
    float size =
        switch (exponent) {
          case 0 -> fraction * 0x1p-24f;
          case 0x1F -> Float.intBitsToFloat(0x7F800000 | fraction << 13);
          default -> Float.intBitsToFloat(exponent + 112 << 23 | fraction << 13);
        };
    return bits < 0 ? -size : size;
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot close '" + file + "'", failure);
    }
  }
}

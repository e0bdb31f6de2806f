package org.munet4j.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.munet4j.Cases;

class SafetensorsTest {
  private static SortedMap<String, Tensor> some(SplittableRandom random) {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      long[] shape = random.longs(random.nextInt(4), 0, 5).toArray();
      float[] values = new float[(int) Tensor.size(shape)];
      for (int j = 0; j < values.length; j++) {
        values[j] = Float.intBitsToFloat(random.nextInt());
      }
      tensors.put("part_" + i + "/kernel", Tensor.of(values, shape));
    }
    return tensors;
  }

  @Test
  void readsBackWhatItWroteBitByBit() {
    Cases.check(
        50,
        random -> {
          SortedMap<String, Tensor> tensors = some(random);
          byte[] bytes = Safetensors.write(tensors);
          assertArrayEquals(bytes, Safetensors.write(Safetensors.read(bytes, "file")));
          assertEquals(tensors.keySet(), Safetensors.read(bytes, "file").keySet());
        });
  }

  @Test
  void alignsItsHeaderToEightBytes() {
    byte[] bytes = Safetensors.write(some(new SplittableRandom(3)));
    assertEquals(0, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8);
  }

  @Test
  void damagedFilesGiveASentenceAndNothingElse() {
    byte[] whole = Safetensors.write(some(new SplittableRandom(7)));
    Cases.check(
        3000,
        random -> {
          byte[] damaged = whole.clone();
          int hits = 1 + random.nextInt(3);
          for (int i = 0; i < hits; i++) {
            damaged[random.nextInt(Math.min(damaged.length, 200))] = (byte) random.nextInt();
          }
          byte[] cut = Arrays.copyOf(damaged, random.nextInt(damaged.length + 1));
          try {
            Safetensors.read(cut, "weights.safetensors");
          } catch (DamagedFileException refused) {
            assertTrue(refused.getMessage().startsWith("weights.safetensors"));
          }
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,1073741824]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
            + "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}",
        "{\"a\":{\"dtype\":\"BF16\",\"shape\":[4],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1,-2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,8]}}",
        "{\"../a b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        "[1]",
        "{}"
      })
  void refusesHostileHeaders(String header) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    byte[] bytes =
        ByteBuffer.allocate(16 + text.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(text.length)
            .put(text)
            .array();
    assertThrows(DamagedFileException.class, () -> Safetensors.read(bytes, "file"));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1, 1L << 31, 1L << 40})
  void refusesHeaderLengthsThatTheFileCannotHold(long length) {
    byte[] bytes = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
    assertThrows(DamagedFileException.class, () -> Safetensors.read(bytes, "file"));
  }
}

package org.munet4j.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SafetensorsFileTest {
  /** The rule of IEEE 754, in other words than the code. */
  private static double expected(int bits) {
    int exponent = bits >> 10 & 31;
    double fraction = (bits & 1023) / 1024.0;
    double size = exponent == 0 ? fraction * 0x1p-14 : (1 + fraction) * Math.pow(2, exponent - 15);
    return bits >= 0x8000 ? -size : size;
  }

  @Test
  void everyFiniteHalfBecomesItsFloat() {
    for (int bits = 0; bits < 0x10000; bits++) {
      if ((bits >> 10 & 31) < 31) {
        assertEquals(expected(bits), SafetensorsFile.half((short) bits));
      }
    }
    assertEquals(Float.POSITIVE_INFINITY, SafetensorsFile.half((short) 0x7C00));
    assertEquals(Float.NEGATIVE_INFINITY, SafetensorsFile.half((short) 0xFC00));
    assertEquals(Float.NaN, SafetensorsFile.half((short) 0x7E00));
  }
}

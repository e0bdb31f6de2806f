package org.munet4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillFileTest {
  private static final ByteBuffer ROWS = ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, 6});

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @Test
  void readsBackEachRowAndUsesFreedPlacesAgain(@TempDir Path folder) throws IOException {
    try (SpillFile file = new SpillFile(open(folder.resolve("a")), 12)) {
      SpillFile.Region first = file.write(ROWS, 3).orElseThrow();
      SpillFile.Region second = file.write(ROWS, 3).orElseThrow();
      assertTrue(file.write(ROWS, 3).isEmpty(), "beyond the limit");
      byte[] row = new byte[2];
      assertTrue(file.read(second, 2, ByteBuffer.wrap(row)));
      assertArrayEquals(new byte[] {5, 6}, row);
      file.release(first);
      assertEquals(first.start(), file.write(ROWS, 3).orElseThrow().start());
    }
  }

  @Test
  void aDamagedOrShortenedFileLosesRowsAndNeverGivesWrongOnes(@TempDir Path folder)
      throws IOException {
    Path place = folder.resolve("a");
    try (SpillFile file = new SpillFile(open(place), 100);
        FileChannel vandal = open(place)) {
      SpillFile.Region region = file.write(ROWS, 3).orElseThrow();
      vandal.write(ByteBuffer.wrap(new byte[] {9}), 2);
      assertTrue(file.read(region, 0, ByteBuffer.allocate(2)));
      assertFalse(file.read(region, 1, ByteBuffer.allocate(2)));
      vandal.truncate(5);
      assertFalse(file.read(region, 2, ByteBuffer.allocate(2)));
    }
  }

  @Test
  void aClosedDiskLosesRows(@TempDir Path folder) throws IOException {
    FileChannel channel = open(folder.resolve("a"));
    SpillFile file = new SpillFile(channel, 100);
    SpillFile.Region region = file.write(ROWS, 3).orElseThrow();
    channel.close();
    assertTrue(file.write(ROWS, 3).isEmpty());
    assertFalse(file.read(region, 0, ByteBuffer.allocate(2)));
  }
}

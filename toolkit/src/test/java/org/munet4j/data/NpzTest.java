package org.munet4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.Cases;

class NpzTest {
  private static final String FILE = "training-images.npz";

  @TempDir Path folder;

  private static byte[] npy(String header, byte[] content) {
    byte[] text = (header + "\n").getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(10 + text.length + content.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
        .putShort((short) text.length)
        .put(text)
        .put(content)
        .array();
  }

  private static String header(String type, String shape) {
    return "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }   ";
  }

  private static byte[] longs(long... numbers) {
    ByteBuffer buffer = ByteBuffer.allocate(8 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long number : numbers) {
      buffer.putLong(number);
    }
    return buffer.array();
  }

  private Source read(byte[] images, byte[] labels) {
    TreeMap<String, byte[]> arrays = new TreeMap<>();
    arrays.put("images.npy", images);
    arrays.put("labels.npy", labels);
    Folders.write(folder.resolve(FILE), Folders.zip(arrays));
    return Npz.read(folder, List.of(), "none stated");
  }

  private static byte[] images() {
    return npy(header("|u1", "4, 2, 3, 3"), Folders.random(1, 72));
  }

  private static byte[] labels() {
    return npy(header("<i8", "4,"), longs(0, 1, 1, 2));
  }

  @Test
  void putsChannelsFirst() {
    byte[] one =
        npy(header("|u1", "1, 2, 2, 3"), new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
    Images train = read(one, npy(header("|u1", "1,"), new byte[] {1})).train();
    assertArrayEquals(new byte[] {1, 4, 7, 10, 2, 5, 8, 11, 3, 6, 9, 12}, train.pixels(0));
    assertEquals(1, train.label(0));
    assertEquals(2, train.classes());
  }

  @Test
  void readsImagesWithoutChannelAxisAndAllLabelTypes() {
    byte[] grey = npy(header("|u1", "4, 3, 2"), Folders.random(1, 24));
    byte[] ints =
        npy(header("<i4", "4,"), new byte[] {0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0});
    Images train = read(grey, ints).train();
    assertEquals(1, train.channels());
    assertEquals(3, train.rows());
    assertEquals(train.provenance().sha256(), read(grey, labels()).train().provenance().sha256());
  }

  @Test
  void tellsWhatIsWrong() {
    Refusals.damaged(
        () -> read(npy(header("|O", "4, 2, 3, 3"), new byte[72]), labels()),
        FILE,
        "'images'",
        "'|O'",
        "|u1");
    Refusals.damaged(
        () ->
            read(npy(header("|u1", "4, 2, 3, 3").replace("False", "True"), new byte[72]), labels()),
        FILE,
        "Fortran");
    Refusals.damaged(
        () -> read(npy(header("|u1", "4, 2, 3, 4"), new byte[72]), labels()),
        FILE,
        "[4, 2, 3, 4]",
        "96",
        "72");
    Refusals.damaged(
        () -> read(npy(header("|u1", "400000, 200000, 300000, 4"), new byte[72]), labels()),
        FILE,
        "72");
    Refusals.damaged(
        () ->
            read(
                npy(header("|u1", "0, 2, 3, 3"), new byte[0]),
                npy(header("|u1", "0,"), new byte[0])),
        FILE,
        "no image");
    Refusals.damaged(() -> read(new byte[50], labels()), FILE, "no NumPy array");
    Refusals.damaged(
        () -> read(npy("{'shape': __import__('os')}", new byte[72]), labels()), FILE, "header");
    Refusals.damaged(
        () -> read(images(), npy(header("<i8", "3,"), longs(0, 1, 2))), FILE, "4 images", "[3]");
    Refusals.damaged(
        () -> read(images(), npy(header("<i8", "4,"), longs(0, 1, -3, 2))), FILE, "row 2", "-3");
    Refusals.damaged(
        () -> read(images(), npy(header("<f8", "4,"), longs(0, 1, 2, 2))), FILE, "'<f8'");
  }

  @Test
  void tellsLabelsBeyondTheClassNamesAndMissingArrays() {
    read(images(), labels());
    Refusals.damaged(
        () -> Npz.read(folder, List.of("a", "b"), "x"), FILE, "row 3", "is 2", "0 to 1");
    Folders.write(folder.resolve(FILE), Folders.zip(new TreeMap<>()));
    Refusals.damaged(() -> Npz.read(folder, List.of(), "x"), FILE);
    Folders.write(
        folder.resolve(FILE), Folders.zip(new TreeMap<>(java.util.Map.of("x", new byte[1]))));
    Refusals.damaged(() -> Npz.read(folder, List.of(), "x"), FILE, "[x]", "images.npy");
    Refusals.wrong(() -> Npz.read(folder.resolve("no"), List.of(), "x"), FILE, "does not exist");
  }

  @Test
  void anySeededDamageIsReadOrRefusedByASentence() throws java.io.IOException {
    read(images(), labels());
    byte[] valid = Files.readAllBytes(folder.resolve(FILE));
    Cases.check(
        1_000,
        random -> {
          Folders.write(folder.resolve(FILE), Folders.damaged(valid, random));
          Refusals.readOrRefused(() -> Npz.read(folder, List.of(), "none stated"));
        });
    byte[] array = images();
    Cases.check(
        2_000,
        random -> {
          byte[] damaged = Folders.damaged(array, random);
          Refusals.readOrRefused(() -> Npy.parse("x.npz: 'images'", damaged));
        });
  }
}

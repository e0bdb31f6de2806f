package org.munet4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.Cases;

class IdxTest {
  private static final String IMAGES = "train-images-idx3-ubyte";
  private static final String LABELS = "train-labels-idx1-ubyte";

  @TempDir Path folder;

  @BeforeEach
  void validTrainSplit() {
    Folders.idxSplit(folder, "train", 12, 5, 3);
  }

  private Source read(String... classNames) {
    return Idx.read(folder, List.of(classNames), "none stated");
  }

  private void replace(String file, byte[] content) {
    Folders.write(folder.resolve(file), content);
  }

  @Test
  void readsWhatWasWritten() {
    Folders.idxSplit(folder, "t10k", 6, 5, 3);
    Folders.idxSplit(folder, "val", 3, 5, 3);
    Source source = read("a", "b", "c");
    assertEquals(12, source.train().count());
    assertEquals(6, source.test().orElseThrow().count());
    assertEquals(3, source.validation().orElseThrow().count());
    assertEquals(List.of("a", "b", "c"), source.classNames());
    assertEquals(folder.getFileName().toString(), source.name());
    byte[] pixels = Folders.random(7, 12 * 25);
    assertArrayEquals(Arrays.copyOfRange(pixels, 100, 125), source.train().pixels(4));
    assertEquals(2, source.train().label(5));
  }

  @Test
  void readsGzipLikePlain() throws IOException {
    String plain = read().train().provenance().sha256();
    for (String name : List.of(IMAGES, LABELS)) {
      Path file = folder.resolve(name);
      Folders.write(folder.resolve(name + ".gz"), Folders.gzip(Files.readAllBytes(file)));
      Files.delete(file);
    }
    assertEquals(plain, read().train().provenance().sha256());
  }

  @Test
  void numbersTheClassesWhenNoNamesAreGiven() {
    assertEquals(List.of("0", "1", "2"), read().classNames());
  }

  @Test
  void namesTheFolderThatDoesNotExist() {
    Refusals.wrong(
        () -> Idx.read(folder.resolve("nowhere"), List.of(), "x"), "nowhere", "does not exist");
  }

  @Test
  void namesTheMissingFile() throws IOException {
    Files.delete(folder.resolve(LABELS));
    Refusals.damaged(this::read, "train-images-idx3", "train-labels-idx1", "put it there");
    Files.delete(folder.resolve(IMAGES));
    Refusals.damaged(this::read, IMAGES, "holds no");
  }

  @Test
  void tellsTheWrongMagicNumber() {
    replace(IMAGES, Folders.idx(0x801, new byte[12], 12, 1, 1));
    Refusals.damaged(this::read, IMAGES, "0x00000801", "0x00000803", "images");
  }

  @Test
  void tellsWhatIsCutOff() {
    replace(IMAGES, Folders.idx(0x803, new byte[299], 12, 5, 5));
    Refusals.damaged(this::read, IMAGES, "12 x 5 x 5", "300", "299");
    replace(IMAGES, new byte[] {0, 0, 8});
    Refusals.damaged(this::read, IMAGES, "3 bytes", "header of 16");
  }

  @Test
  void tellsWhatIsTooMuch() {
    replace(IMAGES, Folders.idx(0x803, new byte[301], 12, 5, 5));
    Refusals.damaged(this::read, IMAGES, "300 bytes", "more");
  }

  @Test
  void tellsThatCountsDiffer() {
    replace(LABELS, Folders.idx(0x801, new byte[11], 11));
    Refusals.damaged(this::read, IMAGES, LABELS, "12 images", "11 labels");
  }

  @Test
  void tellsTheRowOfALabelBeyondTheClasses() {
    byte[] labels = new byte[12];
    labels[7] = 9;
    replace(LABELS, Folders.idx(0x801, labels, 12));
    Refusals.damaged(() -> read("a", "b"), LABELS, "row 7", "is 9", "2 class names");
  }

  @Test
  void tellsThatThereIsNoImage() {
    replace(IMAGES, Folders.idx(0x803, new byte[0], 0, 5, 5));
    Refusals.damaged(this::read, IMAGES, "header says 0", "1 to");
  }

  @Test
  void tellsThatSplitsHaveDifferentSizes() {
    Folders.idxSplit(folder, "t10k", 6, 4, 3);
    Refusals.damaged(this::read, "t10k-images", "4x4", "5x5", "one size");
  }

  @Test
  void refusesAHeaderThatClaimsMoreThanTheFileHoldsBeforeAllocating() {
    byte[] claim = Folders.idx(0x803, new byte[10], 2_000_000, 32, 32);
    replace(IMAGES, claim);
    Refusals.damaged(this::read, IMAGES, "2,048,000,000", "holds at most 10");
    replace(IMAGES, Folders.idx(0x803, new byte[10], 2_000_000_000, 2_000_000_000, 4));
    Refusals.damaged(this::read, IMAGES, "2 GiB");
  }

  @Test
  void refusesAGzipHeaderThatClaimsMoreThanGzipCanHold() throws IOException {
    Files.delete(folder.resolve(IMAGES));
    replace(IMAGES + ".gz", Folders.gzip(Folders.idx(0x803, new byte[10], 2_000_000, 32, 32)));
    Refusals.damaged(this::read, IMAGES + ".gz", "2,048,000,000", "holds at most");
  }

  @Test
  void readsNoFurtherIntoAGzipBombThanTheHeaderPromises() throws IOException {
    Files.delete(folder.resolve(IMAGES));
    byte[] bomb = ByteBuffer.allocate(30_000_000).putInt(0x803).putInt(12).putInt(5).array();
    bomb[15] = 5;
    replace(IMAGES + ".gz", Folders.gzip(bomb));
    Refusals.damaged(this::read, IMAGES + ".gz", "300 bytes", "more");
  }

  @Test
  void refusesDamagedGzip() throws IOException {
    byte[] whole = Folders.gzip(Files.readAllBytes(folder.resolve(IMAGES)));
    Files.delete(folder.resolve(IMAGES));
    replace(IMAGES + ".gz", Arrays.copyOf(whole, whole.length / 2));
    Refusals.damaged(this::read, IMAGES + ".gz", "ends too early");
    replace(IMAGES + ".gz", new byte[500]);
    Refusals.damaged(this::read, IMAGES + ".gz", "cannot be read");
  }

  @Test
  void anySeededDamageIsReadOrRefusedByASentence() throws IOException {
    byte[] plain = Files.readAllBytes(folder.resolve(IMAGES));
    byte[] packed = Folders.gzip(plain);
    Cases.check(
        4_000,
        random -> {
          boolean gzip = random.nextBoolean();
          byte[] file = Folders.damaged(gzip ? packed : plain, random);
          Path path = Path.of(gzip ? "images.gz" : "images");
          Refusals.readOrRefused(
              () -> IdxFile.read(path, new ByteArrayInputStream(file), file.length, 3));
        });
  }

  @Test
  void aFolderWithADamagedFileIsReadOrRefusedByASentence() throws IOException {
    byte[] labels = Files.readAllBytes(folder.resolve(LABELS));
    Cases.check(
        50,
        random -> {
          replace(LABELS, Folders.damaged(labels, random));
          Refusals.readOrRefused(this::read);
        });
  }
}

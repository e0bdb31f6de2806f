package org.munet4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.Cases;

class ClassZipTest {
  @TempDir Path folder;

  private Path zip(Map<String, byte[]> entries) {
    return Folders.write(folder.resolve("pets.zip"), Folders.zip(entries));
  }

  /** Twenty cats and dogs for training, four for testing. */
  private static Map<String, byte[]> pets() {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (String name : List.of("dog", "cat")) {
      for (int number = 0; number < 20; number++) {
        entries.put("train/" + name + "/" + number + ".png", Drawings.grey(6, 5, number));
      }
      entries.put("test/" + name + "/0.png", Drawings.grey(6, 5, 99));
      entries.put("test/" + name + "/1.png", Drawings.grey(6, 5, 98));
    }
    return entries;
  }

  private static Map<String, byte[]> with(String name, byte[] content) {
    Map<String, byte[]> entries = pets();
    entries.put(name, content);
    return entries;
  }

  @Test
  void readsSplitsAndClasses() {
    Source source = ClassZip.read(zip(pets()), "CC0");
    assertEquals("pets", source.name());
    assertEquals(List.of("cat", "dog"), source.classNames());
    assertEquals(40, source.train().count());
    assertEquals(4, source.test().orElseThrow().count());
    assertTrue(source.validation().isEmpty());
    assertEquals("CC0", source.train().provenance().licence());
    assertEquals("pets.zip train", source.train().provenance().source());
    assertEquals(1, source.train().channels());
    assertEquals(5, source.train().rows());
    assertEquals(6, source.train().columns());
  }

  @Test
  void shufflesEachSplitOnceTheSameWayForEverybody() {
    Images train = ClassZip.read(zip(pets()), "CC0").train();
    int changes = 0;
    for (int index = 1; index < train.count(); index++) {
      changes += train.label(index) == train.label(index - 1) ? 0 : 1;
    }
    assertTrue(changes > 8, "classes are still sorted");
    Images again = ClassZip.read(zip(pets()), "CC0").train();
    assertEquals(train.provenance().sha256(), again.provenance().sha256());
  }

  @Test
  void findsTheSameImagesBelowAFolderAndWithoutSplits() {
    Map<String, byte[]> wrapped = new LinkedHashMap<>();
    Map<String, byte[]> flat = new LinkedHashMap<>();
    pets().forEach((name, content) -> wrapped.put("pets-1.0/" + name, content));
    pets()
        .forEach(
            (name, content) -> {
              if (name.startsWith("train/")) {
                flat.put(name.substring(6), content);
              }
            });
    String hash = ClassZip.read(zip(pets()), "CC0").train().provenance().sha256();
    assertEquals(hash, ClassZip.read(zip(wrapped), "CC0").train().provenance().sha256());
    assertEquals(hash, ClassZip.read(zip(flat), "CC0").train().provenance().sha256());
  }

  @Test
  void readsAFolderLikeAZip() {
    pets().forEach((name, content) -> Folders.write(folder.resolve("pets/" + name), content));
    Folders.write(folder.resolve("pets/train/cat/.DS_Store"), new byte[3]);
    Source read = ClassFolders.read(folder.resolve("pets"), "CC0");
    Source zipped = ClassZip.read(zip(with("__MACOSX/train/cat/._0.png", new byte[9])), "CC0");
    assertEquals("pets", read.name());
    assertEquals(zipped.train().provenance().sha256(), read.train().provenance().sha256());
    Refusals.wrong(() -> ClassFolders.read(folder.resolve("none"), "x"), "none", "not exist");
    Folders.write(folder.resolve("pets/val/.keep"), new byte[0]);
    Refusals.damaged(() -> ClassFolders.read(folder.resolve("pets"), "x"), "'val' is empty");
  }

  @Test
  void becomesColourfulIfOneImageIs() {
    byte[] colour = Drawings.noise("png", BufferedImage.TYPE_INT_RGB, 6, 5, 5);
    assertEquals(3, ClassZip.read(zip(with("test/dog/9.png", colour)), "x").train().channels());
  }

  @Test
  void namesTwoImagesOfDifferentSizeAndOffersToResize() {
    Path zip = zip(with("train/cat/9999.png", Drawings.grey(4, 8, 1)));
    Refusals.damaged(
        () -> ClassZip.read(zip, "x"), "train/cat/9999.png' is 4x8", "is 6x5", ".resizedTo(5)");
    Images train = ClassZip.at(zip).resizedTo(4).read().train();
    assertEquals(4, train.rows());
    assertEquals(41, train.count());
    Refusals.wrong(() -> ClassZip.at(zip).resizedTo(-1), "side is -1");
  }

  @Test
  void refusesNamesThatClimbOut() {
    for (String name :
        List.of("../x.png", "train/../../x.png", "/x.png", "C:/x.png", "train\\x.png", "a/./b/c")) {
      Path zip = zip(with(name, new byte[3]));
      Refusals.damaged(() -> ClassZip.read(zip, "x"), "pets.zip", "'" + name + "'", "climbs out");
    }
  }

  @Test
  void tellsAnEmptySplitAndAMissingTrainSplit() {
    Path empty = zip(with("val/", new byte[0]));
    Refusals.damaged(() -> ClassZip.read(empty, "x"), "pets.zip", "'val' is empty");
    Path noTrain = zip(Map.of("test/cat/1.png", Drawings.grey(6, 5, 1)));
    Refusals.damaged(() -> ClassZip.read(noTrain, "x"), "pets.zip", "no train split", "[test]");
    Path nothing = zip(Map.of("train/", new byte[0]));
    Refusals.damaged(() -> ClassZip.read(nothing, "x"), "pets.zip", "holds no image");
  }

  @Test
  void tellsFilesAtTheWrongDepth() {
    Path deep = zip(with("train/cat/young/1.png", Drawings.grey(6, 5, 1)));
    Refusals.damaged(() -> ClassZip.read(deep, "x"), "train/cat/young/1.png", "depth");
    Path shallow = zip(Map.of("train/1.png", Drawings.grey(6, 5, 1)));
    Refusals.damaged(() -> ClassZip.read(shallow, "x"), "train/1.png", "in no class");
    Path other = zip(with("extra/cat/1.png", Drawings.grey(6, 5, 1)));
    Refusals.damaged(() -> ClassZip.read(other, "x"), "'extra'", "no split");
  }

  @Test
  void namesTheEntryThatIsNoImage() {
    Path zip = zip(with("train/cat/notes.txt", "cat".getBytes(StandardCharsets.US_ASCII)));
    Refusals.damaged(() -> ClassZip.read(zip, "x"), "pets.zip", "notes.txt", "PNG, JPEG or BMP");
    Path bomb = zip(with("train/cat/bomb.png", Drawings.bomb(20_000, 20_000)));
    Refusals.damaged(() -> ClassZip.read(bomb, "x"), "pets.zip", "bomb.png", "20,000x20,000");
  }

  @Test
  void tellsThatTheZipIsMissingOrNoZip() {
    Refusals.wrong(() -> ClassZip.read(folder.resolve("no.zip"), "x"), "no.zip", "not exist");
    Path text = Folders.write(folder.resolve("text.zip"), new byte[100]);
    Refusals.damaged(() -> ClassZip.read(text, "x"), "text.zip", "no readable zip");
  }

  @Test
  void anySeededDamageIsReadOrRefusedByASentence() {
    Map<String, byte[]> few = new LinkedHashMap<>();
    few.put("train/cat/1.png", Drawings.grey(6, 5, 1));
    few.put("train/dog/1.png", Drawings.grey(6, 5, 2));
    byte[] valid = Folders.zip(few);
    Path zip = folder.resolve("pets.zip");
    Cases.check(
        2_000,
        random -> {
          Folders.write(zip, Folders.damaged(valid, random));
          Refusals.readOrRefused(() -> ClassZip.read(zip, "x"));
        });
  }

  @Test
  void laysPixelsOutByImage() {
    Path zip = zip(Map.of("cat/1.png", Drawings.grey(6, 5, 7)));
    Images train = ClassZip.read(zip, "x").train();
    assertArrayEquals(Folders.random(7, 30), train.pixels(0));
    assertNotEquals(0, train.provenance().sha256().length());
  }
}

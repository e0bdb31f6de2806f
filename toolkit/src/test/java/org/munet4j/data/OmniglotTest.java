package org.munet4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OmniglotTest {
  @TempDir Path folder;

  @BeforeEach
  void twoSmallAlphabets() {
    TreeMap<String, byte[]> entries = new TreeMap<>();
    BufferedImage ink = new BufferedImage(5, 5, BufferedImage.TYPE_BYTE_BINARY);
    ink.setRGB(0, 0, 0xffffff);
    for (int drawer = 1; drawer <= 20; drawer++) {
      for (String character :
          List.of("Greek/character01/0394", "Greek/character02/0395", "Braille/character01/0100")) {
        String name = String.format("images_background/%s_%02d.png", character, drawer);
        entries.put(name, Drawings.encoded(ink, "png"));
      }
    }
    Folders.write(folder.resolve("images_background.zip"), Folders.zip(entries));
  }

  @Test
  void splitsByDrawerWithInkInWhite() {
    Source greek = Omniglot.at(folder).alphabet("Greek");
    assertEquals("omniglot/Greek", greek.name());
    assertEquals(List.of("character01", "character02"), greek.classNames());
    assertEquals(28, greek.train().count());
    assertEquals(4, greek.validation().orElseThrow().count());
    assertEquals(8, greek.test().orElseThrow().count());
    assertEquals(0, greek.train().pixels(0)[0]);
    assertEquals((byte) 255, greek.train().pixels(0)[1]);
  }

  @Test
  void splitsByOtherDrawersInAnotherSize() {
    Omniglot omniglot = Omniglot.at(folder).drawers(10, 4).resizedTo(3);
    assertEquals(
        new Outline(2, 20, 8, 12, 1, 3, 3, "MIT (brendenlake/omniglot)"),
        Outline.of(omniglot.alphabet("Greek")));
    assertEquals(Outline.of(omniglot.alphabet("Greek")), omniglot.outline("Greek"));
    Refusals.wrong(() -> omniglot.drawers(16, 4), "16 drawers train and 4", "at least 1");
    Refusals.wrong(() -> omniglot.resizedTo(-1), "-1");
  }

  @Test
  void listsAlphabetsAndNamesNearOnes() {
    assertEquals(List.of("Braille", "Greek"), Omniglot.at(folder).alphabets());
    Refusals.wrong(() -> Omniglot.at(folder).alphabet("greek"), "'greek'", "'Greek'");
    Refusals.wrong(() -> Omniglot.at(folder.resolve("no")), "no", "images_background.zip");
  }

  @Test
  void allAlphabetsTogetherAreOneTaskOfAllCharacters() {
    TreeMap<String, byte[]> entries = new TreeMap<>();
    for (int drawer = 1; drawer <= 20; drawer++) {
      String name = String.format("images_evaluation/Tengwar/character01/0900_%02d.png", drawer);
      entries.put(name, Drawings.grey(5, 5, drawer));
    }
    Refusals.wrong(() -> Omniglot.at(folder).whole(), "images_evaluation.zip");
    Folders.write(folder.resolve("images_evaluation.zip"), Folders.zip(entries));
    Source whole = Omniglot.at(folder).whole();
    assertEquals(
        List.of(
            "Braille/character01", "Greek/character01", "Greek/character02", "Tengwar/character01"),
        whole.classNames());
    assertEquals(35, whole.train().rows());
    assertEquals(
        new Outline(4, 56, 8, 16, 1, 35, 35, "MIT (brendenlake/omniglot)"), Outline.of(whole));
    assertEquals(Outline.of(whole), Omniglot.at(folder).outline());
    assertEquals(
        Outline.of(Omniglot.at(folder).alphabet("Tengwar")),
        Omniglot.at(folder).outline("Tengwar"));
  }
}

package org.munet4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path folder;

  @Test
  void listsWhatItKnowsAndWhatIsThere() {
    Folders.idxSplit(folder.resolve("idx/mnist"), "train", 10, 28, 10);
    List<DataFolder.Entry> entries = DataFolder.at(folder).entries();
    assertEquals(entries.size(), entries.stream().map(DataFolder.Entry::name).distinct().count());
    assertEquals(50, entries.stream().filter(entry -> entry.kind().equals("omniglot")).count());
    DataFolder.Entry mnist = entries.get(0);
    assertEquals("mnist", mnist.name());
    assertTrue(mnist.present() && mnist.images());
    assertEquals(16 + 7_840 + 8 + 10, mnist.bytes());
    DataFolder.Entry text =
        entries.stream().filter(entry -> entry.name().equals("sst2")).findFirst().orElseThrow();
    assertFalse(text.present() || text.images());
  }

  @Test
  void readsByName() {
    Folders.idxSplit(folder.resolve("idx/mnist"), "train", 10, 28, 10);
    Source mnist = DataFolder.at(folder).source("mnist");
    assertEquals("mnist", mnist.name());
    assertEquals(10, mnist.classes());
    assertTrue(mnist.train().provenance().licence().startsWith("none stated"));
  }

  @Test
  void scalesCountsOfSixteen() {
    Path digits = folder.resolve("idx/optdigits");
    Folders.write(
        digits.resolve("train-images-idx3-ubyte"),
        Folders.idx(0x803, new byte[] {0, 16, 8, 1}, 1, 2, 2));
    Folders.write(digits.resolve("train-labels-idx1-ubyte"), Folders.idx(0x801, new byte[] {3}, 1));
    Images train = DataFolder.at(folder).source("optdigits").train();
    byte[] pixels = train.pixels(0);
    assertEquals(0, pixels[0]);
    assertEquals((byte) 255, pixels[1]);
    assertEquals((byte) 128, pixels[2]);
    assertTrue(train.provenance().source().contains("0..16 scaled to 0..255"));
    Folders.idxSplit(digits, "train", 4, 2, 2);
    Refusals.damaged(() -> DataFolder.at(folder).source("optdigits"), "optdigits", "0 to 16");
  }

  @Test
  void saysWhatIsMissing() {
    Refusals.wrong(() -> DataFolder.at(folder.resolve("no")), "no'", "does not exist");
    DataFolder data = DataFolder.at(folder);
    Refusals.wrong(() -> data.source("minst"), "'minst'", "'mnist'");
    Refusals.wrong(() -> data.source("greek"), "'omniglot/Greek'");
    Refusals.wrong(() -> data.source("mnist"), "'mnist' is not there", "idx", "mnist");
    Refusals.wrong(() -> data.source("sst2"), "'sst2' is text", "text/sst2.tsv.gz");
    Refusals.wrong(() -> data.source("djl/mnist"), "djl-repo");
  }

  @Test
  void tellsWhatAFileHoldsAsItIsRead() {
    Folders.idxSplit(folder.resolve("idx/mnist"), "train", 10, 28, 10);
    Folders.idxSplit(folder.resolve("idx/mnist"), "t10k", 5, 28, 10);
    agrees("mnist", new Outline(10, 10, 0, 5, 1, 28, 28, licence("mnist")));
    Folders.write(
        folder.resolve("img/eurosat.zip"),
        Folders.zip(
            Map.of(
                "train/sea/1.png", colours(6, 5),
                "train/lake/1.png", colours(6, 5),
                "val/sea/2.png", colours(6, 5))));
    agrees("eurosat", new Outline(2, 2, 1, 0, 3, 5, 6, licence("eurosat")));
  }

  @Test
  void ownSetsAreReadByTheirName() {
    assertFalse(DataFolder.at(folder).holds("runes"));
    Folders.idxSplit(folder.resolve("idx/runes"), "train", 9, 4, 3);
    agrees("runes", new Outline(3, 9, 0, 0, 1, 4, 4, "none stated"));
    Folders.write(folder.resolve("img/leaves/oak/1.png"), colours(6, 4));
    Folders.write(folder.resolve("img/leaves/elm/1.png"), colours(8, 4));
    Refusals.damaged(() -> DataFolder.at(folder).source("leaves"), "one size");
    assertEquals(2, DataFolder.at(folder).source("leaves", 3).train().count());
    assertEquals(
        new Outline(2, 2, 0, 0, 3, 3, 3, "none stated"),
        DataFolder.at(folder).outline("leaves", 3));
    Refusals.wrong(() -> DataFolder.at(folder).source("../idx/runes"), "'../idx/runes'");
  }

  private void agrees(String name, Outline expected) {
    assertEquals(expected, Outline.of(DataFolder.at(folder).source(name)));
    assertEquals(expected, DataFolder.at(folder).outline(name, 0));
  }

  private static String licence(String name) {
    return Catalog.line(name).licence();
  }

  private static byte[] colours(int columns, int rows) {
    return Drawings.noise("png", BufferedImage.TYPE_3BYTE_BGR, columns, rows, 3);
  }
}

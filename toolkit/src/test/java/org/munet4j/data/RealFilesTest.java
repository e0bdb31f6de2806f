package org.munet4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Runs only where MUNET4J_DATA names a folder with the real files. */
@EnabledIfEnvironmentVariable(named = "MUNET4J_DATA", matches = ".+")
class RealFilesTest {
  private DataFolder data;

  @BeforeEach
  void open() {
    data = DataFolder.at(Path.of(System.getenv("MUNET4J_DATA")));
  }

  private Source read(String name, int train, int test) {
    Source source = data.source(name);
    assertEquals(name, source.name());
    assertEquals(train, source.train().count());
    assertEquals(test, source.test().orElseThrow().count());
    return source;
  }

  private static String size(Source source) {
    Images train = source.train();
    return train.channels() + "x" + train.rows() + "x" + train.columns();
  }

  @Test
  void readsHandwriting() {
    Source mnist = read("mnist", 60_000, 10_000);
    assertEquals("1x28x28", size(mnist));
    assertEquals(5, mnist.train().label(0));
    assertEquals(7, mnist.test().orElseThrow().label(0));
    Source kmnist = read("kmnist", 7_011, 10_000);
    assertEquals("wo", kmnist.classNames().get(9));
    Source xray = read("pneumonia-mnist", 4_708, 624);
    assertEquals(524, xray.validation().orElseThrow().count());
    read("optdigits", 3_823, 1_797);
  }

  @Test
  void readsOneAlphabetOfOmniglot() {
    Source greek = read("omniglot/Greek", 24 * 14, 24 * 4);
    assertEquals("1x105x105", size(greek));
    assertEquals(24, greek.classes());
    double ink = 0;
    for (byte pixel : greek.train().pixels(0)) {
      ink += (pixel & 0xff) / 255.0 / (105 * 105);
    }
    assertTrue(ink > 0.005 && ink < 0.3, "share of white ink is " + ink);
  }

  @Test
  void readsNumpyArchives() {
    assertEquals("3x32x32", size(read("cmaterdb-bangla", 5_000, 1_000)));
  }

  @Test
  void readsZipsWithAllClassesAtTheFront() {
    Source photographs = read("eurosat", 2_000, 500);
    assertEquals("3x64x64", size(photographs));
    int[] labels = photographs.train().labels();
    assertEquals(10, Arrays.stream(labels, 0, 200).distinct().count());
    assertEquals("1x32x32", size(read("scene15", 1_494, 1_500)));
    Source groceries = read("grocery-store", 2_640, 2_485);
    assertEquals(296, groceries.validation().orElseThrow().count());
    assertEquals(81, groceries.classes());
  }

  @Test
  void readsADjlRepository() {
    Source mnist = read("djl/mnist", 3_000, 500);
    assertEquals("1x28x28", size(mnist));
    assertEquals("Ankle boot", data.source("djl/fashion-mnist").classNames().get(9));
    assertEquals("3x32x32", size(read("djl/cifar10", 1_000, 200)));
  }

  @Test
  void readsWhateverTheCatalogueSaysIsThere() {
    for (DataFolder.Entry entry : data.entries()) {
      boolean quick = !entry.kind().equals("omniglot") && entry.bytes() < 6_000_000;
      if (entry.images() && entry.present() && quick) {
        assertEquals(entry.classes(), data.source(entry.name()).classes(), entry.name());
      }
    }
  }
}

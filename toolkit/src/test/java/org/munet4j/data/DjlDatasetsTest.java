package org.munet4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DjlDatasetsTest {
  private static final String METADATA =
      """
      {"metadataVersion": "0.2", "resourceType": "dataset", "application": "cv",
       "groupId": "ai.djl.basicdataset", "artifactId": "mnist", "name": "MNIST",
       "artifacts": [{"snapshot": false, "files": {
         "train_data": {"uri": "1.0/train-images-idx3-ubyte"SHA},
         "train_labels": {"uri": "1.0/train-labels-idx1-ubyte"},
         "test_data": {"uri": "1.0/t10k-images-idx3-ubyte"},
         "test_labels": {"uri": "1.0/t10k-labels-idx1-ubyte"}}}]}
      """;

  @TempDir Path folder;

  private DjlDatasets repository(String sha) {
    Path mnist = folder.resolve("dataset/cv/ai/djl/basicdataset/mnist");
    Folders.idxSplit(mnist.resolve("1.0"), "train", 12, 28, 10);
    Folders.idxSplit(mnist.resolve("1.0"), "t10k", 5, 28, 10);
    Folders.write(
        mnist.resolve("metadata.json"),
        METADATA.replace("SHA", sha).getBytes(StandardCharsets.UTF_8));
    return DjlDatasets.at(folder);
  }

  @Test
  void readsThroughDjlTheBytesThatTheFilesHold() {
    Source mnist = repository("").mnist();
    assertEquals("djl/mnist", mnist.name());
    assertEquals(12, mnist.train().count());
    assertEquals(5, mnist.test().orElseThrow().count());
    byte[] pixels = Folders.random(7, 12 * 784);
    assertArrayEquals(Arrays.copyOfRange(pixels, 784, 1_568), mnist.train().pixels(1));
    assertEquals(1, mnist.train().label(11));
  }

  @Test
  void checksTheHashesOfTheMetadata() {
    String wrong = ", \"sha1Hash\": \"" + "0".repeat(40) + "\"";
    Refusals.damaged(
        () -> repository(wrong).mnist(), "train-images-idx3-ubyte", "SHA-1", "0".repeat(40));
  }

  @Test
  void staysInsideItsFolder() {
    repository("");
    Folders.write(
        folder.resolve("dataset/cv/ai/djl/basicdataset/mnist/metadata.json"),
        METADATA
            .replace("SHA", "")
            .replace("1.0/train-images", "../../../../../../../x/train-images")
            .getBytes(StandardCharsets.UTF_8));
    Refusals.damaged(() -> DjlDatasets.at(folder).mnist(), "metadata.json", "outside");
  }

  @Test
  void tellsWhereFilesBelongWhenTheyAreMissing() {
    DjlDatasets repository = repository("");
    Refusals.damaged(repository::cifar10, "'cifar10' cannot be had", "basicdataset/cifar10/");
    Refusals.wrong(() -> DjlDatasets.at(folder.resolve("no")), "no'", "no DJL repository");
  }

  @Test
  void saysHowToPlaceFilesWhenDjlIsOfflineAndItsCacheIsEmpty() {
    repository("").mnist();
    String offline = System.setProperty("ai.djl.offline", "true");
    String cache = System.setProperty("DJL_CACHE_DIR", folder.resolve("cache").toString());
    try {
      DjlDatasets djl = DjlDatasets.cachedOrDownloaded();
      Refusals.damaged(djl::mnist, "'mnist' cannot be had", "basicdataset/mnist/");
    } finally {
      restore("ai.djl.offline", offline);
      restore("DJL_CACHE_DIR", cache);
    }
  }

  private static void restore(String property, String value) {
    if (value == null) {
      System.clearProperty(property);
    } else {
      System.setProperty(property, value);
    }
  }
}

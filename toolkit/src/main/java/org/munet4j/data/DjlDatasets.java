package org.munet4j.data;

import ai.djl.Device;
import ai.djl.basicdataset.BasicDatasets;
import ai.djl.basicdataset.cv.classification.Cifar10;
import ai.djl.basicdataset.cv.classification.FashionMnist;
import ai.djl.basicdataset.cv.classification.Mnist;
import ai.djl.ndarray.NDManager;
import ai.djl.repository.Repository;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.dataset.Dataset.Usage;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.munet4j.internal.Require;
import org.munet4j.tensor.Torch;

/**
 * Reads data sets through DJL's basicdataset: MNIST, Fashion-MNIST and CIFAR-10. Needs DJL's
 * engine, unlike all other readers; its native memory is given back before the images are returned.
 */
public final class DjlDatasets {
  private final String place;
  private final Repository repository;

  private DjlDatasets(String place, Repository repository) {
    this.place = place;
    this.repository = repository;
  }

  /**
   * Reads a repository on this machine; nothing is downloaded or copied.
   *
   * @param folder with {@code dataset/cv/ai/djl/basicdataset/mnist/metadata.json} and so on
   */
  public static DjlDatasets at(Path folder) {
    Require.that(
        Files.isDirectory(folder.resolve("dataset")),
        "folder '%s' is no DJL repository: it has no folder dataset/cv/ai/djl/basicdataset",
        folder);
    return new DjlDatasets(folder.getFileName().toString(), new LocalFiles(folder));
  }

  /**
   * Reads DJL's own repository: its cache, or a download where the cache has nothing and DJL is not
   * set offline.
   */
  public static DjlDatasets cachedOrDownloaded() {
    return new DjlDatasets("DJL basicdataset", BasicDatasets.REPOSITORY);
  }

  /** Handwritten digits, 28x28 grey. */
  public Source mnist() {
    return source(
        "djl/mnist",
        "mnist",
        1,
        28,
        (manager, usage) ->
            Mnist.builder()
                .optManager(manager)
                .optRepository(repository)
                .optUsage(usage)
                .setSampling(1, false)
                .build());
  }

  /** Ten kinds of clothes, 28x28 grey. */
  public Source fashionMnist() {
    return source(
        "djl/fashion-mnist",
        "fashmnist",
        1,
        28,
        (manager, usage) ->
            FashionMnist.builder()
                .optManager(manager)
                .optRepository(repository)
                .optUsage(usage)
                .setSampling(1, false)
                .build());
  }

  /** Ten kinds of things and animals, 32x32 in colour. */
  public Source cifar10() {
    return source(
        "djl/cifar10",
        "cifar10",
        3,
        32,
        (manager, usage) ->
            Cifar10.builder()
                .optManager(manager)
                .optRepository(repository)
                .optUsage(usage)
                .setSampling(1, false)
                .build());
  }

  /** By the name in the catalogue. */
  Source read(String name) {
    return switch (name) {
      case "djl/mnist" -> mnist();
      case "djl/fashion-mnist" -> fashionMnist();
      default -> cifar10();
    };
  }

  private interface Opening {
    ArrayDataset open(NDManager manager, Usage usage);
  }

  private Source source(String name, String id, int channels, int side, Opening opening) {
    Catalog.Line line = Catalog.line(name);
    List<Images> splits = new ArrayList<>();
    for (Usage usage : List.of(Usage.TRAIN, Usage.TEST)) {
      DjlArrays arrays = arrays(id, channels, side, opening, usage);
      splits.add(
          Images.owning(
              channels,
              side,
              side,
              arrays.pixels(),
              arrays.labels(),
              line.classNames(),
              Require.text("%s %s %s", place, id, usage == Usage.TRAIN ? "train" : "test"),
              line.licence()));
    }
    return Source.of(name, splits.get(0), splits.get(1));
  }

  private DjlArrays arrays(String id, int channels, int side, Opening opening, Usage usage) {
    try (NDManager manager = Torch.engine().newBaseManager(Device.cpu())) {
      ArrayDataset dataset = opening.open(manager, usage);
      dataset.prepare();
      return DjlArrays.of(id, dataset, manager, channels, side);
    } catch (DataException refused) {
      throw refused;
    } catch (IOException | TranslateException | RuntimeException failure) {
      throw new DataException(
              "%s: '%s' cannot be had (%s); place metadata.json and the files of the data set under"
                  + " dataset/cv/ai/djl/basicdataset/%s/ and name that repository",
              place, id, failure.getMessage(), id)
          .because(failure);
    }
  }
}

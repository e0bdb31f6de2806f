package org.munet4j.system;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.munet4j.component.ModelGraph;
import org.munet4j.component.Multipath;
import org.munet4j.internal.Require;
import org.munet4j.internal.Sha256;
import org.munet4j.train.TorchScriptFile;

/** A folder from which plain DJL classifies images: {@code docs/serving.md} shows the program. */
record Export(Served served) {
  private static final String MODEL = "model.pt";
  private static final String PROPERTIES = "serving.properties";
  private static final String CLASSES = "synset.txt";
  private static final String READ_ME = "README.txt";
  private static final String SETTINGS =
      """
      engine=PyTorch
      translatorFactory=ai.djl.modality.cv.translator.ImageClassificationTranslatorFactory
      applySoftmax=true
      option.mapLocation=true
      """;

  /**
   * Writes beside the folder and moves all of it into place at once.
   *
   * @throws IllegalArgumentException if the folder has files
   * @throws UncheckedIOException if it cannot be written; then nothing is left of it
   */
  void to(Path folder) {
    Path target = folder.toAbsolutePath().normalize();
    Path part = target.resolveSibling(".part-" + UUID.randomUUID());
    try {
      checkFree(target);
      Files.createDirectories(target.getParent());
      try {
        Files.createDirectory(part);
        write(part);
        Files.deleteIfExists(target);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        remove(part);
      }
    } catch (DirectoryNotEmptyException filledMeanwhile) {
      throw new IllegalArgumentException(notFree(target), filledMeanwhile);
    } catch (IOException e) {
      throw new UncheckedIOException(
          Require.text(
              "task '%s' is not exported, and nothing was left in %s: %s; make room or name another"
                  + " folder",
              served.model().task(), target, e),
          e);
    }
  }

  private static void checkFree(Path target) throws IOException {
    boolean isFree = !Files.exists(target, LinkOption.NOFOLLOW_LINKS);
    if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
      try (var content = Files.newDirectoryStream(target)) {
        isFree = !content.iterator().hasNext();
      }
    }
    Require.that(isFree && target.getParent() != null, "%s", notFree(target));
  }

  private static String notFree(Path target) {
    return Require.text(
        "cannot export to %s: an export needs a folder that is new or empty; name another", target);
  }

  private void write(Path part) throws IOException {
    String hash = writeModel(part.resolve(MODEL));
    Files.writeString(part.resolve(PROPERTIES), SETTINGS);
    Files.write(part.resolve(CLASSES), served.classes());
    Files.writeString(part.resolve(READ_ME), readMe(hash));
  }

  private String writeModel(Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        DigestOutputStream hashed = new DigestOutputStream(out, Sha256.digest())) {
      TorchScriptFile.write(served.model().graph(), hashed);
      return HexFormat.of().formatHex(hashed.getMessageDigest().digest());
    }
  }

  private String readMe(String hash) {
    Model model = served.model();
    int side = model.graph().side();
    String test =
        model.metrics().test().stream()
            .mapToObj(Export::percent)
            .findFirst()
            .orElse("not measured");
    return Require.text(
        """
        Image classifier of task '%s', exported from munet4j for programs without munet4j.

        %-20sTorchScript: weights, resizing, scaling and network
        %-20swhat DJL reads to prepare and answer
        %-20sclass names in the order of the model's answers

        input               [batch, 3, rows, columns] float32, 0 black to 1 white, any size; the model
                            resizes it to %dx%d. DJL makes it from its Image by itself. Lay transparent
                            pictures on white before.%s
        output              [batch, %d] logits; DJL answers their softmax
        classes             %d
        validation accuracy %s
        test accuracy       %s
        model               %s, %,d parameters
        sha256 of %-10s%s

        Java: ai.djl:api, ai.djl.pytorch:pytorch-engine, pytorch-jni and pytorch-native-cpu, then
          Criteria.builder().setTypes(Image.class, Classifications.class).optModelPath(folder)
              .build().loadModel().newPredictor().predict(image)
        """,
        model.task(),
        MODEL,
        PROPERTIES,
        CLASSES,
        side,
        side,
        others(model.graph()),
        model.graph().classes(),
        model.graph().classes(),
        percent(model.metrics().quality()),
        test,
        model.id(),
        model.graph().parameters(),
        MODEL,
        hash);
  }

  /** What is to be said of a multipath's paths beside its main one. */
  private static String others(ModelGraph graph) {
    if (!(graph instanceof Multipath)) {
      return "";
    }
    List<String> sizes =
        graph.paths().stream()
            .map(path -> path.vit().imageSize())
            .distinct()
            .map(side -> side + "x" + side)
            .toList();
    return Require.text(
        """

        paths               %d side by side, all computed for each image: no threshold skips one. The
                            size above is the main path's; each resizes images to its own: %s""",
        graph.paths().size(), String.join(", ", sizes));
  }

  private static String percent(double part) {
    return Require.text("%.2f %%", 100 * part);
  }

  /** What is left of a failed export. */
  private static void remove(Path part) throws IOException {
    for (String file : List.of(MODEL, PROPERTIES, CLASSES, READ_ME)) {
      Files.deleteIfExists(part.resolve(file));
    }
    Files.deleteIfExists(part);
  }
}

package org.munet4j.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Vit;
import org.munet4j.data.Images;
import org.munet4j.internal.Sha256;
import org.munet4j.task.Task;
import org.munet4j.tensor.Torch;
import org.munet4j.train.Evaluation;
import org.munet4j.train.Pictures;

class ServingTest {
  private static final double SAME = 1e-5;
  private static final Pattern PROGRAM = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Images IMAGES = Pictures.images(1, 17, 9, 6, 4);
  private static final Task TASK = new Task("bars", IMAGES, IMAGES, IMAGES);
  private static final MultitaskSystem SYSTEM = system();
  private static final MultitaskSystem JOINED = joined();

  @TempDir private Path folder;

  private static MultitaskSystem system() {
    ModelPath path = Pictures.path(new Vit(12, 4, 16, 32, 2, 2), 4);
    Model root = Model.root(path);
    Metrics metrics = new Metrics(0.875, OptionalDouble.of(0.8125), 0.875, 1, 0, List.of(0.875));
    Model model = new Model("bars.0.1", "bars", "root", path, root.hyperparameters(), metrics);
    return MultitaskSystem.from(root)
        .publish(new Publication("bars", 0, Optional.of(model), List.of(), false));
  }

  /** The same task, solved better by a multipath. */
  private static MultitaskSystem joined() {
    Metrics metrics = new Metrics(0.9, OptionalDouble.of(0.85), 0.9, 1, 0, List.of(0.9));
    Model model =
        new Model(
            "multipath~bars.0.1",
            "bars",
            "bars.0.1",
            Pictures.skipping(),
            SYSTEM.model("bars").hyperparameters(),
            metrics);
    return SYSTEM.publish(
        new Publication("multipath~bars", "bars", 0, Optional.of(model), List.of(), false));
  }

  @Test
  void aMultipathAnswersForItsTask() throws Exception {
    assertTrue(JOINED.model("bars").isMultipath());
    Image picture = Pictures.of(IMAGES.select(2)).get(0);
    try (Predictor<Image, Classifications> predictor = JOINED.predictor(TASK);
        NDManager scope = Torch.scope()) {
      float[] expected =
          Evaluation.logits(Pictures.skipping(), IMAGES.select(2))
              .on(scope)
              .softmax(1)
              .toFloatArray();
      List<Double> found = predictor.predict(picture).getProbabilities();
      for (int i = 0; i < 4; i++) {
        assertEquals(expected[i], (float) (double) found.get(i));
      }
    }
  }

  @Test
  void anExportOfAMultipathTellsItsPathsAndSizes() throws IOException {
    JOINED.export(TASK, folder.resolve("joined"));
    String readMe = Files.readString(folder.resolve("joined/README.txt"));
    for (String part :
        List.of(
            "resizes it to 12x12",
            "paths               7 side by side, all computed for each image: no threshold",
            "each resizes images to its own: 12x12, 16x16\n",
            "90.00 %",
            "multipath~bars.0.1")) {
      assertTrue(readMe.contains(part), part + " in\n" + readMe);
    }
    SYSTEM.export(TASK, folder.resolve("single"));
    assertFalse(Files.readString(folder.resolve("single/README.txt")).contains("side by side"));
  }

  @Test
  void aPredictorKnowsTheClassesOfItsTask() throws Exception {
    Image picture = Pictures.of(IMAGES).get(0);
    try (Predictor<Image, Classifications> named = SYSTEM.predictor(TASK);
        Predictor<Image, Classifications> numbered = SYSTEM.predictor("bars")) {
      Classifications answer = named.predict(picture);
      assertEquals(IMAGES.classNames(), answer.getClassNames());
      assertEquals(List.of("0", "1", "2", "3"), numbered.predict(picture).getClassNames());
      assertEquals(answer.getProbabilities(), numbered.predict(picture).getProbabilities());
    }
  }

  @Test
  void aPlainDjlProgramAnswersFromAnExportAsThePredictorDoes() throws Exception {
    answersAsThePredictor(SYSTEM, SYSTEM);
  }

  @Test
  void thatHoldsForAMultipathWithoutThreshold() throws Exception {
    Model skipping = JOINED.model("bars");
    Model whole =
        new Model(
            skipping.id(),
            "bars",
            skipping.parent(),
            Pictures.nested(),
            skipping.hyperparameters(),
            skipping.metrics());
    Publication same =
        new Publication("multipath~bars", "bars", 0, Optional.of(whole), List.of(), false);
    answersAsThePredictor(JOINED, SYSTEM.publish(same));
  }

  private void answersAsThePredictor(MultitaskSystem exporting, MultitaskSystem predicting)
      throws Exception {
    Path export = folder.resolve("export");
    exporting.export(TASK, export);
    List<Path> files = new ArrayList<>();
    for (Images images :
        List.of(IMAGES, Pictures.images(3, 12, 12, 2, 4), Pictures.images(3, 40, 31, 2, 4))) {
      for (int i = 0; i < images.count(); i++) {
        Path file = folder.resolve(files.size() + ".png");
        ImageIO.write(Pictures.buffered(images, i), "png", file.toFile());
        files.add(file);
      }
    }
    List<String> lines = plain(export, files);
    assertEquals(files.size(), lines.size(), lines.toString());
    try (Predictor<Image, Classifications> predictor = predicting.predictor(TASK)) {
      for (int i = 0; i < lines.size(); i++) {
        Image picture = ImageFactory.getInstance().fromFile(files.get(i));
        Classifications ours = predictor.predict(picture);
        JsonArray theirs = JsonParser.parseString(lines.get(i)).getAsJsonArray();
        assertEquals(4, theirs.size());
        for (JsonElement one : theirs) {
          String name = one.getAsJsonObject().get("className").getAsString();
          double probability = one.getAsJsonObject().get("probability").getAsDouble();
          assertEquals(
              ours.get(name).getProbability(), probability, SAME, files.get(i) + " " + name);
        }
      }
    }
  }

  /** What the program of the documentation prints, without munet4j on its class path. */
  private List<String> plain(Path export, List<Path> pictures) throws Exception {
    Matcher program = PROGRAM.matcher(Files.readString(Path.of("..", "docs", "serving.md")));
    assertTrue(program.find());
    Path source = Files.writeString(folder.resolve("Classify.java"), program.group(1));
    String plainPath =
        Arrays.stream(classPath().split(File.pathSeparator))
            .filter(entry -> entry.endsWith(".jar") && !entry.contains("munet4j"))
            .filter(
                entry ->
                    entry.matches(
                        ".*[/\\\\](api|pytorch-.*|gson|jna|slf4j-api|commons-compress|commons-io|commons-lang3|commons-codec)-[0-9].*"))
            .collect(Collectors.joining(File.pathSeparator));
    assertTrue(plainPath.contains("pytorch-engine"), plainPath);
    assertFalse(plainPath.contains("basicdataset"), plainPath);
    List<String> command =
        new ArrayList<>(List.of("-cp", plainPath, source.toString(), export.toString()));
    pictures.forEach(picture -> command.add(picture.toString()));
    return java(new ArrayList<>(), command);
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /** What another Java prints; its errors are shown if it fails. */
  private List<String> java(List<String> before, List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    File out = folder.resolve("out").toFile();
    File errors = folder.resolve("errors").toFile();
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out).redirectError(errors);
    builder.environment().put("OPT_OUT_TRACKING", "true");
    Process process = builder.start();
    try {
      assertTrue(process.waitFor(120, TimeUnit.SECONDS), "no end after two minutes");
    } finally {
      process.destroyForcibly();
    }
    assertEquals(0, process.exitValue(), Files.readString(errors.toPath()));
    return Files.readAllLines(out.toPath());
  }

  @Test
  void anExportTellsWhatItIsAndRepeatsByteForByte() throws IOException {
    Map<String, String> first = exported("first");
    assertEquals(
        List.of("README.txt", "model.pt", "serving.properties", "synset.txt"),
        List.copyOf(first.keySet()));
    assertEquals(first, exported("second"));
    String readMe = Files.readString(folder.resolve("first").resolve("README.txt"));
    for (String part :
        List.of("'bars'", "12x12", "87.50 %", "81.25 %", "bars.0.1", first.get("model.pt"))) {
      assertTrue(readMe.contains(part), part + " in\n" + readMe);
    }
    assertEquals(IMAGES.classNames(), Files.readAllLines(folder.resolve("first/synset.txt")));
  }

  /** SHA-256 of the files of an export, by name. */
  private Map<String, String> exported(String name) throws IOException {
    Path export = folder.resolve(name);
    SYSTEM.export(TASK, export);
    Map<String, String> hashes = new TreeMap<>();
    for (Path file : list(export)) {
      hashes.put(file.getFileName().toString(), Sha256.of(Files.readAllBytes(file)));
    }
    return hashes;
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @Test
  void anExportNeedsAFolderThatIsNewOrEmpty() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    SYSTEM.export("bars", empty);
    assertEquals(4, list(empty).size());
    byte[] before = Files.readAllBytes(empty.resolve("README.txt"));
    Path file = Files.writeString(folder.resolve("file"), "mine");
    for (Path taken : List.of(empty, file)) {
      Exception refused =
          assertThrows(IllegalArgumentException.class, () -> SYSTEM.export(TASK, taken));
      assertEquals(
          "cannot export to "
              + taken
              + ": an export needs a folder that is new or empty; name another",
          refused.getMessage());
    }
    assertArrayEquals(before, Files.readAllBytes(empty.resolve("README.txt")));
    assertEquals("mine", Files.readString(file));
    assertEquals(List.of(empty, file), list(folder));
  }

  @Test
  void whatIsAskedForWronglyIsNamed() {
    Task other =
        new Task(
            "bars",
            Pictures.images(1, 4, 4, 3, 3),
            Pictures.images(1, 4, 4, 3, 3),
            Pictures.images(1, 4, 4, 3, 3));
    Map<String, Runnable> wrong =
        Map.of(
            "'mnist'; the system solves [bars]", () -> SYSTEM.predictor("mnist"),
            "no model solves task 'fashion'", () -> SYSTEM.export("fashion", folder.resolve("x")),
            "the root solves no task", () -> SYSTEM.predictor("root"),
            "task 'bars' has 3 class names, model bars.0.1 tells 4", () -> SYSTEM.predictor(other));
    wrong.forEach(
        (sentence, call) -> {
          Exception refused = assertThrows(IllegalArgumentException.class, call::run);
          assertTrue(refused.getMessage().contains(sentence), refused.getMessage());
        });
  }

  @Test
  void aDiskThatIsFullLeavesNothingBehind() throws Exception {
    Path shell = Path.of("/bin/sh");
    assumeTrue(Files.isExecutable(shell), "the limit of a file's size is set by a shell");
    Path place = Files.createDirectory(folder.resolve("disk"));
    List<String> limited = List.of(shell.toString(), "-c", "ulimit -f 16; exec \"$@\"", "sh");
    List<String> printed =
        java(
            limited,
            List.of(
                "-XX:-UsePerfData",
                "-cp",
                classPath(),
                Exporter.class.getName(),
                place.resolve("export").toString()));
    assertEquals(1, printed.size(), printed.toString());
    assertTrue(
        printed.get(0).startsWith("task 'bars' is not exported, and nothing was left in " + place),
        printed.get(0));
    assertEquals(List.of(), list(place));
  }

  /** Exports in a process that may write no long file, and prints why it fails. */
  static final class Exporter {
    private Exporter() {}

    public static void main(String[] arguments) {
      try {
        SYSTEM.export("bars", Path.of(arguments[0]));
      } catch (java.io.UncheckedIOException full) {
        System.out.println(full.getMessage());
      }
    }
  }
}

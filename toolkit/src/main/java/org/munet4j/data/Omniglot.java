package org.munet4j.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.munet4j.internal.Require;

/**
 * Reads Omniglot, 50 alphabets drawn by 20 people: each alphabet is one task.
 *
 * <p>The files have no official split inside an alphabet, so drawers 1 to 14 train, 15 and 16
 * validate, 17 to 20 test. The ink is inverted to white (255) on black, as in MNIST. Images stay
 * 105x105 grey. See Lake, Salakhutdinov and Tenenbaum 2015.
 *
 * @param folder with {@code images_background.zip}, {@code images_evaluation.zip} or both
 */
public record Omniglot(Path folder) {
  private static final List<String> ZIPS =
      List.of("images_background.zip", "images_evaluation.zip");
  private static final Pattern DRAWING =
      Pattern.compile("images_[a-z0-9_]+/([^/]+)/([^/]+)/[^/]*_([0-9]{2})\\.png");
  private static final String LICENCE = "MIT (brendenlake/omniglot)";

  public Omniglot {
    Require.that(
        ZIPS.stream().anyMatch(zip -> Files.isRegularFile(folder.resolve(zip))),
        "folder '%s' holds neither images_background.zip nor images_evaluation.zip;"
            + " put them there",
        folder);
  }

  public static Omniglot at(Path folder) {
    return new Omniglot(folder);
  }

  /** Names of all alphabets, sorted. */
  public List<String> alphabets() {
    return List.copyOf(zips().keySet());
  }

  /**
   * One alphabet; its characters are the classes.
   *
   * @param name as in {@link #alphabets()}, such as {@code Greek}
   */
  public Source alphabet(String name) {
    TreeMap<String, Path> zips = zips();
    Require.that(
        zips.containsKey(name),
        "omniglot has no alphabet '%s'; did you mean %s?",
        name,
        Near.to(name, zips.keySet()));
    Path path = zips.get(name);
    try (SafeZip zip = SafeZip.open(path, SafeZip.Limits.IMAGES)) {
      List<ClassTree.Item> items = new ArrayList<>();
      for (String entry : zip.names()) {
        Matcher drawing = DRAWING.matcher(entry);
        if (drawing.matches() && drawing.group(1).equals(name)) {
          items.add(new ClassTree.Item(entry, split(drawing.group(3)), drawing.group(2)));
        }
      }
      ClassTree.checkSplits(path.toString(), items);
      return Gallery.decode(path.toString(), items, zip::read, 0, Decoding.plain())
          .inverted()
          .at("omniglot " + name)
          .source("omniglot/" + name, LICENCE);
    }
  }

  private static String split(String drawer) {
    int number = Integer.parseInt(drawer);
    if (number <= 14) {
      return ClassTree.TRAIN;
    }
    return number <= 16 ? ClassTree.VALIDATION : ClassTree.TEST;
  }

  private TreeMap<String, Path> zips() {
    TreeMap<String, Path> zips = new TreeMap<>();
    for (String file : ZIPS) {
      Path path = folder.resolve(file);
      if (Files.isRegularFile(path)) {
        try (SafeZip zip = SafeZip.open(path, SafeZip.Limits.IMAGES)) {
          zip.names().stream()
              .map(DRAWING::matcher)
              .filter(Matcher::matches)
              .forEach(drawing -> zips.put(drawing.group(1), path));
        }
      }
    }
    return zips;
  }
}

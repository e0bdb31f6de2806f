package org.munet4j.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds split and class of image files in their names: {@code split/class/file} or {@code
 * class/file}, with any number of folders around the whole. Hidden files, {@code __MACOSX} and
 * {@code Thumbs.db} are passed over.
 */
final class ClassTree {
  static final String TRAIN = "train";
  static final String VALIDATION = "validation";
  static final String TEST = "test";

  private static final Map<String, String> SPLITS =
      Map.of(
          "train", TRAIN,
          "training", TRAIN,
          "val", VALIDATION,
          "valid", VALIDATION,
          "validation", VALIDATION,
          "dev", VALIDATION,
          "test", TEST,
          "testing", TEST);

  private ClassTree() {}

  /**
   * One image file.
   *
   * @param name by which it is read
   * @param split train, validation or test
   * @param label name of its class
   */
  record Item(String name, String split, String label) {}

  /**
   * The items in the order of the names.
   *
   * @param place folder or zip, for the sentences
   * @param names relative, with slashes; folders end in one
   */
  static List<Item> items(String place, List<String> names) {
    List<String> shown = names.stream().filter(name -> !isHidden(name)).toList();
    List<String[]> files =
        shown.stream().filter(name -> !name.endsWith("/")).map(name -> name.split("/")).toList();
    DataException.unless(
        !files.isEmpty(), "%s: holds no image; needs <split>/<class>/<image> files", place);
    int outer = foldersAround(files);
    List<Item> items = new ArrayList<>();
    for (String[] parts : files) {
      items.add(item(place, parts, outer, files.get(0)));
    }
    checkSplits(place, shown, outer, items);
    return items;
  }

  private static boolean isHidden(String name) {
    return Arrays.stream(name.split("/"))
        .anyMatch(
            part -> part.startsWith(".") || part.equals("__MACOSX") || part.equals("Thumbs.db"));
  }

  /** Folders that all files share and that are no split, such as the name of the data set. */
  private static int foldersAround(List<String[]> files) {
    int around = 0;
    while (isAround(files, around)) {
      around++;
    }
    return around;
  }

  private static boolean isAround(List<String[]> files, int level) {
    String folder = files.get(0)[Math.min(level, files.get(0).length - 1)];
    return !SPLITS.containsKey(folder)
        && files.stream()
            .allMatch(parts -> parts.length > level + 2 && parts[level].equals(folder));
  }

  private static Item item(String place, String[] parts, int outer, String[] example) {
    String name = String.join("/", parts);
    DataException.unless(
        parts.length == example.length && parts.length - outer >= 2 && parts.length - outer <= 3,
        "%s: '%s' lies at another depth than %s; needs <split>/<class>/<image> or <class>/<image>",
        place,
        name,
        parts.length == example.length ? "a class" : "'" + String.join("/", example) + "'");
    if (parts.length - outer == 2) {
      DataException.unless(
          !SPLITS.containsKey(parts[outer]),
          "%s: '%s' lies in a split but in no class; needs <split>/<class>/<image>",
          place,
          name);
      return new Item(name, TRAIN, parts[outer]);
    }
    String split = SPLITS.get(parts[outer]);
    DataException.unless(
        split != null,
        "%s: '%s' is in '%s', which is no split; call it train, val or test",
        place,
        name,
        parts[outer]);
    return new Item(name, split, parts[outer + 1]);
  }

  private static void checkSplits(String place, List<String> names, int outer, List<Item> items) {
    Set<String> filled = items.stream().map(Item::split).collect(Collectors.toSet());
    for (String name : names) {
      String[] parts = name.split("/");
      String split = parts.length > outer ? SPLITS.get(parts[outer]) : null;
      DataException.unless(
          split == null || filled.contains(split),
          "%s: split '%s' is empty; put images into it or take it away",
          place,
          parts[outer]);
    }
    checkSplits(place, items);
  }

  /** A source needs something to learn from. */
  static void checkSplits(String place, List<Item> items) {
    DataException.unless(
        items.stream().anyMatch(item -> item.split.equals(TRAIN)),
        "%s: there is no train split, only %s; images in train are needed",
        place,
        items.stream().map(Item::split).distinct().toList());
  }
}

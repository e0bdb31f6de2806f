package org.munet4j.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.munet4j.internal.Require;

/**
 * Reads Omniglot, 50 alphabets drawn by 20 people: each alphabet is one task, and all of them
 * together are another.
 *
 * <p>The files have no official split inside an alphabet, so drawers 1 to 14 train, 15 and 16
 * validate, 17 to 20 test, where nothing else is said. The ink is inverted to white (255) on black,
 * as in MNIST. Images of one alphabet stay 105x105 grey. See Lake, Salakhutdinov and Tenenbaum
 * 2015.
 *
 * @param folder with {@code images_background.zip}, {@code images_evaluation.zip} or both
 * @param train drawers that train, the first ones
 * @param validation drawers that validate, the next ones; the others of the 20 test
 * @param side rows and columns that each drawing is scaled to; 0 keeps those of an alphabet
 */
public record Omniglot(Path folder, int train, int validation, int side) {
  private static final List<String> ZIPS =
      List.of("images_background.zip", "images_evaluation.zip");
  private static final Pattern DRAWING =
      Pattern.compile("images_[a-z0-9_]+/([^/]+)/([^/]+)/[^/]*_([0-9]{2})\\.png");
  private static final String LICENCE = "MIT (brendenlake/omniglot)";

  /** Rows and columns of a drawing in {@link #whole()}: a third of what is in the files. */
  private static final int THIRD = 35;

  private static final int DRAWERS = 20;

  public Omniglot {
    Require.that(
        ZIPS.stream().anyMatch(zip -> Files.isRegularFile(folder.resolve(zip))),
        "folder '%s' holds neither images_background.zip nor images_evaluation.zip;"
            + " put them there",
        folder);
    Require.that(
        train >= 1 && validation >= 1 && train + validation < DRAWERS,
        "omniglot: %d drawers train and %d validate; each needs at least 1, and of %d at least 1"
            + " must be left to test",
        train,
        validation,
        DRAWERS);
    Require.that(side >= 0, "omniglot: side is %d, needs 1 or more, or 0 to keep the size", side);
  }

  public static Omniglot at(Path folder) {
    return new Omniglot(folder, 14, 2, 0);
  }

  /** So many drawers train, so many validate, the others of the 20 test. */
  public Omniglot drawers(int train, int validation) {
    return new Omniglot(folder, train, validation, side);
  }

  /** Scales each drawing to this many rows and columns. */
  public Omniglot resizedTo(int side) {
    return new Omniglot(folder, train, validation, side);
  }

  /** Names of all alphabets, sorted. */
  public List<String> alphabets() {
    TreeSet<String> names = new TreeSet<>();
    for (Path path : zips()) {
      try (SafeZip zip = SafeZip.open(path, SafeZip.Limits.IMAGES)) {
        drawings(zip, Optional.empty()).forEach(drawing -> names.add(drawing.group(1)));
      }
    }
    return List.copyOf(names);
  }

  /**
   * One alphabet; its characters are the classes.
   *
   * @param name as in {@link #alphabets()}, such as {@code Greek}
   */
  public Source alphabet(String name) {
    return zips().stream()
        .flatMap(path -> read(path, name).stream())
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  private Optional<Source> read(Path path, String name) {
    try (SafeZip zip = SafeZip.open(path, SafeZip.Limits.IMAGES)) {
      List<ClassTree.Item> items = items(zip, Optional.of(name));
      if (items.isEmpty()) {
        return Optional.empty();
      }
      ClassTree.checkSplits(path.toString(), items);
      return Optional.of(
          Gallery.decode(path.toString(), items, zip::read, side, Decoding.plain())
              .inverted()
              .at("omniglot " + name)
              .source("omniglot/" + name, LICENCE));
    }
  }

  /**
   * All alphabets as one task with a class for each character, such as {@code Greek/character01}.
   * Images are 35x35, a third of the files' size, because all of them are 360 MB otherwise, unless
   * another size is given.
   */
  public Source whole() {
    String missing = String.join(" or ", ZIPS.stream().filter(zip -> !isThere(zip)).toList());
    Require.that(
        missing.isEmpty(), "folder '%s': all of omniglot needs %s; put it there", folder, missing);
    Path first = folder.resolve(ZIPS.get(0));
    Path second = folder.resolve(ZIPS.get(1));
    try (SafeZip background = SafeZip.open(first, SafeZip.Limits.IMAGES);
        SafeZip evaluation = SafeZip.open(second, SafeZip.Limits.IMAGES)) {
      List<ClassTree.Item> items = items(background, Optional.empty());
      Set<String> inBackground = new HashSet<>();
      items.forEach(item -> inBackground.add(item.name()));
      items.addAll(items(evaluation, Optional.empty()));
      return Gallery.decode(
              folder.toString(),
              items,
              name -> (inBackground.contains(name) ? background : evaluation).read(name),
              wholeSide(),
              Decoding.plain())
          .inverted()
          .at("omniglot")
          .source("omniglot", LICENCE);
    }
  }

  private int wholeSide() {
    return side == 0 ? THIRD : side;
  }

  /** What one alphabet holds, told from one drawing and the names of the others. */
  public Outline outline(String alphabet) {
    return zips().stream()
        .flatMap(path -> outline(path, alphabet).stream())
        .findFirst()
        .orElseThrow(() -> unknown(alphabet));
  }

  private Optional<Outline> outline(Path path, String alphabet) {
    try (SafeZip zip = SafeZip.open(path, SafeZip.Limits.IMAGES)) {
      List<ClassTree.Item> items = items(zip, Optional.of(alphabet));
      return items.stream()
          .findFirst()
          .map(item -> Gallery.picture(path.toString(), item, zip::read, side))
          .map(first -> Outline.of(items, first, LICENCE));
    }
  }

  /** What all alphabets hold. */
  Outline outline() {
    List<ClassTree.Item> items = new ArrayList<>();
    for (Path path : zips()) {
      try (SafeZip zip = SafeZip.open(path, SafeZip.Limits.IMAGES)) {
        items.addAll(items(zip, Optional.empty()));
      }
    }
    return Outline.of(items, new Picture(1, wholeSide(), wholeSide(), new byte[0]), LICENCE);
  }

  /** The drawings of one alphabet by character, or all of them by alphabet and character. */
  private List<ClassTree.Item> items(SafeZip zip, Optional<String> alphabet) {
    List<ClassTree.Item> items = new ArrayList<>();
    for (Matcher drawing : drawings(zip, alphabet)) {
      String character = drawing.group(2);
      String label = alphabet.isPresent() ? character : drawing.group(1) + "/" + character;
      items.add(new ClassTree.Item(drawing.group(), split(drawing.group(3)), label));
    }
    return items;
  }

  private static List<Matcher> drawings(SafeZip zip, Optional<String> alphabet) {
    return zip.names().stream()
        .filter(name -> alphabet.isEmpty() || name.contains("/" + alphabet.get() + "/"))
        .map(DRAWING::matcher)
        .filter(
            drawing ->
                drawing.matches()
                    && (alphabet.isEmpty() || drawing.group(1).equals(alphabet.get())))
        .toList();
  }

  private String split(String drawer) {
    int number = Integer.parseInt(drawer);
    if (number <= train) {
      return ClassTree.TRAIN;
    }
    return number <= train + validation ? ClassTree.VALIDATION : ClassTree.TEST;
  }

  private IllegalArgumentException unknown(String alphabet) {
    return new IllegalArgumentException(
        Require.text(
            "omniglot has no alphabet '%s'; did you mean %s?",
            alphabet, Near.to(alphabet, alphabets())));
  }

  private List<Path> zips() {
    return ZIPS.stream().filter(this::isThere).map(folder::resolve).toList();
  }

  private boolean isThere(String zip) {
    return Files.isRegularFile(folder.resolve(zip));
  }
}

package org.munet4j.kernel.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.util.Elements;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import org.munet4j.kernel.engine.CodeHelp.Word;
import org.munet4j.kernel.engine.Look.Meaning;
import org.munet4j.kernel.javadoc.Signature;

/** Puts the words that may stand at a place in an order that helps. */
final class Words {
  private static final int MAX = 200;
  private static final int OURS = 1;
  private static final int OTHERS = 2;
  private static final int OBJECTS = 9;
  private static final Set<String> OF_EVERY_OBJECT =
      Set.of("equals", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");
  private static final Pattern NOISE =
      Pattern.compile("\\$.*|this|super|REPL|do_it\\$|munet4jHere.*");
  private static final Pattern HIDDEN =
      Pattern.compile(
          "(?:sun|jdk\\.internal|com\\.sun|org\\.munet4j\\.(?:internal|kernel))(?:\\..*)?");

  private final Optional<Elements> elements;
  private final String left;
  private final boolean isBare;

  /**
   * @param left what stands before the word up to the last dot, such as {@code java.util.}
   * @param isBare whether nothing is typed yet; then only words of cells and of ours are shown
   */
  Words(Optional<Elements> elements, String left, boolean isBare) {
    this.elements = elements;
    this.left = left;
    this.isBare = isBare;
  }

  private record Ranked(int rank, Word word) {}

  /**
   * @param known what the compiler finds
   * @param suggested what JShell finds, which knows packages and the type that is wanted here
   */
  List<Word> of(List<Meaning> known, List<Suggestion> suggested) {
    Map<String, List<Meaning>> byName = new LinkedHashMap<>();
    for (Meaning meaning : known) {
      if (!isHidden(meaning.element())) {
        byName.computeIfAbsent(meaning.name(), name -> new ArrayList<>()).add(meaning);
      }
    }
    Set<String> wanted = wanted(suggested);
    Map<String, Ranked> words = new LinkedHashMap<>();
    byName.forEach((name, all) -> words.put(name, ranked(all, wanted.contains(name))));
    for (Suggestion suggestion : suggested) {
      String name = plain(suggestion);
      if (!NOISE.matcher(name).matches() && !HIDDEN.matcher(left + name).matches()) {
        words.computeIfAbsent(
            name,
            n ->
                new Ranked(
                    OTHERS,
                    new Word(suggestion.continuation(), type(suggestion.continuation()), "")));
      }
    }
    return words.values().stream()
        .filter(ranked -> !isBare || ranked.rank() <= OURS)
        .sorted(Comparator.comparingInt(Ranked::rank).thenComparing(r -> r.word().text()))
        .map(Ranked::word)
        .limit(MAX)
        .toList();
  }

  /** Names of the type that is wanted; none if every name fits. */
  private static Set<String> wanted(List<Suggestion> suggested) {
    Set<String> fitting =
        suggested.stream()
            .filter(Suggestion::matchesType)
            .map(Words::plain)
            .collect(Collectors.toSet());
    return suggested.stream().allMatch(Suggestion::matchesType) ? Set.of() : fitting;
  }

  private Ranked ranked(List<Meaning> all, boolean isWanted) {
    Meaning first = all.get(0);
    Element element = first.element();
    int rank = isWanted ? -1 : rank(element);
    if (element instanceof ExecutableElement method
        && first.seen() instanceof ExecutableType type) {
      boolean isPlain = all.size() == 1 && method.getParameters().isEmpty();
      String more = all.size() > 1 ? " +" + (all.size() - 1) : "";
      String signature =
          Signature.parameters(method, type, List.of())
              + " → "
              + Signature.type(type.getReturnType())
              + more;
      return new Ranked(
          rank, new Word(first.name() + (isPlain ? "()" : "("), "function", signature));
    }
    if (element instanceof TypeElement) {
      return new Ranked(rank, new Word(first.name(), "class", packageOf(element)));
    }
    return element instanceof PackageElement
        ? new Ranked(rank, new Word(first.name(), "module", ""))
        : new Ranked(rank, new Word(first.name(), "instance", Signature.type(first.seen())));
  }

  private int rank(Element element) {
    String home = packageOf(element);
    if (OF_EVERY_OBJECT.contains(element.getSimpleName().toString())) {
      return OBJECTS;
    }
    if (home.equals("REPL") || element.getKind() == ElementKind.LOCAL_VARIABLE) {
      return 0;
    }
    return home.startsWith("org.munet4j") ? OURS : OTHERS;
  }

  private boolean isHidden(Element element) {
    return NOISE.matcher(element.getSimpleName()).matches()
        || !SourceVersion.isIdentifier(element.getSimpleName())
        || HIDDEN.matcher(packageOf(element)).matches()
        || element.getKind() == ElementKind.CONSTRUCTOR;
  }

  private String packageOf(Element element) {
    return elements
        .map(known -> known.getPackageOf(element))
        .map(home -> home.getQualifiedName().toString())
        .orElse("");
  }

  private static String type(String name) {
    String lower = name.endsWith(".") ? "module" : "keyword";
    return Character.isUpperCase(name.charAt(0)) ? "class" : lower;
  }

  private static String plain(Suggestion suggestion) {
    return suggestion.continuation().replaceAll("[().]+$", "");
  }
}

package org.munet4j.kernel.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.type.DeclaredType;
import org.munet4j.kernel.engine.Look.Meaning;
import org.munet4j.kernel.javadoc.Block;
import org.munet4j.kernel.javadoc.Block.Kind;
import org.munet4j.kernel.javadoc.DocComment;
import org.munet4j.kernel.javadoc.DocComments;
import org.munet4j.kernel.javadoc.Page;
import org.munet4j.kernel.javadoc.Signature;

/** Tells what a name means: its declarations, and what their authors wrote about them. */
final class Description {
  private static final int MAX_FORMS = 16;

  private final DocComments comments;
  private final Look look;
  private final List<Block> blocks = new ArrayList<>();

  private Description(DocComments comments, Look look) {
    this.comments = comments;
    this.look = look;
  }

  /**
   * @param meanings at least one
   * @param isDecided whether the first of them is the one that is meant
   */
  static Page of(DocComments comments, Look look, List<Meaning> meanings, boolean isDecided) {
    Description description = new Description(comments, look);
    if (isDecided || meanings.size() == 1) {
      description.whole(meanings.get(0));
      description.others(meanings.subList(1, meanings.size()));
    } else {
      meanings.stream().limit(MAX_FORMS).forEach(description::inShort);
      description.others(meanings.stream().skip(MAX_FORMS).toList());
    }
    return new Page(description.blocks);
  }

  private void whole(Meaning meaning) {
    Optional<DocComment> comment = comment(meaning.element());
    blocks.add(signature(meaning, comment));
    comment.ifPresentOrElse(
        found -> blocks.addAll(found.blocks()), () -> blocks.addAll(instead(meaning)));
  }

  private void inShort(Meaning meaning) {
    Optional<DocComment> comment = comment(meaning.element());
    blocks.add(signature(meaning, comment));
    comment
        .map(DocComment::firstSentence)
        .filter(sentence -> !sentence.isEmpty())
        .ifPresent(sentence -> blocks.add(new Block(Kind.PARAGRAPH, sentence)));
  }

  private void others(List<Meaning> others) {
    if (!others.isEmpty()) {
      blocks.add(new Block(Kind.PARAGRAPH, "Other forms:"));
      for (Meaning other : others.subList(0, Math.min(others.size(), MAX_FORMS))) {
        blocks.add(signature(other, Optional.empty()));
      }
      if (others.size() > MAX_FORMS) {
        blocks.add(new Block(Kind.PARAGRAPH, "and " + (others.size() - MAX_FORMS) + " more"));
      }
    }
  }

  /** What helps where the author wrote nothing. */
  private List<Block> instead(Meaning meaning) {
    Element element = meaning.element();
    Element owner = element.getEnclosingElement();
    Optional<String> told = Optional.empty();
    if (element instanceof ExecutableElement && owner.getKind() == ElementKind.RECORD) {
      boolean isConstructor = element.getKind() == ElementKind.CONSTRUCTOR;
      Optional<DocComment> record = comment(owner);
      if (isConstructor && record.isPresent()) {
        return record.get().blocks();
      }
      told = record.flatMap(comment -> comment.parameter(meaning.name()));
    } else if (!(element instanceof ExecutableElement)
        && meaning.seen() instanceof DeclaredType type
        && !type.asElement().equals(element)) {
      told =
          comment(type.asElement())
              .map(comment -> "`" + Signature.type(type) + "`: " + comment.firstSentence());
    }
    return told.or(() -> whereToFind(element))
        .map(sentence -> List.of(new Block(Kind.PARAGRAPH, sentence)))
        .orElse(List.of());
  }

  private Optional<String> whereToFind(Element element) {
    ModuleElement module = look.task().getElements().getModuleOf(element);
    boolean isOfTheJdk = module != null && module.getQualifiedName().toString().startsWith("java.");
    return isOfTheJdk && comments.hasNoJdk()
        ? Optional.of(
            "The JDK's documentation is not on this machine; on Debian: apt-get install openjdk-"
                + Runtime.version().feature()
                + "-source")
        : Optional.empty();
  }

  private Optional<DocComment> comment(Element element) {
    return comments.of(element, look.task().getElements(), look.task().getTypes());
  }

  private static Block signature(Meaning meaning, Optional<DocComment> comment) {
    List<String> names = comment.map(DocComment::parameters).orElse(List.of());
    return new Block(Kind.SIGNATURE, Signature.of(meaning.element(), meaning.seen(), names));
  }
}

package org.munet4j.kernel.javadoc;

import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.ErroneousTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.doctree.ValueTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.SimpleDocTreeVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Turns the words and tags of a documentation comment into blocks. */
final class Prose extends SimpleDocTreeVisitor<Void, Void> {
  private final DocTrees trees;
  private final List<Block> blocks = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private Block.Kind kind = Block.Kind.PARAGRAPH;

  private Prose(DocTrees trees) {
    super(null);
    this.trees = trees;
  }

  static List<Block> of(List<? extends DocTree> parts, DocTrees trees) {
    Prose prose = new Prose(trees);
    prose.visit(parts, null);
    prose.begin(Block.Kind.PARAGRAPH);
    return prose.blocks;
  }

  @Override
  public Void visitText(TextTree node, Void nothing) {
    text.append(node.getBody());
    return null;
  }

  @Override
  public Void visitLiteral(LiteralTree node, Void nothing) {
    boolean isQuoted = node.getKind() == DocTree.Kind.CODE && kind != Block.Kind.CODE;
    String body = node.getBody().getBody();
    text.append(isQuoted ? "`" + body.strip() + "`" : body);
    return null;
  }

  @Override
  public Void visitLink(LinkTree node, Void nothing) {
    if (node.getLabel().isEmpty()) {
      String name =
          node.getReference().getSignature().replaceAll("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])", "");
      text.append("`").append(name.replaceFirst("^#", "").replace('#', '.')).append("`");
    } else {
      visit(node.getLabel(), null);
    }
    return null;
  }

  @Override
  public Void visitReturn(ReturnTree node, Void nothing) {
    text.append("Returns ");
    visit(node.getDescription(), null);
    text.append(".");
    return null;
  }

  @Override
  public Void visitValue(ValueTree node, Void nothing) {
    text.append(node.getReference() == null ? "its value" : node.getReference().getSignature());
    return null;
  }

  @Override
  public Void visitEntity(EntityTree node, Void nothing) {
    String letters = trees.getCharacters(node);
    text.append(letters == null ? "&" + node.getName() + ";" : letters.replace('\u00A0', ' '));
    return null;
  }

  @Override
  public Void visitErroneous(ErroneousTree node, Void nothing) {
    text.append(node.getBody());
    return null;
  }

  @Override
  public Void visitStartElement(StartElementTree node, Void nothing) {
    switch (name(node.getName())) {
      case "p", "h1", "h2", "h3", "h4", "tr", "blockquote", "dt", "div" ->
          begin(Block.Kind.PARAGRAPH);
      case "li", "dd" -> begin(Block.Kind.ITEM);
      case "pre" -> begin(Block.Kind.CODE);
      case "td", "th", "br" -> text.append(' ');
      case "sup" -> text.append('^');
      case "code", "tt" -> text.append(kind == Block.Kind.CODE ? "" : "`");
      default -> {}
    }
    return null;
  }

  @Override
  public Void visitEndElement(EndElementTree node, Void nothing) {
    switch (name(node.getName())) {
      case "p", "pre", "ul", "ol", "dl", "table", "h1", "h2", "h3", "h4", "blockquote" ->
          begin(Block.Kind.PARAGRAPH);
      case "code", "tt" -> text.append(kind == Block.Kind.CODE ? "" : "`");
      default -> {}
    }
    return null;
  }

  private void begin(Block.Kind next) {
    String whole = text.toString();
    String told =
        kind == Block.Kind.CODE
            ? whole.stripTrailing().stripIndent().replaceAll("^\\s*\\n", "")
            : whole.replaceAll("\\s+", " ").strip();
    if (!told.isEmpty()) {
      blocks.add(new Block(kind, told));
    }
    text.setLength(0);
    kind = next;
  }

  private static String name(CharSequence name) {
    return name.toString().toLowerCase(Locale.ROOT);
  }
}

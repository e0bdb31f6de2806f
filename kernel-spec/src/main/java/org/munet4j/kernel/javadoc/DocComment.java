package org.munet4j.kernel.javadoc;

import com.sun.source.doctree.DeprecatedTree;
import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.ThrowsTree;
import com.sun.source.util.DocTrees;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One documentation comment.
 *
 * @param parameters names of the parameters in the source, empty if it declares no method
 */
public record DocComment(DocCommentTree tree, DocTrees trees, List<String> parameters) {
  /** The comment's sentences and its tags. */
  public List<Block> blocks() {
    List<Block> blocks = new ArrayList<>(Prose.of(tree.getFullBody(), trees));
    List<Block> tags = new ArrayList<>();
    for (DocTree tag : tree.getBlockTags()) {
      if (tag instanceof ParamTree param) {
        String name = param.isTypeParameter() ? "<" + param.getName() + ">" : "" + param.getName();
        tags.add(item("`" + name + "`: ", param.getDescription()));
      } else if (tag instanceof ReturnTree returns) {
        tags.add(item("returns ", returns.getDescription()));
      } else if (tag instanceof ThrowsTree fails) {
        tags.add(item("throws `" + fails.getExceptionName() + "`: ", fails.getDescription()));
      } else if (tag instanceof DeprecatedTree deprecated) {
        blocks.add(0, new Block(Block.Kind.PARAGRAPH, "Deprecated. " + line(deprecated.getBody())));
      }
    }
    blocks.addAll(tags);
    return blocks;
  }

  /** The first sentence, empty if there is none. */
  public String firstSentence() {
    return line(tree.getFirstSentence());
  }

  /** What the comment says of a parameter or record component. */
  public Optional<String> parameter(String name) {
    return tree.getBlockTags().stream()
        .filter(ParamTree.class::isInstance)
        .map(ParamTree.class::cast)
        .filter(param -> !param.isTypeParameter() && param.getName().toString().equals(name))
        .map(param -> line(param.getDescription()))
        .findFirst();
  }

  /** Whether it only points to the comment of an overridden method. */
  boolean isInherited() {
    return tree.getFullBody().stream().anyMatch(part -> part.getKind() == DocTree.Kind.INHERIT_DOC);
  }

  private Block item(String label, List<? extends DocTree> text) {
    return new Block(Block.Kind.ITEM, label + line(text));
  }

  private String line(List<? extends DocTree> parts) {
    return String.join(" ", Prose.of(parts, trees).stream().map(Block::text).toList());
  }
}

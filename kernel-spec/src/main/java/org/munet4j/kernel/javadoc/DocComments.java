package org.munet4j.kernel.javadoc;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePath;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Finds the documentation comment of what the compiler knows. Runs no code. */
public final class DocComments {
  private final ParsedSources sources;

  public DocComments(Sources sources) {
    this.sources = new ParsedSources(sources);
  }

  /** The element's own comment, else the one of a method that it overrides. */
  public Optional<DocComment> of(Element element, Elements elements, Types types) {
    Optional<DocComment> own = own(element, elements);
    if (own.isPresent() && !own.get().isInherited()
        || !(element instanceof ExecutableElement method)
        || method.getKind() == ElementKind.CONSTRUCTOR) {
      return own;
    }
    TypeElement owner = (TypeElement) method.getEnclosingElement();
    return above(owner, types)
        .flatMap(type -> type.getEnclosedElements().stream())
        .filter(ExecutableElement.class::isInstance)
        .map(ExecutableElement.class::cast)
        .filter(other -> elements.overrides(method, other, owner))
        .flatMap(other -> own(other, elements).stream())
        .filter(comment -> !comment.isInherited())
        .findFirst()
        .or(() -> own);
  }

  /** Whether the sources of the JDK are missing on this machine. */
  public boolean hasNoJdk() {
    return sources.of("java.base", "java.lang.Object").isEmpty();
  }

  private Optional<DocComment> own(Element element, Elements elements) {
    Deque<TypeElement> chain = new ArrayDeque<>();
    for (Element at = element; at != null; at = at.getEnclosingElement()) {
      if (at instanceof TypeElement type) {
        chain.push(type);
      }
    }
    if (chain.isEmpty()) {
      return Optional.empty();
    }
    var module = elements.getModuleOf(chain.peek());
    String moduleName = module == null ? "" : module.getQualifiedName().toString();
    return sources
        .of(moduleName, chain.peek().getQualifiedName().toString())
        .flatMap(file -> comment(file, chain, element));
  }

  private static Optional<DocComment> comment(
      ParsedSources.Parsed file, Deque<TypeElement> chain, Element element) {
    List<? extends Tree> members = file.unit().getTypeDecls();
    Tree found = null;
    for (TypeElement type : chain) {
      found = member(members, tree -> isClass(tree, type)).orElse(null);
      if (!(found instanceof ClassTree inside)) {
        return Optional.empty();
      }
      members = inside.getMembers();
    }
    if (!(element instanceof TypeElement)) {
      found = declared(members, element).orElse(null);
    }
    return found == null ? Optional.empty() : comment(file, found);
  }

  private static Optional<DocComment> comment(ParsedSources.Parsed file, Tree tree) {
    CompilationUnitTree unit = file.unit();
    DocTrees trees = file.trees();
    DocCommentTree comment = trees.getDocCommentTree(TreePath.getPath(unit, tree));
    List<String> names =
        tree instanceof MethodTree method
            ? method.getParameters().stream().map(p -> p.getName().toString()).toList()
            : List.of();
    return Optional.ofNullable(comment).map(found -> new DocComment(found, trees, names));
  }

  private static Optional<? extends Tree> declared(List<? extends Tree> members, Element element) {
    if (element instanceof ExecutableElement method) {
      return member(members, tree -> isMethod(tree, method, true))
          .or(() -> member(members, tree -> isMethod(tree, method, false)));
    }
    return member(
        members,
        tree ->
            tree instanceof VariableTree field
                && field.getName().contentEquals(element.getSimpleName()));
  }

  private static Optional<Tree> member(List<? extends Tree> trees, Predicate<Tree> wanted) {
    return trees.stream().map(Tree.class::cast).filter(wanted).findFirst();
  }

  private static boolean isClass(Tree tree, TypeElement type) {
    return tree instanceof ClassTree found
        && found.getSimpleName().contentEquals(type.getSimpleName());
  }

  /**
   * @param isExact whether the names of the parameters' types must agree, not only their number
   */
  private static boolean isMethod(Tree tree, ExecutableElement method, boolean isExact) {
    if (!(tree instanceof MethodTree found)
        || !found.getName().contentEquals(method.getSimpleName())
        || found.getParameters().size() != method.getParameters().size()) {
      return false;
    }
    for (int i = 0; isExact && i < found.getParameters().size(); i++) {
      String written = simple(found.getParameters().get(i).getType().toString());
      if (!written.equals(simple(method.getParameters().get(i).asType().toString()))) {
        return false;
      }
    }
    return true;
  }

  private static String simple(String type) {
    return type.replaceAll("@\\w+(\\([^)]*\\))?\\s*|<.*>|\\s", "")
        .replace("...", "[]")
        .replaceAll("(?:\\w+\\.)+", "");
  }

  private static Stream<TypeElement> above(TypeElement type, Types types) {
    return types.directSupertypes(type.asType()).stream()
        .map(DocComments::element)
        .flatMap(parent -> Stream.concat(Stream.of(parent), above(parent, types)));
  }

  private static TypeElement element(TypeMirror type) {
    return (TypeElement) ((DeclaredType) type).asElement();
  }
}

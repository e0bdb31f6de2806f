package org.munet4j.kernel.engine;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ErroneousTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Scope;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;

/** What the compiler understood of a cell that is being written. */
final class Look {
  private final JavacTask task;
  private final Trees trees;
  private final CompilationUnitTree unit;
  private final int shift;

  /**
   * @param shift from a position in the cell to the one in the compiler's text
   */
  Look(JavacTask task, CompilationUnitTree unit, int shift) {
    this.task = task;
    this.trees = Trees.instance(task);
    this.unit = unit;
    this.shift = shift;
  }

  /**
   * Something that a name may mean.
   *
   * @param seen its type with type arguments filled in
   */
  record Meaning(Element element, TypeMirror seen) {
    String name() {
      return element.getSimpleName().toString();
    }
  }

  JavacTask task() {
    return task;
  }

  /**
   * What the name that ends here means: of a method all of its kind, the one that is called first.
   */
  List<Meaning> meanings(int end, String name) {
    Optional<TreePath> path = nameEndingAt(end);
    if (path.isEmpty()) {
      return List.of();
    }
    Element chosen = trees.getElement(path.get());
    if (isCreated(path.get()) && chosen instanceof TypeElement type) {
      return constructors(path.get(), type);
    }
    if (chosen != null && !(chosen instanceof ExecutableElement) && !isUnknown(chosen)) {
      return List.of(new Meaning(chosen, typeOf(path.get(), chosen)));
    }
    List<Meaning> found = new ArrayList<>(around(path.get(), name::equals).toList());
    found.removeIf(m -> !m.name().equals(name));
    List<Meaning> first = found.stream().filter(m -> m.element().equals(chosen)).toList();
    found.removeAll(first);
    found.addAll(0, first);
    return found;
  }

  /** Whether the compiler could tell which of several methods is called here. */
  boolean isDecided(int end) {
    return nameEndingAt(end)
        .map(trees::getElement)
        .filter(ExecutableElement.class::isInstance)
        .isPresent();
  }

  /** All that may stand in place of the name that ends here; only names that are wanted. */
  List<Meaning> candidates(int end, Predicate<String> isWanted) {
    return nameEndingAt(end).stream()
        .flatMap(
            path ->
                around(path, isWanted)
                    .filter(found -> !isOfInstance(path) || !isStatic(found.element())))
        .toList();
  }

  /**
   * The compiler takes a name that it does not know for a class with errors or an empty package.
   */
  private static boolean isUnknown(Element element) {
    return element.asType().getKind() == TypeKind.ERROR
        || element instanceof PackageElement home && home.getEnclosedElements().isEmpty();
  }

  private TypeMirror typeOf(TreePath path, Element chosen) {
    TypeMirror type = trees.getTypeMirror(path);
    return type == null || chosen instanceof TypeElement ? chosen.asType() : type;
  }

  private Stream<Meaning> around(TreePath path, Predicate<String> isWanted) {
    if (path.getLeaf() instanceof MemberSelectTree select) {
      return members(new TreePath(path, select.getExpression()), isWanted);
    }
    if (path.getLeaf() instanceof MemberReferenceTree reference) {
      return members(new TreePath(path, reference.getQualifierExpression()), isWanted);
    }
    List<Element> found = new ArrayList<>();
    for (Scope scope = trees.getScope(path); scope != null; scope = scope.getEnclosingScope()) {
      scope.getLocalElements().forEach(found::add);
      if (scope.getEnclosingClass() != null) {
        found.addAll(scope.getEnclosingClass().getEnclosedElements());
      }
    }
    return found.stream()
        .filter(element -> isWanted.test(element.getSimpleName().toString()))
        .distinct()
        .map(element -> new Meaning(element, element.asType()));
  }

  /** Whether a value stands left of the dot, through which nobody should name static members. */
  private boolean isOfInstance(TreePath path) {
    if (!(path.getLeaf() instanceof MemberSelectTree select)) {
      return false;
    }
    Element left = trees.getElement(new TreePath(path, select.getExpression()));
    return !(left instanceof TypeElement) && !(left instanceof PackageElement);
  }

  private Stream<Meaning> members(TreePath left, Predicate<String> isWanted) {
    Element owner = trees.getElement(left);
    if (owner instanceof PackageElement inside) {
      return inside.getEnclosedElements().stream()
          .filter(element -> isWanted.test(element.getSimpleName().toString()))
          .map(element -> new Meaning(element, element.asType()));
    }
    TypeMirror site = solid(trees.getTypeMirror(left));
    if (!(site instanceof DeclaredType declared)
        || !(declared.asElement() instanceof TypeElement type)
        || declared.getKind() == TypeKind.ERROR) {
      return Stream.empty();
    }
    Scope scope = trees.getScope(left);
    boolean isStatic = owner instanceof TypeElement;
    return task.getElements().getAllMembers(type).stream()
        .filter(member -> isWanted.test(member.getSimpleName().toString()))
        .filter(member -> member.getKind() != ElementKind.CONSTRUCTOR)
        .filter(member -> !isStatic || isStatic(member))
        .filter(member -> trees.isAccessible(scope, member, declared))
        .map(member -> new Meaning(member, seen(declared, member)));
  }

  private TypeMirror seen(DeclaredType site, Element member) {
    boolean isOpen = site.getTypeArguments().isEmpty() || isStatic(member);
    return isOpen || member instanceof TypeElement
        ? member.asType()
        : task.getTypes().asMemberOf(site, member);
  }

  private static boolean isStatic(Element member) {
    return member.getModifiers().contains(Modifier.STATIC) || member instanceof TypeElement;
  }

  /** A type that has members, in place of one that stands for others. */
  private TypeMirror solid(TypeMirror type) {
    if (type instanceof TypeVariable variable) {
      return solid(variable.getUpperBound());
    }
    return type instanceof ArrayType
        ? task.getElements().getTypeElement("java.lang.Object").asType()
        : type;
  }

  private List<Meaning> constructors(TreePath path, TypeElement type) {
    Tree parent = path.getParentPath().getLeaf();
    TreePath created =
        parent instanceof NewClassTree
            ? path.getParentPath()
            : path.getParentPath().getParentPath();
    Element chosen = trees.getElement(created);
    List<Meaning> found = new ArrayList<>();
    for (Element member : type.getEnclosedElements()) {
      if (member.getKind() == ElementKind.CONSTRUCTOR
          && !member.getModifiers().contains(Modifier.PRIVATE)) {
        found.add(member.equals(chosen) ? 0 : found.size(), new Meaning(member, member.asType()));
      }
    }
    return found.isEmpty() ? List.of(new Meaning(type, type.asType())) : found;
  }

  private static boolean isCreated(TreePath path) {
    Tree parent = path.getParentPath().getLeaf();
    if (parent instanceof ParameterizedTypeTree) {
      return path.getParentPath().getParentPath().getLeaf() instanceof NewClassTree;
    }
    return parent instanceof NewClassTree created && created.getIdentifier() == path.getLeaf();
  }

  private Optional<TreePath> nameEndingAt(int position) {
    long end = (long) position + shift;
    TreePath[] found = {null};
    new TreePathScanner<Void, Void>() {
      @Override
      public Void scan(Tree tree, Void nothing) {
        boolean isName =
            tree instanceof IdentifierTree
                || tree instanceof MemberSelectTree
                || tree instanceof MemberReferenceTree;
        if (isName && trees.getSourcePositions().getEndPosition(unit, tree) == end) {
          found[0] = new TreePath(getCurrentPath(), tree);
        }
        return super.scan(tree, nothing);
      }

      @Override
      public Void visitErroneous(ErroneousTree node, Void nothing) {
        return scan(node.getErrorTrees(), nothing);
      }
    }.scan(unit, null);
    return Optional.ofNullable(found[0]);
  }
}

package org.munet4j.kernel.javadoc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Declarations as people write them: simple names, no package, no {@code public}. */
public final class Signature {
  private static final Set<String> ROOTS = Set.of("Object", "Record", "Enum", "none");

  private Signature() {}

  /** The declaration with the types that it has in its own class. */
  public static String of(Element element) {
    return of(element, element.asType(), List.of());
  }

  /**
   * The declaration as seen from one use of it.
   *
   * @param seen the element's type with type arguments filled in
   * @param names of the parameters, if the class file does not know them
   */
  public static String of(Element element, TypeMirror seen, List<String> names) {
    if (element instanceof ExecutableElement method && seen instanceof ExecutableType type) {
      return method(method, type, names);
    }
    if (element instanceof TypeElement type) {
      return declaration(type);
    }
    if (element instanceof VariableElement variable) {
      return variable(variable, seen);
    }
    return element.getKind().name().toLowerCase(Locale.ROOT) + " " + element;
  }

  /** Only the parameters, such as {@code (int a, int b)}; what an editor shows behind a name. */
  public static String parameters(
      ExecutableElement method, ExecutableType seen, List<String> names) {
    List<String> words = new ArrayList<>();
    List<? extends TypeMirror> types = seen.getParameterTypes();
    for (int i = 0; i < types.size(); i++) {
      String name = method.getParameters().get(i).getSimpleName().toString();
      String known = i < names.size() ? names.get(i) : name.matches("arg\\d+") ? "" : name;
      String type = type(types.get(i));
      boolean isOpen = method.isVarArgs() && i == types.size() - 1 && type.endsWith("[]");
      type = isOpen ? type.substring(0, type.length() - 2) + "..." : type;
      words.add((type + " " + known).strip());
    }
    return "(" + String.join(", ", words) + ")";
  }

  /** A type without packages. */
  public static String type(TypeMirror type) {
    return type.toString()
        .replaceAll("capture#\\d+ of ", "")
        .replaceAll("REPL\\.\\$JShell\\$\\w+\\.", "")
        .replaceAll("(?<![\\w$.])(?:[a-z_]\\w*\\.)+(?=[\\w$])", "")
        .replaceAll(",(?! )", ", ");
  }

  private static String method(ExecutableElement method, ExecutableType type, List<String> names) {
    TypeElement owner = (TypeElement) method.getEnclosingElement();
    String thrown = joined(" throws ", method.getThrownTypes().stream().map(Signature::type));
    String parameters = parameters(method, type, names) + thrown;
    if (method.getKind() == ElementKind.CONSTRUCTOR) {
      return owner.getSimpleName() + variables(owner.getTypeParameters()) + parameters;
    }
    String generic = variables(method.getTypeParameters());
    return modifiers(method, Modifier.STATIC, Modifier.DEFAULT)
        + (generic.isEmpty() ? "" : generic + " ")
        + type(type.getReturnType())
        + " "
        + prefix(owner)
        + method.getSimpleName()
        + parameters;
  }

  private static String variable(VariableElement variable, TypeMirror seen) {
    String prefix = variable.getKind().isField() ? prefix(variable.getEnclosingElement()) : "";
    if (variable.getKind() == ElementKind.ENUM_CONSTANT) {
      return prefix + variable.getSimpleName();
    }
    Object constant = variable.getConstantValue();
    return (prefix.isEmpty() ? "" : modifiers(variable, Modifier.STATIC, Modifier.FINAL))
        + type(seen)
        + " "
        + prefix
        + variable.getSimpleName()
        + (constant instanceof Number ? " = " + constant : "");
  }

  private static String declaration(TypeElement type) {
    String kind =
        switch (type.getKind()) {
          case ANNOTATION_TYPE -> "@interface";
          case ENUM -> "enum";
          case INTERFACE -> "interface";
          case RECORD -> "record";
          default -> "class";
        };
    String components =
        type.getKind() == ElementKind.RECORD
            ? type.getRecordComponents().stream()
                .map(Signature::component)
                .collect(Collectors.joining(", ", "(", ")"))
            : "";
    String parent =
        type.getSuperclass().getKind() == TypeKind.NONE ? "none" : type(type.getSuperclass());
    boolean hasParent = !ROOTS.contains(parent.replaceAll("<.*", ""));
    String above = type.getKind().isInterface() ? " extends " : " implements ";
    return modifiers(type, Modifier.ABSTRACT, Modifier.SEALED)
        + kind
        + " "
        + type(type.asType()).replaceAll("<.*", "")
        + variables(type.getTypeParameters())
        + components
        + (hasParent ? " extends " + parent : "")
        + joined(above, type.getInterfaces().stream().map(Signature::type));
  }

  private static String component(RecordComponentElement component) {
    return type(component.asType()) + " " + component.getSimpleName();
  }

  private static String variables(List<? extends TypeParameterElement> variables) {
    return variables.isEmpty()
        ? ""
        : variables.stream().map(Signature::variable).collect(Collectors.joining(", ", "<", ">"));
  }

  private static String variable(TypeParameterElement variable) {
    String bounds =
        variable.getBounds().stream()
            .map(Signature::type)
            .filter(bound -> !bound.equals("Object"))
            .collect(Collectors.joining(" & "));
    return variable + (bounds.isEmpty() ? "" : " extends " + bounds);
  }

  /** Members of cells stand alone, as their author wrote them. */
  private static String prefix(Element owner) {
    String name = owner.getSimpleName().toString();
    return name.startsWith("$JShell$") || name.isEmpty()
        ? ""
        : type(owner.asType()).replaceAll("<.*", "") + ".";
  }

  private static String modifiers(Element element, Modifier... shown) {
    boolean isInCell = prefix(element.getEnclosingElement()).isEmpty();
    boolean isInterface = element.getKind().isInterface();
    return Stream.of(shown)
        .filter(element.getModifiers()::contains)
        .filter(word -> !(isInCell && word == Modifier.STATIC))
        .filter(word -> !(isInterface && word == Modifier.ABSTRACT))
        .map(word -> word + " ")
        .collect(Collectors.joining());
  }

  private static String joined(String before, Stream<String> words) {
    String all = words.collect(Collectors.joining(", "));
    return all.isEmpty() ? "" : before + all;
  }
}

package org.munet4j;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDManager;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.munet4j.tensor.Torch;

/** Holds the direction of arrows: a room uses only the rooms above it in this list. */
class ArchitectureTest {
  private static final List<String> ROOMS =
      List.of(
          "internal",
          "tensor",
          "data",
          "task",
          "component",
          "train",
          "space",
          "store",
          "system",
          "router",
          "agent",
          "nas",
          "run",
          "report",
          "paper",
          "notebook");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.munet4j");

  /** What {@code DjlDatasets} lends its own parts while it reads; no other room sees them. */
  private static final String INSIDE_THE_DJL_READER =
      "org\\.munet4j\\.data\\.(DjlArrays|DjlDatasets\\$Opening)";

  private static final ArchCondition<JavaCodeUnit> HAVE_A_MANAGER =
      ArchCondition.from(
          DescribedPredicate.describe(
              "have an NDManager in their signature", ArchitectureTest::hasManager));

  @TestFactory
  Stream<DynamicTest> roomUsesOnlyRoomsAbove() {
    return IntStream.range(0, ROOMS.size() - 1)
        .mapToObj(
            room ->
                DynamicTest.dynamicTest(
                    ROOMS.get(room),
                    () ->
                        noClasses()
                            .that()
                            .resideInAPackage(packageOf(ROOMS.get(room)))
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(below(room))
                            .allowEmptyShould(true)
                            .check(CLASSES)));
  }

  @Test
  void onlyTheNotebookRoomKnowsAKernel() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.munet4j.notebook..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.github.spencerpark..", "jdk.jshell..")
        .check(CLASSES);
  }

  @Test
  void nothingIsJavaSerialized() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectInputStream")
        .check(CLASSES);
  }

  @Test
  void onlyTheTensorAndTrainRoomsHandNativeMemoryAround() {
    noCodeUnits()
        .that()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackages("org.munet4j.tensor..", "org.munet4j.train..")
        .and()
        .areDeclaredInClassesThat()
        .haveNameNotMatching(INSIDE_THE_DJL_READER)
        .and()
        .areNotPrivate()
        .should(HAVE_A_MANAGER)
        .check(CLASSES);
  }

  @Test
  void theRuleAboutNativeMemorySeesAManagerInASignature() {
    assertThrows(
        AssertionError.class,
        () ->
            noCodeUnits().that().areDeclaredIn(Torch.class).should(HAVE_A_MANAGER).check(CLASSES));
  }

  private static boolean hasManager(JavaCodeUnit unit) {
    return Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream())
        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
        .anyMatch(type -> type.isAssignableTo(NDManager.class));
  }

  private static String[] below(int room) {
    return ROOMS.subList(room + 1, ROOMS.size()).stream()
        .map(ArchitectureTest::packageOf)
        .toArray(String[]::new);
  }

  private static String packageOf(String room) {
    return "org.munet4j." + room + "..";
  }
}

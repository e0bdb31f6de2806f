package org.munet4j.kernel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Holds that cells can be run without any front end. */
class KernelArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.munet4j.kernel");

  @Test
  void theEngineKnowsNoFrontEnd() {
    noClasses()
        .that()
        .resideInAPackage("org.munet4j.kernel.engine..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.github.spencerpark..",
            "org.zeromq..",
            "com.google.gson..",
            "org.munet4j.notebook..",
            "org.munet4j.kernel.jupyter..",
            "org.munet4j.kernel.notebook..",
            "org.munet4j.kernel.cli..")
        .check(CLASSES);
  }

  @Test
  void onlyTheEngineKnowsJShell() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.munet4j.kernel.engine..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jdk.jshell..")
        .allowEmptyShould(true)
        .check(CLASSES);
  }
}

package org.munet4j.kernel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.munet4j.notebook.Display;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StopTest {
  private Notebook notebook;

  @BeforeEach
  void open() {
    notebook = new Notebook();
  }

  @AfterEach
  void nextCellWorks() {
    assertEquals(42, notebook.value("6 * 7"));
    notebook.close();
  }

  @Test
  void stopsASleepingLoopAndKeepsItsLastWords() {
    CellResult.Failed failed =
        notebook.stopped(
            """
            try {
              while (true) {
                System.out.println("step");
                Thread.sleep(60_000);
              }
            } finally {
              System.out.println("cleaned up");
            }
            """);
    assertEquals("interrupted", failed.kind());
    assertEquals(4, failed.line(), failed.traceback()::toString);
    assertTrue(notebook.out().endsWith("cleaned up\n"));
  }

  @Test
  @EnabledForJreRange(max = JRE.JAVA_19)
  void stopsALoopThatDoesNotListen() {
    CellResult.Failed failed =
        notebook.stopped("long n = 0;\nfor (System.out.println(1); true; n++) {}");
    assertEquals("interrupted", failed.kind());
    assertEquals(2, failed.line(), failed.traceback()::toString);
    assertTrue((Long) notebook.value("n") > 0);
  }

  @Test
  @EnabledForJreRange(max = JRE.JAVA_19)
  void stopsALoopThatCatchesEverything() {
    notebook.stopped(
        """
        int caught = 0;
        while (caught < 2) {
          try {
            if (caught == 0) System.out.println(1);
            while (true) Thread.onSpinWait();
          } catch (Throwable t) {
            caught++;
          }
        }
        """);
    assertEquals(2, notebook.value("caught"));
  }

  @Test
  void stopsALoopThatPrints() {
    CellResult.Failed failed =
        notebook.stopped("while (true) {\n  System.out.println(\"more\");\n}");
    assertEquals("interrupted", failed.kind());
    int length = notebook.out().length();
    notebook.value("Thread.sleep(50)");
    assertEquals(length, notebook.out().length());
  }

  @Test
  void keepsTheResultOfCodeThatEndsEarlyAndSkipsTheRest() {
    CellResult.Failed failed =
        notebook.stopped(
            """
            int train() {
              int steps = 0;
              System.out.println("training");
              do steps++; while (!Thread.currentThread().isInterrupted());
              return steps;
            }
            int trained = train();
            int after = 1;
            """);
    assertEquals("interrupted", failed.kind());
    assertEquals(7, failed.line());
    assertTrue((Integer) notebook.value("trained") > 0);
    assertEquals("compile error", notebook.failure("after").kind());
  }

  @Test
  void doesNotLoseAStopWhileCompiling() {
    Thread presser =
        new Thread(
            () -> {
              for (int i = 0; i < 400; i++) {
                notebook.engine().interrupt();
                Thread.onSpinWait();
              }
            });
    presser.start();
    StringBuilder source = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      source.append("class C").append(i).append(" { int n = ").append(i).append("; }\n");
    }
    while (presser.isAlive()) {
      notebook.run(source.toString());
    }
    assertEquals(3, notebook.value("new C3().n"));
  }

  @Test
  @EnabledForJreRange(max = JRE.JAVA_19)
  void stopsAtOnceWhenAskedAgain() {
    try (Notebook patient = new Notebook(600_000)) {
      Thread presser =
          new Thread(
              () -> {
                while (!Thread.interrupted()) {
                  patient.engine().interrupt();
                  LockSupport.parkNanos(100_000_000);
                }
              });
      presser.start();
      CellResult.Failed failed = patient.failure("while (true) {}");
      presser.interrupt();
      assertEquals("interrupted", failed.kind());
    }
  }

  @Test
  @EnabledForJreRange(max = JRE.JAVA_19)
  void aLoopWithoutAnythingToBringToAnEndNeedsNoSecondPress() {
    try (Notebook patient = new Notebook(600_000)) {
      CellResult.Failed failed =
          patient.stopped("for (System.out.println(1); ; ) Thread.onSpinWait();");
      assertEquals(1, failed.line(), failed.traceback()::toString);
    }
  }

  @Test
  void aPrintingLoopHasRoomForLastWordsOnly() {
    try (Notebook patient = new Notebook(600_000)) {
      CellResult.Failed failed = patient.stopped("while (true) System.out.println(\"more\");");
      assertEquals("interrupted", failed.kind());
    }
  }

  @Test
  @EnabledForJreRange(max = JRE.JAVA_19)
  void stopsALoopThatPrintsAndCatchesEverythingForAWhile() {
    notebook.stopped(
        """
        int caught = 0;
        while (caught < 3) {
          try {
            System.out.println("more");
          } catch (Throwable t) {
            caught++;
          }
        }
        """);
    assertEquals(3, notebook.value("caught"));
  }

  @Test
  @EnabledForJreRange(max = JRE.JAVA_19)
  void aRenderingThatNeverEndsIsStoppedAndFails() {
    try (Notebook patient = new Notebook(600_000)) {
      Thread presser =
          new Thread(
              () -> {
                while (patient.out().isEmpty()) {
                  Thread.onSpinWait();
                }
                patient.engine().interrupt();
              });
      presser.start();
      CellResult result =
          patient
              .engine()
              .compute(
                  () ->
                      Display.render(
                          new Object() {
                            @Override
                            public String toString() {
                              System.out.println("renders");
                              while (true) {
                                Thread.onSpinWait();
                              }
                            }
                          }));
      assertEquals("interrupted", ((CellResult.Failed) result).kind());
    }
  }

  @Test
  void doesNothingWhenNoCellRuns() {
    notebook.engine().interrupt();
    assertEquals(1, notebook.value("1"));
    notebook.engine().interrupt();
  }
}

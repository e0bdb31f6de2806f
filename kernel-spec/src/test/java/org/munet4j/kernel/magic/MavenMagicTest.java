package org.munet4j.kernel.magic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.kernel.engine.CellEngine;
import org.munet4j.kernel.engine.CellOutput;
import org.munet4j.kernel.engine.CellResult;

/** A script stands in for Maven, so that no test needs a network. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MavenMagicTest {
  @TempDir Path folder;
  private final StringBuffer printed = new StringBuffer();
  private CellEngine engine;

  @AfterEach
  void close() {
    if (engine != null) {
      engine.close();
    }
  }

  @Test
  void addsWhatIsNewAndLeavesOutWhatWeBring() throws IOException {
    Path jar = folder.resolve("bell.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("far/bell.txt"));
      zip.write("ding".getBytes());
    }
    maven(
        "printf '   far:bell:jar:1.2:compile:%s\\n   com.google.code.gson:gson:jar:2.1:compile:/gson.jar"
            + " -- module gson\\n   far:tests:jar:1:test:/t.jar\\n' '"
            + jar
            + "' > \"$list\"");
    assertInstanceOf(CellResult.Done.class, run("%maven far:bell:1.2"));
    assertTrue(printed.toString().startsWith("added far:bell 1.2\n"), printed::toString);
    assertTrue(
        printed
            .toString()
            .contains("left out com.google.code.gson:gson 2.1: munet4j brings its own version 2."),
        printed::toString);
    assertFalse(printed.toString().contains("tests"), printed::toString);
    CellResult.Done found =
        assertInstanceOf(
            CellResult.Done.class,
            run("new Object(){}.getClass().getResource(\"/far/bell.txt\") != null"));
    assertEquals(true, found.value());
  }

  @Test
  void saysInOneSentenceWhatMavenCouldNotFind() throws IOException {
    maven(
        "grep -c '<artifactId>bell</artifactId>' \"$pom\"; echo '[ERROR] Failed to execute goal x:y: Could not find artifact far:bell:jar:9 -> [Help 1]'; exit 1");
    CellResult.Failed failed =
        assertInstanceOf(CellResult.Failed.class, run("int a;\n%maven far:bell:9"));
    assertEquals(
        "Maven did not find far:bell: Could not find artifact far:bell:jar:9. Check the names and whether this machine is online.",
        failed.message());
    assertEquals(2, failed.line());
  }

  @Test
  void stopsMavenWithTheCell() throws Exception {
    maven("echo $$ > '" + folder.resolve("pid") + "'; sleep 600 & wait");
    Thread presser =
        new Thread(
            () -> {
              while (!Files.exists(folder.resolve("pid"))) {
                Thread.onSpinWait();
              }
              engine.interrupt();
            });
    start();
    presser.start();
    CellResult.Failed failed =
        assertInstanceOf(CellResult.Failed.class, engine.run(1, "%maven far:bell:9"));
    assertEquals("interrupted", failed.kind());
    long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
    assertFalse(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
  }

  @Test
  void refusesWhatIsNoLibrary() throws IOException {
    maven("exit 9");
    for (String word : List.of("junit", "a:b", "a:b:1</version>", "-Dx=y:b:1", "a:b:$(ls)")) {
      CellResult.Failed failed = assertInstanceOf(CellResult.Failed.class, run("%maven " + word));
      assertTrue(failed.message().contains("write GROUP:ARTIFACT:VERSION"), failed.message());
    }
  }

  @Test
  void runsOnlyAWrapperOfAProjectThatIsOurs() throws IOException {
    maven("exit 9");
    Path wrapper = folder.resolve("mvnw");
    Path below = Files.createDirectories(folder.resolve("a/b"));
    UserPrincipal self = Files.getOwner(folder);
    assertEquals(Optional.of(wrapper), MavenRun.wrapper(below, self));
    assertEquals(Optional.empty(), MavenRun.wrapper(below, () -> "somebody else"));
    Files.delete(folder.resolve("pom.xml"));
    assertEquals(Optional.empty(), MavenRun.wrapper(below, self));
  }

  private void maven(String script) throws IOException {
    Files.writeString(folder.resolve("pom.xml"), "");
    Path file = folder.resolve("mvnw");
    Files.writeString(
        file,
        "#!/bin/sh\nfor word; do case $word in -DoutputFile=*) list=${word#*=} ;; *pom.xml) pom=$word ;; esac; done\n"
            + script
            + "\n");
    assertTrue(file.toFile().setExecutable(true));
  }

  private CellResult run(String source) {
    start();
    return engine.run(1, source);
  }

  private void start() {
    if (engine != null) {
      return;
    }
    engine =
        CellEngine.start(
            List.of(),
            new CellOutput() {
              @Override
              public void out(String text) {
                printed.append(text);
              }

              @Override
              public void err(String text) {
                printed.append(text);
              }
            },
            folder);
  }
}

package org.munet4j.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the folder that Binder builds to rules, because no test can build the image. */
class BinderTest {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final Path BINDER = HOME.resolve("binder");

  private static Dockerfile dockerfile() throws IOException {
    return Dockerfile.parse(Files.readString(BINDER.resolve("Dockerfile")));
  }

  @Test
  void theDockerfileBreaksNoRule() throws IOException {
    assertEquals(List.of(), dockerfile().complaints());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FROM python",
        "FROM python:latest AS build",
        "ADD https://example.org/x.tar /x",
        "ADD x.tar /x",
        "RUN curl https://example.org/x",
        "RUN apt-get install -y curl",
        "RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*",
        "RUN apt-get update && apt-get install -y --no-install-recommends curl",
        "RUN sudo true",
        "WORKDIR src",
        "RUN pip install --no-cache-dir jupyterlab",
        "RUN pip install --no-cache-dir jupyterlab==4.6.4 notebook",
        "RUN pip install -r requirements.txt",
        "RUN cat a | sort",
        "CMD jupyter lab",
        "ENTRYPOINT [\"jupyter\"]",
        "ARG NB_UID=1000",
        "USER root",
        "USER 0",
      })
  void theRulesSeeEachMistake(String mistake) {
    Dockerfile bad = Dockerfile.parse("USER 1000\n" + mistake + "\n");
    assertEquals(1, bad.complaints().size(), bad.complaints()::toString);
  }

  @Test
  void theRulesReadAnInstructionOfSeveralLines() {
    Dockerfile file = Dockerfile.parse("USER 1\nRUN true \\\n  # a word\n    && sudo false\n");
    assertEquals(List.of("no sudo: RUN true && sudo false"), file.complaints());
  }

  @Test
  void takesUserAndNumberFromBinder() throws IOException {
    assertTrue(
        dockerfile()
            .all("ARG")
            .map(arg -> arg.text().replaceAll("=.*", ""))
            .toList()
            .containsAll(List.of("NB_USER", "NB_UID")));
  }

  @Test
  void copiesOnlyWhatTheRepositoryHas() throws IOException {
    for (Dockerfile.Instruction copy : dockerfile().all("COPY").toList()) {
      if (copy.text().startsWith("--from=")) {
        continue;
      }
      List<String> words =
          Arrays.stream(copy.text().split("\\s+")).filter(w -> !w.startsWith("--")).toList();
      for (String source : words.subList(0, words.size() - 1)) {
        assertTrue(exists(source), copy::toString);
      }
    }
  }

  private static boolean exists(String source) throws IOException {
    var matcher =
        FileSystems.getDefault().getPathMatcher("glob:" + HOME.resolve(source).normalize());
    Path folder = HOME.resolve(source).normalize().getParent();
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(matcher::matches);
    }
  }

  @Test
  void buildsAndRunsStayOutOfTheImage() throws IOException {
    List<String> ignored = Files.readAllLines(HOME.resolve(".dockerignore"));
    assertTrue(ignored.containsAll(List.of(".git", "**/target", "runs")), ignored::toString);
  }

  @Test
  void everyRequirementIsPinned() throws IOException {
    List<String> lines =
        Files.readAllLines(BINDER.resolve("requirements.txt")).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .toList();
    assertEquals(
        List.of(), lines.stream().filter(l -> !l.matches("[\\w.-]+==[0-9][\\w.+]*")).toList());
    List<String> names = lines.stream().map(line -> line.replaceAll("==.*", "")).toList();
    assertTrue(names.containsAll(List.of("jupyterlab", "notebook", "jupyterhub")), "" + names);
  }

  @ParameterizedTest
  @ValueSource(strings = {"build", "check", "first-cell"})
  void aScriptCanBeStarted(String name) throws Exception {
    Path script = BINDER.resolve(name);
    assertTrue(Files.isExecutable(script), name);
    String first = Files.readAllLines(script).get(0);
    if (first.endsWith("bash")) {
      Process check = new ProcessBuilder("bash", "-n", script.toString()).inheritIO().start();
      assertEquals(0, check.waitFor());
    } else {
      assertEquals("#!/usr/bin/env python3", first);
    }
  }
}

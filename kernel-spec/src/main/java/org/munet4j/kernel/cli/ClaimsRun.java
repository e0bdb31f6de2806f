package org.munet4j.kernel.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.munet4j.internal.Require;
import org.munet4j.paper.Experiment;
import org.munet4j.paper.Journal;
import org.munet4j.paper.Results;
import org.munet4j.paper.Setup;
import org.munet4j.paper.Size;

/**
 * Measures experiments anew.
 *
 * @param folder for the results, and for journals until they are whole
 * @param out hears what happens
 */
record ClaimsRun(Setup setup, Path folder, PrintWriter out) {
  private static final String KEPT = "toolkit/src/main/resources/org/munet4j/paper/results/";

  /** Measures one, or goes on with it where that was interrupted, and writes its results. */
  Claims measure(Experiment experiment) {
    out.println(
        Require.text(
            "measuring %s, %s, %s, seeds %s; after Ctrl-C the same command goes on",
            experiment.name(), setup.size(), setup.facts().get("data"), seeds()));
    Results results = new Results(facts(experiment), experiment.run(setup));
    results.write(file(experiment));
    try {
      Files.deleteIfExists(Journal.file(folder, experiment.name(), setup.size()));
    } catch (IOException stays) {
      throw new UncheckedIOException("the journal cannot be deleted: " + stays, stays);
    }
    return new Claims(experiment, Optional.of(results));
  }

  private Map<String, String> facts(Experiment experiment) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("experiment", experiment.name());
    facts.put("date", LocalDate.now().toString());
    facts.put("machine", MachineClass.words());
    facts.put("size", setup.facts().get("size"));
    facts.put("data", setup.facts().get("data"));
    facts.put("seeds", seeds());
    facts.put("command", command(experiment));
    facts.put("toolkit", Versions.of("munet4j"));
    return facts;
  }

  /** The command that measures this again; where the data lie is nobody's business. */
  private String command(Experiment experiment) {
    return Require.text(
        "./munet4j claims %s --run --size %s%s --seeds %s",
        experiment.name(), setup.size(), setup.data().isPresent() ? " --data DIR" : "", seeds());
  }

  private String seeds() {
    return setup.seeds().stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private Path file(Experiment experiment) {
    String longer = setup.size() == Size.LONG ? "-long" : "";
    return folder.resolve(experiment.name() + longer + ".csv");
  }

  /** How to keep what was measured. */
  String lastWords(List<Experiment> measured) {
    String files =
        measured.stream().map(one -> file(one).toString()).collect(Collectors.joining(" "));
    return "to keep it:  cp " + files + " " + Home.find().folder().resolve(KEPT);
  }
}

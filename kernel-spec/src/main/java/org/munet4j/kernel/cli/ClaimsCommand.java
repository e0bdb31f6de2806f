package org.munet4j.kernel.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.munet4j.data.DataFolder;
import org.munet4j.internal.Require;
import org.munet4j.notebook.Settings;
import org.munet4j.paper.Experiment;
import org.munet4j.paper.Experiments;
import org.munet4j.paper.Results;
import org.munet4j.paper.Setup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code munet4j claims}. */
@Command(
    name = "claims",
    description =
        "What each notebook claims, the paper's number and ours, from the results kept here or, with"
            + " --run, measured now. Exit code 1 when a claim falls short or is not measured.")
final class ClaimsCommand implements Callable<Integer> {
  private final List<Experiment> experiments;
  private final Function<String, Optional<Results>> kept;

  @Mixin private HelpOption help;

  @Parameters(
      arity = "0..1",
      paramLabel = "NN",
      description = "A notebook's number or name, such as 01 or 01-munet. Default: all")
  private String word;

  @Option(names = "--run", description = "Measure again; Ctrl-C keeps what is finished.")
  private boolean isRun;

  @Option(
      names = "--size",
      paramLabel = "SIZE",
      description = "With --run: tiny, lesson, long or paper. Default: lesson")
  private String size;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "With --run: folder with real data. Default: MUNET4J_DATA, else alphabets")
  private String data;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      split = ",",
      description = "With --run: what is measured for each. Default: 1,2,3")
  private List<Long> seeds;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "With --run: folder for the results. Default: runs/claims")
  private Path out;

  @Option(names = "--markdown", description = "The table as it stands in the README.")
  private boolean isMarkdown;

  @Spec private CommandSpec spec;

  /** The claims of this version. */
  ClaimsCommand() {
    this(Experiments.all(), Results::kept);
  }

  ClaimsCommand(List<Experiment> experiments, Function<String, Optional<Results>> kept) {
    this.experiments = experiments;
    this.kept = kept;
  }

  @Override
  public Integer call() {
    check(
        isRun || size == null && data == null && seeds == null && out == null,
        "--size, --data, --seeds and --out go with --run; without it the kept results are shown");
    check(!isRun || !isMarkdown, "--markdown shows the kept results; leave --run out");
    List<Experiment> chosen = chosen();
    Optional<ClaimsRun> run = isRun ? Optional.of(run()) : Optional.empty();
    List<Claims> claims =
        chosen.stream()
            .flatMap(
                one ->
                    run.map(r -> Stream.of(r.measure(one))).orElseGet(() -> Claims.kept(one, kept)))
            .toList();
    PrintWriter terminal = spec.commandLine().getOut();
    terminal.print(isMarkdown ? ClaimsText.markdown(claims) : ClaimsText.plain(claims));
    if (!chosen.isEmpty()) {
      run.ifPresent(r -> terminal.println(r.lastWords(chosen)));
    }
    terminal.flush();
    return claims.stream().allMatch(Claims::areHeld) ? 0 : Complaints.FAILED;
  }

  private List<Experiment> chosen() {
    List<Experiment> chosen =
        experiments.stream()
            .filter(one -> word == null || (one.name() + "-").startsWith(word + "-"))
            .toList();
    List<String> names = experiments.stream().map(Experiment::name).toList();
    check(
        word == null || !chosen.isEmpty(),
        Require.text(
            "'%s' names no notebook with claims; %s",
            word, names.isEmpty() ? ClaimsText.NONE : "choose " + String.join(", ", names)));
    return chosen;
  }

  private ClaimsRun run() {
    SettingsOptions options = new SettingsOptions();
    options.size(size);
    options.data(data);
    Settings settings = options.settings(spec.commandLine());
    PrintWriter terminal = spec.commandLine().getOut();
    Path folder = out == null ? Home.find().runs().resolve("claims") : out;
    try {
      return new ClaimsRun(
          new Setup(
              settings.size(),
              settings.data().map(DataFolder::at),
              seeds == null ? List.of(1L, 2L, 3L) : seeds,
              line -> terminal.println("  " + line),
              Optional.of(folder)),
          folder,
          terminal);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage());
    }
  }

  private void check(boolean holds, String sentence) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), sentence);
    }
  }
}

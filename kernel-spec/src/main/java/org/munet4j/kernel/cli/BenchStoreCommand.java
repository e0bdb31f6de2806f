package org.munet4j.kernel.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.munet4j.component.Vit;
import org.munet4j.internal.Require;
import org.munet4j.kernel.notebook.StopHook;
import org.munet4j.system.ModelBench;
import org.munet4j.system.StoreBench;
import org.munet4j.train.Stop;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code munet4j bench store}. */
@Command(
    name = "store",
    description =
        "Time publishing, opening and verifying a system of 10 to 10,000 models, and a small and a"
            + " large model, beside the bare disk and SHA-256; writes runs/bench/store.csv. Ctrl-C"
            + " keeps what is there.")
final class BenchStoreCommand implements Callable<Integer> {
  private static final List<Integer> SIZES = List.of(10, 100, 1_000, 10_000);

  @Mixin private HelpOption help;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often each pair is measured; medians are told. Default: 3.")
  private int rounds;

  @Option(
      names = "--quick",
      description = "Up to 1,000 models and without the large one: under a minute.")
  private boolean isQuick;

  @Option(
      names = "--sizes",
      paramLabel = "N",
      split = ",",
      description = "Models of the system, rising. Default: 10,100,1000,10000.")
  private List<Integer> sizes = List.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Require.that(rounds >= 1, "--rounds is %d, needs at least 1", rounds);
    PrintWriter out = spec.commandLine().getOut();
    Path csv = Home.find().runs().resolve("bench").resolve("store.csv");
    BenchTrainReport report = BenchTrainReport.to(csv, out);
    Stop stop = new Stop();
    StopHook hook = StopHook.install(stop::request);
    try (StoreBench bench = StoreBench.in(csv.getParent(), rounds, stop, report)) {
      measure(bench, out);
      out.println("csv: " + csv);
      return 0;
    } catch (CancellationException stopped) {
      out.println("stopped; csv so far: " + csv);
      return Complaints.STOPPED;
    } finally {
      hook.release();
    }
  }

  private void measure(StoreBench bench, PrintWriter out) {
    bench.machine();
    for (int size : sizes.isEmpty() ? usual() : sizes) {
      out.println(Require.text("publishing up to %,d models", size));
      bench.grow(size);
      bench.measure();
    }
    model(bench.models(), "ViT-Ti/16 at 224", Vit.ti16(224, 12), out);
    if (!isQuick) {
      model(bench.models(), "ViT-L/16 at 224", Vit.l16(224), out);
    }
    bench.verdict().ifPresent(out::println);
  }

  private List<Integer> usual() {
    return isQuick ? SIZES.subList(0, 3) : SIZES;
  }

  private static void model(ModelBench bench, String name, Vit vit, PrintWriter out) {
    Optional<String> lacking = bench.lacking(vit);
    out.println(name + lacking.map(why -> " is left out: " + why).orElse(""));
    if (lacking.isEmpty()) {
      bench.measure(name, vit);
    }
  }
}

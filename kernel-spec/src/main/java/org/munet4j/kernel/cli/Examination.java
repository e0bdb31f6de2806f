package org.munet4j.kernel.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.munet4j.internal.Require;
import org.munet4j.notebook.Settings;
import org.munet4j.report.MemoryUse;
import org.munet4j.train.LinearKernels;
import org.munet4j.train.Precision;

/** Looks at what munet4j needs on this machine. */
final class Examination {
  private static final String BUILD = "build again: rm -r kernel-spec/target && ./munet4j doctor";

  private Examination() {}

  static List<Finding> of(Settings settings, Home home) {
    List<Finding> findings = new ArrayList<>();
    findings.add(versions());
    findings.add(Finding.look("Java", "install a JDK of version 17 or later", Examination::java));
    findings.add(Finding.look("machine", "", Examination::machine));
    findings.addAll(EngineLook.findings(BUILD));
    findings.add(Finding.look("memory", "", () -> Finding.good("memory", "" + MemoryUse.now())));
    findings.add(Finding.look("linear maps", "", Examination::linearMaps));
    findings.add(data(settings));
    findings.add(Finding.look("cache", "", () -> cache(settings)));
    findings.add(Finding.look("Jupyter", "./munet4j lab", () -> jupyter(settings)));
    findings.add(Finding.look("kernel", BUILD, () -> kernel(home)));
    return findings;
  }

  private static Finding versions() {
    return Finding.good(
        "munet4j",
        Versions.of("munet4j")
            + ", DJL "
            + Versions.of("djl")
            + ", PyTorch "
            + Versions.of("pytorch")
            + ", Tablesaw "
            + Versions.of("tablesaw"));
  }

  private static Finding java() {
    String text = Versions.java() + " from " + System.getProperty("java.vendor");
    return ModuleLayer.boot().findModule("jdk.jshell").isPresent()
        ? Finding.good("Java", text)
        : Finding.bad("Java", text + ", without jshell", "install a full JDK, not a JRE");
  }

  private static Finding machine() {
    return Finding.good(
        "machine",
        Require.text(
            "%s %s, %d cores",
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors()));
  }

  /** Which kernels the start-up micro-benchmark chose for shapes that were trained here. */
  private static Finding linearMaps() {
    String coarse =
        LinearKernels.isBfloat16Fast()
            ? "bfloat16 is faster here: .precision(Precision.BFLOAT16) uses it; "
            : "bfloat16 is no faster here: .precision(Precision.BFLOAT16) stays float32; ";
    String measured =
        LinearKernels.table().stream()
            .map(
                timing ->
                    Require.text(
                        "%dx%d %s (%.2f ms, oneDNN %.2f, bfloat16 %.2f)",
                        timing.in(),
                        timing.out(),
                        timing.fastest(Precision.FLOAT32),
                        timing.mkl(),
                        timing.onednn(),
                        timing.bfloat16()))
            .collect(Collectors.joining("; "));
    return Finding.good("linear maps", coarse + measured);
  }

  private static Finding data(Settings settings) {
    return Finding.good(
        "data",
        settings
            .data()
            .map(folder -> folder + ", see ./munet4j data")
            .orElse("generated alphabets; MUNET4J_DATA or --data names a folder with real data"));
  }

  private static Finding cache(Settings settings) throws IOException {
    String djl = Optional.ofNullable(System.getenv("DJL_CACHE_DIR")).orElse(userFolder(".djl.ai"));
    String text =
        Require.text(
            "%s %s, DJL %s %s", settings.cache(), size(settings.cache()), djl, size(Path.of(djl)));
    return Files.isWritable(Path.of(System.getProperty("user.home")))
        ? Finding.good("cache", text)
        : Finding.bad(
            "cache",
            text + "; the home folder is not writable",
            "export MUNET4J_CACHE=DIR   keeps pretrained roots in a folder that you may write");
  }

  private static Finding jupyter(Settings settings) {
    Path ownFolder = settings.cache().resolve("jupyter").toAbsolutePath();
    return LabPlan.open(new ThisMachine(), ownFolder)
        .map(open -> Finding.good("Jupyter", String.join(" ", open.command().subList(0, 2))))
        .orElse(
            Finding.bad("Jupyter", "not found", "./munet4j lab   installs Jupyter and opens it"));
  }

  private static Finding kernel(Home home) {
    String install = "./munet4j kernel install --user";
    List<KernelSpec> installed = KernelSpec.installed();
    if (installed.isEmpty()) {
      return Finding.bad("kernel", "not installed", install);
    }
    String folder = installed.get(0).folder().toString();
    return installed.get(0).isSameAs(new KernelSpec(home.kernelSpec()))
        ? Finding.good("kernel", folder)
        : Finding.bad("kernel", folder + " is older than this build", install);
  }

  private static String userFolder(String name) {
    return Path.of(System.getProperty("user.home"), name).toString();
  }

  private static String size(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return "(empty)";
    }
    try (Stream<Path> files = Files.walk(folder)) {
      long bytes =
          files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
      return "(" + Columns.size(bytes) + ")";
    }
  }
}

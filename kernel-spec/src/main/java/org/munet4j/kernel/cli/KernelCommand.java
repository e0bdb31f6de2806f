package org.munet4j.kernel.cli;

import ai.djl.pytorch.jni.LibUtils;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.munet4j.kernel.jupyter.KernelInstaller;
import org.munet4j.kernel.jupyter.StartArchive;
import org.munet4j.kernel.jupyter.UnpackedNatives;
import org.munet4j.tensor.Torch;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code munet4j kernel}. */
@Command(
    name = "kernel",
    description = "Make the munet4j kernel known to Jupyter.",
    subcommands = KernelCommand.Install.class)
final class KernelCommand implements Runnable {
  @Mixin private HelpOption help;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** {@code munet4j kernel install}. */
  @Command(name = "install", description = "Copy the kernel to where Jupyter looks for kernels.")
  static final class Install implements Callable<Integer> {
    @Mixin private HelpOption help;

    @ArgGroup private Where where = new Where();

    @Option(
        names = "--unpacked",
        description =
            "With PyTorch's libraries as plain files beside the kernel, once for all users; without"
                + " it each user unpacks them at the first start (432 MB).")
    private boolean isUnpacked;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      Path kernels =
          where.prefix == null
              ? KernelInstaller.userKernels()
              : KernelInstaller.prefixKernels(where.prefix.toAbsolutePath());
      Path installed = KernelInstaller.install(Home.find().kernelSpec(), kernels, natives());
      PrintWriter out = spec.commandLine().getOut();
      out.println("kernel: " + installed);
      if (!StartArchive.make(installed)) {
        out.println("note: this JVM made no archive of classes, so the kernel starts more slowly");
      }
      return 0;
    }

    private Optional<UnpackedNatives> natives() {
      if (!isUnpacked) {
        return Optional.empty();
      }
      Torch.engine();
      return Optional.of(UnpackedNatives.of(Path.of(LibUtils.getLibtorchPath())));
    }
  }

  /** One of the two. */
  static final class Where {
    @Option(names = "--user", description = "For you only. The default.")
    private boolean isUser;

    @Option(
        names = "--prefix",
        paramLabel = "DIR",
        description = "Into DIR/share/jupyter/kernels, such as /usr/local or a Python environment.")
    private Path prefix;
  }
}

package org.munet4j.kernel.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "data")
final class DataCommand implements Callable<Integer> {
  @Mixin private HelpOption help;

  @Override
  public Integer call() {
    return 0;
  }
}

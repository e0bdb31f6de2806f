package org.munet4j.kernel.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "data", mixinStandardHelpOptions = true)
final class DataCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    return 0;
  }
}

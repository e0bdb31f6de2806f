package org.munet4j.kernel.cli;

import picocli.CommandLine.Option;

/** The option that every verb has. */
final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean isAsked;
}

package org.munet4j.kernel.cli;

import java.util.List;

/** The programs of a machine. */
interface Machine {
  /** Whether this command ends well when it is run; a broken shim does not. */
  boolean works(List<String> command);

  /** Where a program of this name is, in the order in which they are tried. */
  List<String> places(String program);

  boolean isRoot();
}

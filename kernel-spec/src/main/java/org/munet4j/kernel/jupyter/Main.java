package org.munet4j.kernel.jupyter;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where Jupyter starts the kernel: {@code Main <connection file>}. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 1) {
      System.err.println("munet4j kernel: give one argument, the connection file of Jupyter");
      System.exit(2);
    }
    try {
      Logs.start();
      tellOfMissingHome(Path.of(System.getProperty("user.home")));
      run(ConnectionFile.read(Path.of(arguments[0])));
    } catch (IllegalArgumentException refusal) {
      System.err.println("munet4j kernel: " + refusal.getMessage());
      System.exit(2);
    }
    System.exit(0);
  }

  private static void tellOfMissingHome(Path home) {
    if (!Files.isWritable(home)) {
      System.err.println(
          "munet4j kernel: home folder '"
              + home
              + "' is not writable, pretrained roots go to the temporary folder; MUNET4J_CACHE names"
              + " another");
    }
  }

  private static void run(ConnectionFile connection) throws InterruptedException {
    ParentWatch.start();
    Kernel kernel = Kernel.start(connection);
    Runtime.getRuntime().addShutdownHook(new Thread(kernel::sayGoodbye, "munet4j-goodbye"));
    kernel.awaitShutdown();
  }
}

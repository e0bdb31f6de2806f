package org.munet4j.run;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.munet4j.train.Slots;

/** A process that reads orders and writes reports, a line each; it ends when its input does. */
public final class EngineProcess implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;

  /** What a report begins with; native code may write other lines between. */
  private static final String MARK = "munet4j report ";

  private Optional<Process> process = Optional.empty();
  private boolean isClosed;

  EngineProcess() {}

  /** The process's own side. */
  public static void main(String[] words) throws InterruptedException {
    PrintStream reports = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    BlockingQueue<String> orders = new LinkedBlockingQueue<>();
    Thread worker = Thread.currentThread();
    Thread reader = new Thread(() -> read(orders, worker), "orders");
    reader.setDaemon(true);
    reader.start();
    try (Workshop workshop = new Workshop(new Slots(1))) {
      while (!worker.isInterrupted()) {
        reports.println(MARK + workshop.work(CycleOrder.of(orders.take())).json());
      }
    } catch (InterruptedException ended) {
      worker.interrupt();
    }
  }

  private static void read(BlockingQueue<String> orders, Thread worker) {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      in.lines().forEach(orders::add);
    } catch (IOException | UncheckedIOException gone) {
      orders.clear();
    }
    worker.interrupt();
  }

  /** Hands an order to the process, which is started if it is not there, and waits. */
  CycleReport work(CycleOrder order) {
    String told = null;
    try {
      Process now = started();
      BufferedWriter to = now.outputWriter(StandardCharsets.UTF_8);
      to.write(order.json());
      to.newLine();
      to.flush();
      do {
        told = now.inputReader(StandardCharsets.UTF_8).readLine();
      } while (told != null && !told.startsWith(MARK));
    } catch (IOException gone) {
      told = null;
    }
    return told == null ? lost(order) : CycleReport.of(told.substring(MARK.length()));
  }

  /** A report may be lost with its process, but not what the system's folder says. */
  private CycleReport lost(CycleOrder order) {
    discard();
    return Workshop.published(order) > order.cycle()
        ? new CycleReport(CycleReport.End.CLOSED_BEFORE, "its process is gone, its cycle is not")
        : new CycleReport(CycleReport.End.LOST, "its process is gone; the next one goes on");
  }

  /** A process that is dying may look alive; the next order must not meet it. */
  private synchronized void discard() {
    process.ifPresent(Process::destroyForcibly);
    process = Optional.empty();
  }

  private synchronized Process started() throws IOException {
    if (isClosed) {
      throw new IOException("the engine is closed");
    }
    if (process.filter(Process::isAlive).isEmpty()) {
      process =
          Optional.of(
              new ProcessBuilder(command()).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }
    return process.get();
  }

  private static List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith("munet4j.") || name.startsWith("org.slf4j.")) {
        command.add("-D" + name + "=" + System.getProperty(name));
      }
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(EngineProcess.class.getName());
    return command;
  }

  synchronized Optional<ProcessHandle> handle() {
    return process.map(Process::toHandle).filter(ProcessHandle::isAlive);
  }

  /** Ends its input, on which it stops within a step; kills it if it does not. */
  @Override
  public void close() {
    Optional<Process> now;
    synchronized (this) {
      isClosed = true;
      now = process;
    }
    now.ifPresent(EngineProcess::end);
  }

  private static void end(Process process) {
    try {
      process.outputWriter(StandardCharsets.UTF_8).close();
      process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (IOException gone) {
      process.destroyForcibly();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
  }
}

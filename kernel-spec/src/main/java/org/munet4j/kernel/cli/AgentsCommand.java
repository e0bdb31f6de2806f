package org.munet4j.kernel.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.munet4j.data.DataFolder;
import org.munet4j.internal.Require;
import org.munet4j.notebook.Settings;
import org.munet4j.paper.Tour;
import org.munet4j.run.Campaign;
import org.munet4j.run.CycleOrder;
import org.munet4j.run.CycleReport;
import org.munet4j.run.Engine;
import org.munet4j.run.TaskNames;
import org.munet4j.store.Commit;
import org.munet4j.store.Store;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.train.Slots;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code munet4j agents}. */
@Command(
    name = "agents",
    description =
        "Let agents extend a system in a folder, every task with every agent. Start it as often as"
            + " you like on one folder, also while it runs; stop or kill it at will: the same command"
            + " goes on.")
final class AgentsCommand implements Callable<Integer> {
  @Mixin private HelpOption help;

  @Option(
      names = "--system",
      paramLabel = "DIR",
      required = true,
      description = "Folder of the system; a new one begins with a pretrained root.")
  private Path folder;

  @Option(
      names = "--task",
      paramLabel = "TASK",
      required = true,
      split = ",",
      description =
          "Such as mnist, omniglot-greek, mnist-1k, or alphabet-100. More than one may be"
              + " given.")
  private List<String> tasks;

  @Option(
      names = "--agent",
      paramLabel = "AGENT",
      split = ",",
      defaultValue = "munet",
      description =
          "munet, mu2net, mu2net-plus, multipath, fine-tuning, freeze or adapters, perhaps with"
              + " options: 'mu2net children=8 generation=4'. A multipath needs a single path of its"
              + " task; begin that first. Default: munet")
  private List<String> agents;

  @Option(
      names = "--cycles",
      paramLabel = "N",
      defaultValue = "1",
      description = "Cycles of each agent in all, earlier ones included. Default: 1")
  private int cycles;

  @Option(
      names = "--slots",
      paramLabel = "N",
      description = "Trainings side by side. Default: one for each processor core")
  private Integer slots;

  @Option(names = "--processes", description = "Each slot is a process of its own.")
  private boolean areProcesses;

  @Mixin private SettingsOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Settings settings = options.settings(spec.commandLine());
    check(cycles >= 1, Require.text("--cycles %d: give 1 or more", cycles));
    check(slots == null || slots >= 1, Require.text("--slots %d: give 1 or more", slots));
    List<CycleOrder> orders = orders(settings);
    begin(settings);
    boolean areDone;
    try (Engine engine = engine(orders.size())) {
      areDone = new Campaign(engine, cycles, this::tell).run(orders);
    }
    boolean isStopped = Thread.currentThread().isInterrupted();
    out().print(AgentsText.models(MultitaskSystem.open(folder)));
    out().flush();
    return areDone ? 0 : isStopped ? Complaints.STOPPED : Complaints.FAILED;
  }

  private Engine engine(int agentsInAll) {
    int all = slots == null ? Slots.perCore().count() : slots;
    int atOnce = Math.min(all, agentsInAll);
    return areProcesses
        ? Engine.ofProcesses(atOnce)
        : Engine.inProcess(atOnce, new Slots(all / atOnce));
  }

  private List<CycleOrder> orders(Settings settings) {
    AgentsText text = new AgentsText(settings.size());
    List<CycleOrder> orders = new ArrayList<>();
    for (String task : tasks) {
      checked(() -> TaskNames.check(task, settings.data().map(DataFolder::at), settings.seed()));
      for (String agent : agents) {
        CycleOrder order =
            new CycleOrder(
                checked(() -> text.words(agent)),
                task,
                0,
                settings.seed(),
                folder,
                settings.data());
        check(
            orders.stream().noneMatch(other -> other.name().equals(order.name())),
            Require.text(
                "two agents are named '%s'; give one a name of its own, such as --agent"
                    + " '%s name=other'",
                order.name(), agent));
        orders.add(order);
      }
    }
    return orders;
  }

  private <T> T checked(Supplier<T> words) {
    try {
      return words.get();
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage());
    }
  }

  /** Begins a new system; two processes at once begin it with the same root. */
  private void begin(Settings settings) {
    if (Store.open(folder).find(new Commit.Key(Model.ROOT, 0)).isEmpty()) {
      out()
          .println(
              "new system; its root is T3@32, trained on generated alphabets or from the cache");
      MultitaskSystem.in(
          folder, Tour.at(settings.size()).root(settings.seed(), settings.cache()).pretrain());
    }
    out().println(MultitaskSystem.open(folder));
  }

  private synchronized void tell(CycleOrder order, CycleReport report) {
    out()
        .println(
            Require.text(
                "%s, cycle %d: %s%s",
                order.name(),
                order.cycle(),
                report.isClosed() ? "" : report.end().name().toLowerCase(Locale.ROOT) + ": ",
                report.words()));
  }

  private void check(boolean holds, String sentence) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), sentence);
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}

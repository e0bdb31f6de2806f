package org.munet4j.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;

/**
 * Several agents on an engine until each has published so many cycles in all, whoever worked on
 * them: one cycle of each agent at a time, the next when the last is closed.
 *
 * @param engine that works; it stays open
 * @param cycles of each agent
 * @param listener hears every report, from several threads
 */
public record Campaign(Engine engine, int cycles, BiConsumer<CycleOrder, CycleReport> listener) {
  private static final int MOST_LOSSES = 3;

  /**
   * Runs to the end; an interrupt closes the engine and is set again. Multipath agents begin when
   * another agent of their task has ended its first cycle, if there is one.
   *
   * @param agents an order each, of any cycle
   * @return whether all of them have their cycles
   */
  public boolean run(List<CycleOrder> agents) {
    Going going = new Going();
    for (CycleOrder agent : agents) {
      if (!agent.agent().composes()) {
        going.settled.put(agent.task(), new CompletableFuture<>());
      }
    }
    List<CompletableFuture<Boolean>> all = agents.stream().map(going::begin).toList();
    boolean isInterrupted = false;
    boolean areDone = true;
    for (CompletableFuture<Boolean> one : all) {
      try {
        areDone &= one.get();
      } catch (InterruptedException stopped) {
        isInterrupted = true;
        engine.close();
      } catch (ExecutionException broken) {
        throw new CompletionException(broken.getCause());
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
    return areDone && !isInterrupted;
  }

  /** One campaign under way. */
  private final class Going {
    private final Map<String, CompletableFuture<Void>> settled = new HashMap<>();

    CompletableFuture<Boolean> begin(CycleOrder agent) {
      CompletableFuture<Void> first = settled.get(agent.task());
      return first != null && agent.agent().composes()
          ? first.thenCompose(ready -> next(agent, 0))
          : next(agent, 0);
    }

    private CompletableFuture<Boolean> next(CycleOrder agent, int losses) {
      int published = Workshop.published(agent);
      if (published >= cycles) {
        settle(agent);
        return CompletableFuture.completedFuture(true);
      }
      CycleOrder order = agent.cycle(published);
      return engine.submit(order).thenCompose(report -> after(order, report, losses));
    }

    private CompletableFuture<Boolean> after(CycleOrder order, CycleReport report, int losses) {
      listener.accept(order, report);
      boolean isLost = report.end() == CycleReport.End.LOST && losses + 1 < MOST_LOSSES;
      if (!isLost) {
        settle(order);
      }
      return report.isClosed() || isLost
          ? next(order, isLost ? losses + 1 : 0)
          : CompletableFuture.completedFuture(false);
    }

    private void settle(CycleOrder order) {
      if (!order.agent().composes()) {
        settled.get(order.task()).complete(null);
      }
    }
  }
}

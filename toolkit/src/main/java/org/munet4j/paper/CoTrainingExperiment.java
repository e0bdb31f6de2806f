package org.munet4j.paper;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.munet4j.internal.Require;
import org.munet4j.router.CoTraining;
import org.munet4j.run.AccuracyMatrix;
import org.munet4j.run.ContinualTraining;
import org.munet4j.task.Task;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Paper 8 (2009.04381; routing §2): streams of tasks learned by a dense network and by sparse
 * experts, with and without replay and co-training.
 */
public final class CoTrainingExperiment implements Experiment {
  public static final String DENSE = "dense";
  public static final String DENSE_EWC = "dense, consolidation";
  public static final String DENSE_REPLAY = "dense, replay";
  public static final String EXPERTS = "experts";
  public static final String EXPERTS_REPLAY = "experts, replay";
  public static final String CO_TRAINING = "experts, replay, co-training";
  public static final String ZERO_REPLAY = "experts from 0, replay";
  public static final String ZERO_CO_TRAINING = "experts from 0, replay, co-training";

  /** Factor of elastic weight consolidation; at a rate of 0.1 ten times as much diverges. */
  public static final double CONSOLIDATION = 10;

  /** On the streams that not all methods learn. */
  private static final List<String> FEW =
      List.of(DENSE, DENSE_EWC, DENSE_REPLAY, EXPERTS_REPLAY, CO_TRAINING);

  private static final List<String> ALL =
      List.of(
          DENSE,
          DENSE_EWC,
          DENSE_REPLAY,
          EXPERTS,
          EXPERTS_REPLAY,
          CO_TRAINING,
          ZERO_REPLAY,
          ZERO_CO_TRAINING);

  @Override
  public String name() {
    return "08-co-training";
  }

  @Override
  public String title() {
    return "sparse experts for a stream of tasks, kept warm by co-training";
  }

  @Override
  public List<ClaimRule> claims() {
    return CoTrainingClaims.all();
  }

  @Override
  public Table run(Setup setup) {
    int units =
        StreamPlan.at(setup.size(), setup.data(), 0).stream()
            .mapToInt(plan -> methods(plan).size())
            .sum();
    Journal journal = setup.journal(name(), setup.seeds().size() * units);
    for (long seed : setup.seeds()) {
      for (StreamPlan plan : StreamPlan.at(setup.size(), setup.data(), seed)) {
        List<Task> tasks = plan.tasks();
        trainings(plan, tasks, seed)
            .forEach(
                (method, training) ->
                    journal.unit(
                        Require.text("%s, %s, seed %d", plan.name(), method, seed),
                        () -> measured(plan.name(), method, training)));
      }
    }
    return journal.table();
  }

  private static List<String> methods(StreamPlan plan) {
    return plan.isForAll() ? ALL : FEW;
  }

  /** The methods that are compared on a stream, by name (§2.4). */
  public static Map<String, ContinualTraining> trainings(
      StreamPlan plan, List<Task> tasks, long seed) {
    CoTraining warm = plan.router();
    CoTraining cold = warm.withoutCoTraining();
    ContinualTraining dense = plan.dense(tasks, seed);
    Map<String, ContinualTraining> all = new LinkedHashMap<>();
    all.put(DENSE, dense);
    all.put(DENSE_EWC, dense.consolidation(CONSOLIDATION));
    all.put(DENSE_REPLAY, plan.replaying(dense));
    all.put(EXPERTS, plan.routed(tasks, cold, seed));
    all.put(EXPERTS_REPLAY, plan.replaying(plan.routed(tasks, cold, seed)));
    all.put(CO_TRAINING, plan.replaying(plan.routed(tasks, warm, seed)));
    all.put(ZERO_REPLAY, plan.replaying(plan.routed(tasks, cold.deviation(0), seed)));
    all.put(ZERO_CO_TRAINING, plan.replaying(plan.routed(tasks, warm.deviation(0), seed)));
    all.keySet().retainAll(methods(plan));
    return all;
  }

  /** A row for each task of the stream. */
  static Table measured(String stream, String method, ContinualTraining training) {
    long start = System.nanoTime();
    ContinualTraining.Result result = training.go();
    if (result.isStopped()) {
      throw new CancellationException("stopped; run it again, and it goes on");
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    AccuracyMatrix accuracy = result.accuracy();
    int last = accuracy.learned() - 1;
    Table table = empty();
    for (int task = 0; task <= last; task++) {
      table.stringColumn("stream").append(stream);
      table.stringColumn("method").append(method);
      table.longColumn("seed").append(training.seed());
      table.longColumn("place").append(task);
      table.doubleColumn("initial").append(accuracy.before().get(task));
      table
          .doubleColumn("before")
          .append(task == 0 ? accuracy.before().get(0) : accuracy.after(task - 1, task));
      table.doubleColumn("learned").append(accuracy.after(task, task));
      table.doubleColumn("end").append(accuracy.after(last, task));
      table.doubleColumn("average").append(accuracy.average(task));
      table.longColumn("parameters").append(training.network().parameters());
      table.longColumn("co_trained").append(result.coTrained());
      table.doubleColumn("seconds").append(seconds);
    }
    return table;
  }

  private static Table empty() {
    return Table.create(
        StringColumn.create("stream"),
        StringColumn.create("method"),
        LongColumn.create("seed"),
        LongColumn.create("place"),
        DoubleColumn.create("initial"),
        DoubleColumn.create("before"),
        DoubleColumn.create("learned"),
        DoubleColumn.create("end"),
        DoubleColumn.create("average"),
        LongColumn.create("parameters"),
        LongColumn.create("co_trained"),
        DoubleColumn.create("seconds"));
  }
}

package org.munet4j.task;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.munet4j.data.DataFolder;
import org.munet4j.internal.Require;

/**
 * One task of the papers' own lists (muNet family, §9.3 and §9.4), which the user's files make
 * real.
 *
 * @param task the paper's name, such as {@code emnist/letters}
 * @param classes that the paper's set has, 0 where the papers do not say
 * @param train images that the paper's set has for training, 0 where the papers do not say
 * @param set name that a data folder reads it by
 * @param standIn the data set that comes nearest, empty where there is none
 * @param rule that splits it
 * @param isFew whether it is the few-shot variant
 */
public record PaperTask(
    String task,
    int classes,
    int train,
    String set,
    String standIn,
    SplitRule rule,
    boolean isFew) {
  private static final String FILE = "papers.tsv";
  private static final List<String> LISTS =
      List.of("mccb", "vddb", "vit", "vtab-full", "vtab-1k", "mu2net-69", "mu-124");

  /** Shorter side of the decathlon's images, in pixels. */
  private static final int DECATHLON = 72;

  /**
   * Names of the lists: muNet's characters (8) and decathlon (10), µ2Net's first three tasks, VTAB
   * (23) and its few-shot variants (25), µ2Net's stream of 69 tasks in order, and the 124 tasks of
   * the later papers.
   */
  public static List<String> lists() {
    return LISTS;
  }

  /** The tasks of one list, in the paper's order. */
  public static List<PaperTask> list(String name) {
    return switch (name) {
      case "mccb", "vddb", "vit" -> segment(name).toList();
      case "vtab-full" -> segment("vtab").toList();
      case "vtab-1k" -> few().toList();
      case "mu2net-69" -> stream().toList();
      case "mu-124" -> Stream.concat(stream(), segment("others")).toList();
      default ->
          throw new IllegalArgumentException(
              Require.text("there is no list of tasks '%s'; choose one of %s", name, LISTS));
    };
  }

  private static Stream<PaperTask> stream() {
    return Stream.of(
            segment("vit"), segment("vtab"), segment("vddb"), segment("mccb").map(later()), few())
        .flatMap(tasks -> tasks);
  }

  /** After the first paper, CMATERdb validates with 20 %. */
  private static UnaryOperator<PaperTask> later() {
    return task ->
        task.task.startsWith("cmaterdb/") ? task.with(task.rule.validation(0.2), false) : task;
  }

  private static Stream<PaperTask> few() {
    Stream<PaperTask> cifar =
        segment("vit")
            .filter(task -> task.task.startsWith("cifar"))
            .map(task -> task.with(SplitRule.general().validation(0.1), false));
    return Stream.concat(segment("vtab"), cifar).map(task -> task.with(task.rule, true));
  }

  private PaperTask with(SplitRule other, boolean few) {
    return new PaperTask(task, classes, train, set, standIn, other, few);
  }

  /** The plan of this task over a data folder. */
  TaskPlan plan(DataFolder data, long seed) {
    int side = task.startsWith("vdd/") ? DECATHLON : 0;
    String classCount = classes == 0 ? "" : Require.text(", %,d classes", classes);
    String note =
        Require.text(
            "it is the papers' %s%s; %s",
            task,
            classCount,
            standIn.isEmpty() ? "no set stands in" : "'" + standIn + "' can stand in");
    TaskPlan plan = new TaskPlan(Benchmark.id(task), new Origin.Files(data, set, side, note), rule);
    return isFew ? plan.fewShot(seed) : plan;
  }

  private static Stream<PaperTask> segment(String name) {
    try (InputStream in = PaperTask.class.getResourceAsStream(FILE);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .map(line -> line.split("\t"))
          .filter(cells -> cells[0].equals(name))
          .map(PaperTask::parse)
          .toList()
          .stream();
    } catch (IOException failure) {
      throw new UncheckedIOException("resource " + FILE + " cannot be read", failure);
    }
  }

  private static PaperTask parse(String[] cells) {
    return new PaperTask(
        cells[1],
        Integer.parseInt(cells[2]),
        Integer.parseInt(cells[3]),
        cells[4].equals("-") ? Benchmark.id(cells[1]) : cells[4],
        cells[5].equals("-") ? "" : cells[5],
        rule(cells[6]),
        false);
  }

  /** {@code general}, {@code halved}, validation percent, or test+validation percent. */
  private static SplitRule rule(String text) {
    SplitRule general = SplitRule.general();
    if (text.equals("general")) {
      return general;
    }
    if (text.equals("halved")) {
      return general.halved();
    }
    String[] percents = text.split("\\+");
    double last = Integer.parseInt(percents[percents.length - 1]) / 100.0;
    return percents.length == 1
        ? general.validation(last)
        : general.test(Integer.parseInt(percents[0]) / 100.0).validation(last);
  }
}

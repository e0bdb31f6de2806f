package org.munet4j.report;

import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.munet4j.internal.Require;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.task.Task;
import org.munet4j.tensor.Tensor;
import org.munet4j.train.Evaluation;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Everything that a system answers to the test images of its tasks at one moment; two of them show
 * whether something was forgotten in between.
 *
 * @param answers logits [image, class] by task
 * @param tasks the tasks, for their labels
 */
public record Memory(Map<String, Tensor> answers, List<Task> tasks) {

  /** What the system answers now, computed by its models. */
  public static Memory of(MultitaskSystem system, List<Task> tasks) {
    Map<String, Tensor> answers = new LinkedHashMap<>();
    for (Task task : tasks) {
      answers.put(task.name(), Evaluation.logits(system.model(task.name()).graph(), task.test()));
    }
    return new Memory(answers, List.copyOf(tasks));
  }

  /** Test accuracy of one task, 0 to 1. */
  public double accuracy(Task task) {
    Tensor logits = answers.get(task.name());
    Require.that(logits != null, "no answers for task '%s' in this memory", task.name());
    int[] answers = Answers.of(logits);
    long right =
        IntStream.range(0, answers.length)
            .filter(image -> answers[image] == task.test().label(image))
            .count();
    return right / (double) task.test().count();
  }

  /** Compares these answers with later ones, bit by bit: one row for each task. */
  public Table compare(Memory later) {
    StringColumn name = StringColumn.create("task");
    IntColumn images = IntColumn.create("test images");
    LongColumn compared = LongColumn.create("logits compared");
    LongColumn changed = LongColumn.create("logits changed");
    DoubleColumn before = DoubleColumn.create("test accuracy before");
    DoubleColumn after = DoubleColumn.create("test accuracy after");
    for (Task task : tasks) {
      Require.that(
          later.answers.containsKey(task.name()),
          "the later answers have none to task '%s'; ask for it in Memory.of(system, tasks)",
          task.name());
      name.append(task.name());
      images.append(task.test().count());
      compared.append(answers.get(task.name()).size());
      changed.append(changed(answers.get(task.name()), later.answers.get(task.name())));
      before.append(accuracy(task));
      after.append(later.accuracy(task));
    }
    return Table.create("forgetting", name, images, compared, changed, before, after);
  }

  private static long changed(Tensor before, Tensor after) {
    FloatBuffer old = before.values();
    FloatBuffer now = after.values();
    long changed = 0;
    for (int i = 0; i < old.capacity(); i++) {
      changed += Float.floatToRawIntBits(old.get(i)) == Float.floatToRawIntBits(now.get(i)) ? 0 : 1;
    }
    return changed;
  }
}

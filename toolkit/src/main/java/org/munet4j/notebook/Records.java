package org.munet4j.notebook;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.munet4j.report.Summaries;
import org.munet4j.report.Tables;
import org.munet4j.system.Publication;
import org.munet4j.task.Task;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Maps, and lists of records of one kind, as tables; other collections as text. */
final class Records {
  private static final int MOST_ROWS = 100_000;

  /** Beyond it not every whole number is a double. */
  private static final double LARGEST_EXACT = 0x1p53 - 1;

  private Records() {}

  /** A row for each entry. */
  static <K, V> Object of(Map<K, V> map) {
    List<Map.Entry<K, V>> entries = map.entrySet().stream().limit(MOST_ROWS).toList();
    return map.isEmpty()
        ? "an empty map"
        : Table.create(
            "map",
            column("key", entries.stream().map(Map.Entry::getKey).toList()),
            column("value", entries.stream().map(Map.Entry::getValue).toList()));
  }

  /** A row for each record, a column for each of its components. */
  static Object of(Collection<?> collection) {
    List<Object> rows = new ArrayList<>();
    collection.stream().limit(MOST_ROWS).forEach(rows::add);
    if (rows.stream().anyMatch(row -> !isLike(row, rows.get(0))) || rows.isEmpty()) {
      return Bundle.text(PlainText.of(collection));
    }
    if (rows.get(0) instanceof Task) {
      return Tables.tasks(rows.stream().map(Task.class::cast).toList());
    }
    if (rows.get(0) instanceof Publication) {
      return Summaries.cycles(rows.stream().map(Publication.class::cast).toList());
    }
    return table(rows, rows.get(0).getClass());
  }

  private static boolean isLike(Object row, Object first) {
    return row instanceof Record && row.getClass() == first.getClass() && isOpen(row.getClass());
  }

  private static boolean isOpen(Class<?> kind) {
    return kind.getRecordComponents().length > 0;
  }

  private static Table table(List<Object> rows, Class<?> kind) {
    Table table = Table.create(kind.getSimpleName());
    for (RecordComponent part : kind.getRecordComponents()) {
      table.addColumns(column(part.getName(), rows.stream().map(row -> value(part, row)).toList()));
    }
    return table;
  }

  private static Object value(RecordComponent part, Object row) {
    try {
      part.getAccessor().setAccessible(true);
      return Objects.requireNonNullElse(part.getAccessor().invoke(row), "");
    } catch (ReflectiveOperationException | RuntimeException hidden) {
      return "?";
    }
  }

  /** A column of numbers or truth values where all are and keep every digit, else of text. */
  private static Column<?> column(String name, List<?> values) {
    if (values.stream().allMatch(Records::isWhole)) {
      return LongColumn.create(name, values.stream().mapToLong(v -> ((Number) v).longValue()));
    }
    if (values.stream().allMatch(Records::isDouble)) {
      return DoubleColumn.create(
          name, values.stream().mapToDouble(v -> ((Number) v).doubleValue()));
    }
    if (values.stream().allMatch(Boolean.class::isInstance)) {
      BooleanColumn column = BooleanColumn.create(name);
      values.forEach(value -> column.append((Boolean) value));
      return column;
    }
    return StringColumn.create(name, values.stream().map(Records::text));
  }

  private static boolean isWhole(Object value) {
    return value instanceof Byte
        || value instanceof Short
        || value instanceof Integer
        || value instanceof Long;
  }

  private static boolean isDouble(Object value) {
    return value instanceof Double
        || value instanceof Float
        || isWhole(value) && Math.abs(((Number) value).doubleValue()) <= LARGEST_EXACT;
  }

  private static String text(Object value) {
    if (value instanceof Optional<?> maybe) {
      return maybe.map(PlainText::of).orElse("");
    }
    if (value instanceof Collection<?> some && some.stream().anyMatch(Record.class::isInstance)) {
      return some.size() + (some.size() == 1 ? " record" : " records");
    }
    return PlainText.of(value);
  }
}

package org.munet4j.report;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;

/** Columns of a table whose rows are told by these things, one each. */
record Columns<T>(List<T> rows) {
  StringColumn text(String name, Function<T, String> cell) {
    return StringColumn.create(name, rows.stream().map(cell));
  }

  IntColumn count(String name, ToIntFunction<T> cell) {
    return IntColumn.create(name, rows.stream().mapToInt(cell));
  }

  /** What is not known is missing. */
  IntColumn known(String name, Function<T, OptionalInt> cell) {
    IntColumn column = IntColumn.create(name);
    for (T row : rows) {
      cell.apply(row).ifPresentOrElse(column::append, column::appendMissing);
    }
    return column;
  }

  LongColumn large(String name, ToLongFunction<T> cell) {
    return LongColumn.create(name, rows.stream().mapToLong(cell));
  }

  /** What is not a finite number is missing. */
  DoubleColumn measure(String name, ToDoubleFunction<T> cell) {
    DoubleColumn column = DoubleColumn.create(name);
    for (T row : rows) {
      double value = cell.applyAsDouble(row);
      if (Double.isFinite(value)) {
        column.append(value);
      } else {
        column.appendMissing();
      }
    }
    return column;
  }

  BooleanColumn flag(String name, Predicate<T> cell) {
    BooleanColumn column = BooleanColumn.create(name);
    rows.forEach(row -> column.append(cell.test(row)));
    return column;
  }
}

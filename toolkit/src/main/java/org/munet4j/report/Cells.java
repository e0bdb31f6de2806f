package org.munet4j.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.munet4j.internal.Require;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.columns.Column;

/**
 * The cells of one column as text, the same in every locale: parts of one with four decimals, large
 * numbers grouped by commas, a missing value as a dash.
 */
final class Cells {
  private static final String MISSING = "–";
  private static final double GROUPED = 10_000;
  private static final double FINE = 0.0005;
  private static final MathContext FOUR_DIGITS = new MathContext(4);

  private final Column<?> column;
  private final Function<Object, String> format;

  private Cells(Column<?> column, Function<Object, String> format) {
    this.column = column;
    this.format = format;
  }

  static Cells of(Column<?> column) {
    if (!(column instanceof NumericColumn<?> numbers)) {
      return new Cells(column, String::valueOf);
    }
    double[] values =
        IntStream.range(0, numbers.size())
            .filter(row -> !numbers.isMissing(row))
            .mapToDouble(row -> Math.abs(numbers.getDouble(row)))
            .filter(Double::isFinite)
            .toArray();
    boolean isFraction = column instanceof DoubleColumn || column instanceof FloatColumn;
    return new Cells(column, isFraction ? fraction(values) : whole(values));
  }

  boolean isNumeric() {
    return column instanceof NumericColumn<?>;
  }

  /** The text of one cell, not escaped. */
  String text(int row) {
    return column.isMissing(row) ? MISSING : format.apply(column.get(row));
  }

  private static Function<Object, String> whole(double[] values) {
    String format = largest(values) >= GROUPED ? "%,d" : "%d";
    return value -> Require.text(format, value);
  }

  private static Function<Object, String> fraction(double[] values) {
    double smallest = Arrays.stream(values).filter(value -> value > 0).min().orElse(1);
    if (smallest < FINE) {
      return finite(value -> new BigDecimal(value, FOUR_DIGITS).stripTrailingZeros().toString());
    }
    String format = format(largest(values));
    return finite(value -> String.format(Locale.ROOT, format, value));
  }

  private static String format(double largest) {
    if (largest <= 10) {
      return "%.4f";
    }
    return largest <= 1000 ? "%.2f" : largest < GROUPED ? "%.1f" : "%,.0f";
  }

  private static Function<Object, String> finite(Function<Double, String> format) {
    return value -> {
      double number = ((Number) value).doubleValue();
      return Double.isFinite(number) ? format.apply(number) : number > 0 ? "∞" : "-∞";
    };
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).max().orElse(0);
  }
}

package org.munet4j.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.munet4j.internal.Require;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/**
 * The cells of one column as text, the same in every locale: parts of one with four decimals, large
 * numbers grouped by commas, a missing value as a dash. A text column of nothing but numbers, such
 * as those with more digits than a number column keeps, counts as numeric.
 *
 * @param texts the text of each row, not escaped
 */
record Cells(String name, boolean isNumeric, IntFunction<String> texts) {
  private static final String MISSING = "–";
  private static final double GROUPED = 10_000;
  private static final double FINE = 0.0005;
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?(E[+-]?\\d+)?");
  private static final MathContext FOUR_DIGITS = new MathContext(4);

  /** Stands for the columns that are left out. */
  static Cells gap() {
    return new Cells("⋯", false, row -> "⋯");
  }

  static Cells of(Column<?> column) {
    Function<Object, String> format =
        column instanceof NumericColumn<?> numbers ? format(numbers) : String::valueOf;
    return new Cells(
        column.name(),
        isNumeric(column),
        row -> column.isMissing(row) ? MISSING : format.apply(column.get(row)));
  }

  /** The text of one cell, not escaped. */
  String text(int row) {
    return texts.apply(row);
  }

  private static boolean isNumeric(Column<?> column) {
    return column instanceof NumericColumn<?>
        || column instanceof StringColumn words
            && words.countMissing() < words.size()
            && words.asList().stream()
                .allMatch(word -> word.isEmpty() || NUMBER.matcher(word).matches());
  }

  private static Function<Object, String> format(NumericColumn<?> numbers) {
    double[] values =
        IntStream.range(0, numbers.size())
            .filter(row -> !numbers.isMissing(row))
            .mapToDouble(row -> Math.abs(numbers.getDouble(row)))
            .filter(Double::isFinite)
            .toArray();
    boolean isFraction = numbers instanceof DoubleColumn || numbers instanceof FloatColumn;
    return isFraction ? fraction(values) : whole(values);
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

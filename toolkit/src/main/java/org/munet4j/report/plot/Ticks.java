package org.munet4j.report.plot;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Chooses round places for the labels of an axis, as plotly does. */
final class Ticks {
  private static final String[] UNITS = {"f", "p", "n", "μ", "m", "", "k", "M", "B", "T"};
  private static final int LEAST_EXPONENT = -15;
  private static final int MOST_EXPONENT = 14;
  private static final int MOST_DECIMALS = 16;

  private Ticks() {}

  /**
   * A labelled place on an axis.
   *
   * @param unit its place
   * @param label of one or two lines
   */
  record Tick(double unit, String label) {}

  /**
   * @param wanted about so many
   */
  static List<Tick> of(Scale scale, double low, double high, double wanted) {
    double from = Math.min(low, high);
    double to = Math.max(low, high);
    return switch (scale.kind()) {
      case LINEAR -> linear(from, to, wanted);
      case LOG -> log(from, to, wanted);
      case DATE -> DateTicks.of(from, to, wanted);
      case CATEGORY -> categories(scale.categories(), from, to, wanted);
    };
  }

  private static List<Tick> linear(double low, double high, double wanted) {
    double step = Bins.roundedUp((high - low) / wanted, 2, 5, 10);
    long first = (long) Math.ceil(low / step - 1e-9);
    long last = (long) Math.floor(high / step + 1e-9);
    int exponent = exponent(Math.max(Math.abs(first * step), Math.abs(last * step)));
    return LongStream.rangeClosed(first, last)
        .mapToObj(tick -> new Tick(tick * step, label(tick * step, step, exponent)))
        .toList();
  }

  /** Large and small numbers are written with k, M, m, μ and the like, the extreme with e. */
  private static int exponent(double most) {
    int exponent = most > 0 ? (int) Math.floor(Math.log10(most) + 0.01) : 0;
    return !hasUnit(exponent)
        ? exponent
        : Math.abs(exponent) > 3 ? 3 * (int) Math.floor((exponent - 1) / 3.0 + 0.5) : 0;
  }

  private static boolean hasUnit(int exponent) {
    return exponent >= LEAST_EXPONENT && exponent <= MOST_EXPONENT;
  }

  private static String label(double number, double step, int exponent) {
    int decimals = Math.max(0, (int) Math.ceil(exponent - Math.log10(step) - 1e-9));
    BigDecimal shown =
        BigDecimal.valueOf(number)
            .scaleByPowerOfTen(-exponent)
            .setScale(Math.min(decimals, MOST_DECIMALS), RoundingMode.HALF_UP);
    if (shown.signum() == 0) {
      return "0";
    }
    String digits = shown.abs().stripTrailingZeros().toPlainString();
    return (number < 0 ? "−" : "")
        + digits
        + (hasUnit(exponent) ? UNITS[(exponent - LEAST_EXPONENT) / 3] : "e" + exponent);
  }

  private static List<Tick> log(double low, double high, double wanted) {
    double rough = (high - low) / wanted;
    if (high - low < 1 && rough <= 0.7) {
      return linear(Math.pow(10, low), Math.pow(10, high), wanted).stream()
          .filter(tick -> tick.unit() > 0)
          .map(tick -> new Tick(Math.log10(tick.unit()), tick.label()))
          .toList();
    }
    int step = Math.max(1, (int) Math.ceil(rough));
    int[] digits =
        rough > 0.7
            ? new int[] {1}
            : rough > 0.3 ? new int[] {1, 2, 5} : IntStream.range(1, 10).toArray();
    List<Tick> ticks = new ArrayList<>();
    for (int power = (int) Math.floor(low); power <= Math.floor(high); power++) {
      for (int digit : digits) {
        double unit = power + Math.log10(digit);
        if (unit >= low - 1e-9 && unit <= high + 1e-9 && power % (rough > 0.7 ? step : 1) == 0) {
          ticks.add(new Tick(unit, digit == 1 ? power(power) : String.valueOf(digit)));
        }
      }
    }
    return ticks;
  }

  private static String power(int power) {
    if (!hasUnit(power)) {
      return "1e" + power;
    }
    double number = Math.pow(10, power);
    if (power >= -3 && power <= 3) {
      return String.format(Locale.ROOT, "%." + Math.max(0, -power) + "f", number);
    }
    return label(number, number, exponent(number));
  }

  private static List<Tick> categories(List<String> names, double low, double high, double wanted) {
    int step = (int) Math.ceil(Math.max(1, (high - low) / wanted));
    return IntStream.range(0, names.size())
        .filter(place -> place % step == 0 && place >= low && place <= high)
        .mapToObj(place -> new Tick(place, names.get(place)))
        .toList();
  }
}

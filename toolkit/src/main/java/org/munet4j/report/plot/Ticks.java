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
  private static final String[] LARGE = {"", "k", "M", "B", "T"};
  private static final String[] SMALL = {"", "m", "μ", "n", "p"};

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
    int thousands = thousands(Math.max(Math.abs(first * step), Math.abs(last * step)));
    return LongStream.rangeClosed(first, last)
        .mapToObj(tick -> new Tick(tick * step, label(tick * step, step, thousands)))
        .toList();
  }

  /** Large and small numbers are written with k, M, m, μ and the like. */
  private static int thousands(double most) {
    int exponent = most > 0 ? (int) Math.floor(Math.log10(most) + 0.01) : 0;
    int thousands = Math.abs(exponent) > 3 ? (int) Math.floor((exponent - 1) / 3.0 + 0.5) : 0;
    return Math.max(1 - SMALL.length, Math.min(LARGE.length - 1, thousands));
  }

  private static String label(double number, double step, int thousands) {
    double unit = Math.pow(1000, thousands);
    int decimals = Math.max(0, (int) Math.ceil(-Math.log10(step / unit) - 1e-9));
    BigDecimal shown =
        BigDecimal.valueOf(number / unit).setScale(Math.min(decimals, 12), RoundingMode.HALF_UP);
    if (shown.signum() == 0) {
      return "0";
    }
    String digits = shown.abs().stripTrailingZeros().toPlainString();
    return (number < 0 ? "−" : "")
        + digits
        + (thousands >= 0 ? LARGE[thousands] : SMALL[-thousands]);
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
    if (Math.abs(power) > 15) {
      return "1e" + power;
    }
    double number = Math.pow(10, power);
    if (power >= -3 && power <= 3) {
      return String.format(Locale.ROOT, "%." + Math.max(0, -power) + "f", number);
    }
    return label(number, number, thousands(number));
  }

  private static List<Tick> categories(List<String> names, double low, double high, double wanted) {
    int step = (int) Math.ceil(Math.max(1, (high - low) / wanted));
    return IntStream.range(0, names.size())
        .filter(place -> place % step == 0 && place >= low && place <= high)
        .mapToObj(place -> new Tick(place, names.get(place)))
        .toList();
  }
}

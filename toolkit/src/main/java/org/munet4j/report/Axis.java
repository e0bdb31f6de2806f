package org.munet4j.report;

import java.util.List;
import java.util.stream.LongStream;
import org.munet4j.internal.Require;

/**
 * A linear axis whose ticks are round numbers.
 *
 * @param low value at the first tick
 * @param high value at the last tick
 * @param step between two ticks
 * @param start pixel of {@code low}
 * @param end pixel of {@code high}
 */
record Axis(double low, double high, double step, double start, double end) {
  private static final double[] ROUND = {1, 2, 2.5, 5, 10};

  /** An axis around these values with about so many ticks. */
  static Axis around(double least, double most, int ticks, double start, double end) {
    double span = Math.max(most - least, 1e-9);
    double step = stepOf(span / ticks, 0);
    return new Axis(
        Math.floor(least / step + 1e-9) * step,
        Math.ceil(most / step - 1e-9) * step,
        step,
        start,
        end);
  }

  /** An axis of counts from 0 to exactly {@code most}, with whole ticks. */
  static Axis counting(int most, int ticks, double start, double end) {
    return new Axis(0, most, stepOf(most / (double) ticks, 1), start, end);
  }

  private static double stepOf(double wanted, double least) {
    double power = Math.pow(10, Math.floor(Math.log10(wanted)));
    for (double factor : ROUND) {
      double step = factor * power;
      boolean isWhole = least < 1 || step == Math.rint(step);
      if (step >= wanted * (1 - 1e-9) && step >= least && isWhole) {
        return step;
      }
    }
    return Math.max(least, 10 * power);
  }

  double at(double value) {
    return start + (value - low) / (high - low) * (end - start);
  }

  List<Double> ticks() {
    long count = (long) Math.floor((high - low) / step + 1e-6);
    return LongStream.rangeClosed(0, count).mapToObj(tick -> low + tick * step).toList();
  }

  /** A tick's label with as many decimals as the step needs. */
  String label(double tick) {
    int decimals = 0;
    while (decimals < 6
        && Math.abs(step * Math.pow(10, decimals) % 1) > 1e-6
        && Math.abs(step * Math.pow(10, decimals) % 1) < 1 - 1e-6) {
      decimals++;
    }
    return Require.text("%." + decimals + "f", tick == 0 ? 0.0 : tick);
  }
}

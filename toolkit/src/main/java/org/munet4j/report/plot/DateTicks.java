package org.munet4j.report.plot;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.munet4j.report.plot.Ticks.Tick;

/** Round dates and times for the labels of an axis in milliseconds. */
final class DateTicks {
  private static final double SECOND = 1000;
  private static final double DAY = 86_400 * SECOND;
  private static final double MONTH = DAY * 365.2425 / 12;
  private static final double[] TIMES = {
    1,
    2,
    5,
    10,
    20,
    50,
    100,
    200,
    500,
    SECOND,
    2 * SECOND,
    5 * SECOND,
    10 * SECOND,
    15 * SECOND,
    30 * SECOND,
    60 * SECOND,
    120 * SECOND,
    300 * SECOND,
    600 * SECOND,
    900 * SECOND,
    1800 * SECOND,
    3600 * SECOND,
    7200 * SECOND,
    10_800 * SECOND,
    21_600 * SECOND,
    43_200 * SECOND,
    DAY,
    2 * DAY,
    3 * DAY,
    7 * DAY,
    14 * DAY
  };
  private static final double[] MONTHS = {1, 2, 3, 6};
  private static final LocalDate A_SUNDAY = LocalDate.of(2000, 1, 2);

  private DateTicks() {}

  static List<Tick> of(double low, double high, double wanted) {
    double rough = (high - low) / wanted;
    double time = Arrays.stream(TIMES).filter(step -> step >= rough).findFirst().orElse(14 * DAY);
    if (rough <= MONTH) {
      return times(low, high, time);
    }
    double months =
        Arrays.stream(MONTHS).filter(step -> step * MONTH >= rough).findFirst().orElse(0);
    return months > 0
        ? months(low, high, (int) months)
        : months(low, high, 12 * (int) Math.max(1, Bins.roundedUp(rough / MONTH / 12, 2, 5, 10)));
  }

  private static List<Tick> times(double low, double high, double step) {
    double origin = step >= DAY ? millis(A_SUNDAY.atStartOfDay()) : 0;
    List<Tick> ticks = new ArrayList<>();
    String shown = "";
    for (double at = origin + Math.ceil((low - origin) / step) * step; at <= high; at += step) {
      String second = text(at, step >= DAY ? "yyyy" : "MMM d, yyyy");
      String name = text(at, pattern(step));
      ticks.add(new Tick(at, second.equals(shown) ? name : name + "\n" + second));
      shown = second;
    }
    return ticks;
  }

  private static String pattern(double step) {
    if (step >= DAY) {
      return "MMM d";
    }
    if (step >= SECOND) {
      return step >= 60 * SECOND ? "HH:mm" : "HH:mm:ss";
    }
    return "HH:mm:ss." + (step >= 100 ? "S" : step >= 10 ? "SS" : "SSS");
  }

  private static List<Tick> months(double low, double high, int step) {
    LocalDateTime first = date(low);
    int month = first.getYear() * 12 + first.getMonthValue() - 1;
    List<Tick> ticks = new ArrayList<>();
    for (int next = Math.floorDiv(month, step) * step; ; next += step) {
      LocalDateTime at =
          LocalDate.of(Math.floorDiv(next, 12), Math.floorMod(next, 12) + 1, 1).atStartOfDay();
      if (millis(at) > high) {
        return ticks;
      }
      if (millis(at) >= low) {
        ticks.add(new Tick(millis(at), text(millis(at), step % 12 == 0 ? "yyyy" : "MMM yyyy")));
      }
    }
  }

  private static LocalDateTime date(double millis) {
    return LocalDateTime.ofInstant(Instant.ofEpochMilli((long) millis), ZoneOffset.UTC);
  }

  private static double millis(LocalDateTime date) {
    return date.toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  private static String text(double millis, String pattern) {
    return date(millis).format(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH));
  }
}

package org.munet4j.notebook;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A small curve of block characters, which every front end, file and terminal shows. */
final class Sparkline {
  private static final String BLOCKS = "▁▂▃▄▅▆▇█";

  private Sparkline() {}

  /** At most so many blocks, each the mean of its share of the values; the largest is the full. */
  static String of(List<Double> values, int most) {
    int blocks = Math.min(most, values.size());
    double[] means = IntStream.range(0, blocks).mapToDouble(i -> mean(values, i, blocks)).toArray();
    double least = IntStream.range(0, blocks).mapToDouble(i -> means[i]).min().orElse(0);
    double span = IntStream.range(0, blocks).mapToDouble(i -> means[i] - least).max().orElse(0);
    return IntStream.range(0, blocks)
        .map(
            i -> span > 0 ? (int) Math.round((means[i] - least) / span * (BLOCKS.length() - 1)) : 0)
        .mapToObj(height -> BLOCKS.substring(height, height + 1))
        .collect(Collectors.joining());
  }

  private static double mean(List<Double> values, int block, int blocks) {
    int start = block * values.size() / blocks;
    int end = (block + 1) * values.size() / blocks;
    return values.subList(start, end).stream().mapToDouble(v -> v).average().orElse(0);
  }
}

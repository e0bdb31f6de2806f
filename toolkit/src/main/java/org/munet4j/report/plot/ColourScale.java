package org.munet4j.report.plot;

import com.google.gson.JsonObject;
import java.awt.Color;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Numbers as colours, with the scales that plotly knows by name.
 *
 * @param stops colours by their place from 0 to 1
 * @param low number at place 0
 * @param high number at place 1
 */
record ColourScale(TreeMap<Double, Color> stops, double low, double high) {
  private static final String USUAL = "RdBu";
  private static final Map<String, String> NAMED =
      """
      Greys 0:000000 1:ffffff
      Greens 0:00441b 0.125:006d2c 0.25:238b45 0.375:41ab5d 0.5:74c476 0.625:a1d99b \
      0.75:c7e9c0 0.875:e5f5e0 1:f7fcf5
      YlGnBu 0:081d58 0.125:253494 0.25:225ea8 0.375:1d91c0 0.5:41b6c4 0.625:7fcdbb \
      0.75:c7e9b4 0.875:edf8d9 1:ffffd9
      YlOrRd 0:800026 0.125:bd0026 0.25:e31a1c 0.375:fc4e2a 0.5:fd8d3c 0.625:feb24c \
      0.75:fed976 0.875:ffeda0 1:ffffcc
      Bluered 0:0000ff 1:ff0000
      RdBu 0:050aac 0.35:6a89f7 0.5:bebebe 0.6:dcaa84 0.7:e6915a 1:b20a1c
      Reds 0:dcdcdc 0.2:f5c39d 0.4:f5a069 1:b20a1c
      Blues 0:050aac 0.35:283cbe 0.5:4664f5 0.6:5a78f5 0.7:6a89f7 1:dcdcdc
      Picnic 0:0000ff 0.1:3399ff 0.2:66ccff 0.3:99ccff 0.4:ccccff 0.5:ffffff 0.6:ffccff \
      0.7:ff99ff 0.8:ff66cc 0.9:ff6666 1:ff0000
      Rainbow 0:96005a 0.125:0000c8 0.25:0019ff 0.375:0098ff 0.5:2cff96 0.625:97ff00 \
      0.75:ffea00 0.875:ff6f00 1:ff0000
      Portland 0:0c3383 0.25:0a88ba 0.5:f2d338 0.75:f28f38 1:d91e1e
      Jet 0:000083 0.125:003caa 0.375:05ffff 0.625:ffff00 0.875:fa0000 1:800000
      Hot 0:000000 0.3:e60000 0.6:ffd200 1:ffffff
      Blackbody 0:000000 0.2:e60000 0.4:e6d200 0.7:ffffff 1:a0c8ff
      Earth 0:000082 0.1:00b4b4 0.2:28d228 0.4:e6e632 0.6:784614 1:ffffff
      Electric 0:000000 0.15:1e0064 0.4:780064 0.6:a05a00 0.8:e6c800 1:fffadc
      Viridis 0:440154 0.0627:48186a 0.125:472d7b 0.188:424086 0.251:3b528b 0.314:33638d \
      0.376:2c728e 0.439:26828e 0.502:21918c 0.565:1fa088 0.627:28ae80 0.69:3fbc73 \
      0.753:5ec962 0.816:84d44b 0.878:addc30 0.941:d8e219 1:fde725
      Cividis 0:00204c 0.0588:002a66 0.118:00346e 0.176:273f6c 0.235:3c4a6b 0.294:4c556b \
      0.353:5b5f6d 0.412:686a70 0.471:757575 0.529:838178 0.588:928c78 0.647:a19876 \
      0.706:b0a572 0.765:c0b16d 0.824:d1bf66 0.882:e1cc5c 0.941:f3db4f 1:ffe945
      """
          .lines()
          .collect(
              Collectors.toUnmodifiableMap(
                  line -> line.substring(0, line.indexOf(' ')),
                  line -> line.substring(line.indexOf(' ') + 1)));

  /** The scale that {@code style} names, from the least to the greatest number. */
  static ColourScale of(JsonObject style, String letter, DoubleStream numbers) {
    var range = numbers.filter(Double::isFinite).summaryStatistics();
    double low = Series.number(style, letter + "min", range.getCount() == 0 ? 0 : range.getMin());
    double high = Series.number(style, letter + "max", range.getCount() == 0 ? 1 : range.getMax());
    String name = Series.text(style, "colorscale").filter(NAMED::containsKey).orElse(USUAL);
    boolean isReversed = Series.is(style, "reversescale");
    TreeMap<Double, Color> stops =
        Arrays.stream(NAMED.get(name).split(" "))
            .map(stop -> stop.split(":"))
            .collect(
                Collectors.toMap(
                    stop ->
                        isReversed ? 1 - Double.parseDouble(stop[0]) : Double.parseDouble(stop[0]),
                    stop -> new Color(Integer.parseInt(stop[1], 16)),
                    (first, second) -> second,
                    TreeMap::new));
    return new ColourScale(stops, low, high > low ? high : low + 1);
  }

  Color at(double number) {
    double place = Math.min(1, Math.max(0, (number - low) / (high - low)));
    var below = stops.floorEntry(place);
    var above = stops.ceilingEntry(place);
    double span = above.getKey() - below.getKey();
    double part = span == 0 ? 0 : (place - below.getKey()) / span;
    return new Color(
        mixed(below.getValue(), above.getValue(), part, Color::getRed),
        mixed(below.getValue(), above.getValue(), part, Color::getGreen),
        mixed(below.getValue(), above.getValue(), part, Color::getBlue));
  }

  private static int mixed(Color from, Color to, double part, Function<Color, Integer> channel) {
    return (int) Math.round(channel.apply(from) * (1 - part) + channel.apply(to) * part);
  }
}

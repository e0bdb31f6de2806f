package org.munet4j.report.plot;

import java.awt.Color;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Plotly's colours: those of traces, and those that CSS names. */
final class Colours {
  static final Color TEXT = new Color(0x444444);
  static final Color GRID = new Color(0xEEEEEE);
  static final Color RISING = new Color(0x3D9970);
  static final Color FALLING = new Color(0xFF4136);

  private static final int[] PLACES = {
    0x1F77B4, 0xFF7F0E, 0x2CA02C, 0xD62728, 0x9467BD, 0x8C564B, 0xE377C2, 0x7F7F7F, 0xBCBD22,
    0x17BECF
  };
  private static final Pattern NUMBERS =
      Pattern.compile(
          "rgba?\\(\\s*(\\d{1,3})\\s*,\\s*(\\d{1,3})\\s*,\\s*(\\d{1,3})\\s*(?:,\\s*([\\d.]{1,9})\\s*)?\\)");
  private static final Pattern HEX = Pattern.compile("#[0-9a-f]{3}|#[0-9a-f]{6}");
  private static final Map<String, Integer> NAMES =
      """
      aliceblue:f0f8ff antiquewhite:faebd7 aqua:00ffff aquamarine:7fffd4 azure:f0ffff beige:f5f5dc
      bisque:ffe4c4 black:000000 blanchedalmond:ffebcd blue:0000ff blueviolet:8a2be2 brown:a52a2a
      burlywood:deb887 cadetblue:5f9ea0 chartreuse:7fff00 chocolate:d2691e coral:ff7f50
      cornflowerblue:6495ed cornsilk:fff8dc crimson:dc143c cyan:00ffff darkblue:00008b
      darkcyan:008b8b darkgoldenrod:b8860b darkgray:a9a9a9 darkgreen:006400 darkgrey:a9a9a9
      darkkhaki:bdb76b darkmagenta:8b008b darkolivegreen:556b2f darkorange:ff8c00
      darkorchid:9932cc darkred:8b0000 darksalmon:e9967a darkseagreen:8fbc8f darkslateblue:483d8b
      darkslategray:2f4f4f darkslategrey:2f4f4f darkturquoise:00ced1 darkviolet:9400d3
      deeppink:ff1493 deepskyblue:00bfff dimgray:696969 dimgrey:696969 dodgerblue:1e90ff
      firebrick:b22222 floralwhite:fffaf0 forestgreen:228b22 fuchsia:ff00ff gainsboro:dcdcdc
      ghostwhite:f8f8ff gold:ffd700 goldenrod:daa520 gray:808080 green:008000 greenyellow:adff2f
      grey:808080 honeydew:f0fff0 hotpink:ff69b4 indianred:cd5c5c indigo:4b0082 ivory:fffff0
      khaki:f0e68c lavender:e6e6fa lavenderblush:fff0f5 lawngreen:7cfc00 lemonchiffon:fffacd
      lightblue:add8e6 lightcoral:f08080 lightcyan:e0ffff lightgoldenrodyellow:fafad2
      lightgray:d3d3d3 lightgreen:90ee90 lightgrey:d3d3d3 lightpink:ffb6c1 lightsalmon:ffa07a
      lightseagreen:20b2aa lightskyblue:87cefa lightslategray:778899 lightslategrey:778899
      lightsteelblue:b0c4de lightyellow:ffffe0 lime:00ff00 limegreen:32cd32 linen:faf0e6
      magenta:ff00ff maroon:800000 mediumaquamarine:66cdaa mediumblue:0000cd mediumorchid:ba55d3
      mediumpurple:9370db mediumseagreen:3cb371 mediumslateblue:7b68ee mediumspringgreen:00fa9a
      mediumturquoise:48d1cc mediumvioletred:c71585 midnightblue:191970 mintcream:f5fffa
      mistyrose:ffe4e1 moccasin:ffe4b5 navajowhite:ffdead navy:000080 oldlace:fdf5e6 olive:808000
      olivedrab:6b8e23 orange:ffa500 orangered:ff4500 orchid:da70d6 palegoldenrod:eee8aa
      palegreen:98fb98 paleturquoise:afeeee palevioletred:db7093 papayawhip:ffefd5
      peachpuff:ffdab9 peru:cd853f pink:ffc0cb plum:dda0dd powderblue:b0e0e6 purple:800080
      rebeccapurple:663399 red:ff0000 rosybrown:bc8f8f royalblue:4169e1 saddlebrown:8b4513
      salmon:fa8072 sandybrown:f4a460 seagreen:2e8b57 seashell:fff5ee sienna:a0522d silver:c0c0c0
      skyblue:87ceeb slateblue:6a5acd slategray:708090 slategrey:708090 snow:fffafa
      springgreen:00ff7f steelblue:4682b4 tan:d2b48c teal:008080 thistle:d8bfd8 tomato:ff6347
      turquoise:40e0d0 violet:ee82ee wheat:f5deb3 white:ffffff whitesmoke:f5f5f5 yellow:ffff00
      yellowgreen:9acd32
      """
          .lines()
          .flatMap(line -> Arrays.stream(line.split(" ")))
          .map(pair -> pair.split(":"))
          .collect(
              Collectors.toUnmodifiableMap(pair -> pair[0], pair -> Integer.valueOf(pair[1], 16)));

  private Colours() {}

  /** The colour of the trace at this place; after ten they start again. */
  static Color ofPlace(int place) {
    return new Color(PLACES[place % PLACES.length]);
  }

  /** A CSS colour; empty where the text names none. */
  static Optional<Color> named(String css) {
    String name = css.strip().toLowerCase(Locale.ROOT);
    if (NAMES.containsKey(name)) {
      return Optional.of(new Color(NAMES.get(name)));
    }
    if (HEX.matcher(name).matches()) {
      String digits = name.length() == 4 ? name.replaceAll("[0-9a-f]", "$0$0") : name;
      return Optional.of(new Color(Integer.parseInt(digits.substring(1), 16)));
    }
    Matcher numbers = NUMBERS.matcher(name);
    return numbers.matches() ? Optional.of(mixed(numbers)) : Optional.empty();
  }

  static Color faded(Color colour, double opacity) {
    int alpha = (int) Math.round(colour.getAlpha() * Math.min(1, Math.max(0, opacity)));
    return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha);
  }

  /** White on dark colours, dark on light ones. */
  static Color readableOn(Color ground) {
    double light = 0.299 * ground.getRed() + 0.587 * ground.getGreen() + 0.114 * ground.getBlue();
    return light < 150 ? Color.WHITE : TEXT;
  }

  private static Color mixed(Matcher numbers) {
    Color solid = new Color(channel(numbers, 1), channel(numbers, 2), channel(numbers, 3));
    return numbers.group(4) == null ? solid : faded(solid, opacity(numbers.group(4)));
  }

  private static int channel(Matcher numbers, int group) {
    return Math.min(255, Integer.parseInt(numbers.group(group)));
  }

  private static double opacity(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException severalPoints) {
      return 1;
    }
  }
}

package org.munet4j.data;

/** Scales images whose values are counts from 0 to 16, such as optdigits, to 0 to 255. */
final class Sixteenths {
  private Sixteenths() {}

  static Source scaled(Source source) {
    return new Source(
        source.name(),
        scaled(source.train()),
        source.validation().map(Sixteenths::scaled),
        source.test().map(Sixteenths::scaled));
  }

  private static Images scaled(Images images) {
    int size = images.channels() * images.rows() * images.columns();
    byte[] pixels = new byte[images.count() * size];
    for (int index = 0; index < images.count(); index++) {
      images.copyPixels(index, pixels, index * size);
    }
    for (int at = 0; at < pixels.length; at++) {
      DataException.unless(
          pixels[at] >= 0 && pixels[at] <= 16,
          "%s: value %d of image %d is %d, needs 0 to 16",
          images.provenance().source(),
          at % size,
          at / size,
          pixels[at] & 0xff);
      pixels[at] = (byte) ((pixels[at] * 255 + 8) / 16);
    }
    return Images.owning(
        images.channels(),
        images.rows(),
        images.columns(),
        pixels,
        images.labels(),
        images.classNames(),
        images.provenance().source() + ", 0..16 scaled to 0..255",
        images.provenance().licence());
  }
}

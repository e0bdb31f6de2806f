package org.munet4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.munet4j.Cases;

class AlphabetsTest {
  @Test
  void drawsTheSameBytesOnEveryMachine() {
    Images train = Alphabets.seeded(7).alphabet(3).source(2, 1).train();
    assertEquals(
        "3bb294edc603e28ef68894c2d5edd086e7299c9ffe2220466cd6679bc6fed316",
        train.provenance().sha256());
  }

  @Test
  void repeatsForTheSameSeedAndDiffersForAnother() {
    Cases.check(
        20,
        random -> {
          long seed = random.nextLong();
          Alphabets alphabets = Alphabets.seeded(seed).classes(5);
          String hash = hash(alphabets.alphabet(4));
          assertEquals(hash, hash(Alphabets.seeded(seed).classes(5).alphabet(4)));
          assertNotEquals(hash, hash(alphabets.alphabet(5)));
          assertNotEquals(hash, hash(Alphabets.seeded(seed + 1).classes(5).alphabet(4)));
        });
  }

  private static String hash(Alphabet alphabet) {
    return alphabet.source(2, 1).train().provenance().sha256();
  }

  @Test
  void keepsEarlierDrawingsWhenMoreAreAskedFor() {
    Images few = Alphabets.seeded(1).classes(4).alphabet(2).source(3, 1).train();
    Images many = Alphabets.seeded(1).classes(6).alphabet(2).source(9, 1).train();
    for (int drawing = 0; drawing < 3; drawing++) {
      for (int character = 0; character < 4; character++) {
        assertArrayEquals(
            few.pixels(4 * drawing + character), many.pixels(6 * drawing + character));
      }
    }
  }

  @Test
  void describesItself() {
    Alphabet alphabet = Alphabets.seeded(7).alphabet(7);
    assertEquals("alphabet-007", alphabet.name());
    assertEquals(20, alphabet.classes());
    assertEquals("character01", alphabet.classNames().get(0));
    Source source = alphabet.source(4, 2);
    assertEquals("alphabet-007", source.name());
    assertEquals(80, source.train().count());
    assertEquals(40, source.test().orElseThrow().count());
    assertEquals(28, source.train().rows());
    assertTrue(alphabet.toString().startsWith("alphabet-007: 20 characters, "));
    assertEquals(List.of("alphabet-000", "alphabet-001"), names(2));
  }

  private static List<String> names(int count) {
    return Alphabets.seeded(7).first(count).map(Alphabet::name).toList();
  }

  @Test
  void holdsAllClassesInEachSlice() {
    int[] labels = Alphabets.seeded(2).classes(6).alphabet(0).source(5, 1).train().labels();
    for (int from = 0; from + 6 <= labels.length; from++) {
      assertEquals(6, Arrays.stream(labels, from, from + 6).distinct().count());
    }
  }

  @Test
  void keepsTrainAndTestDrawingsApart() {
    Source source = Alphabets.seeded(5).alphabet(1).source(20, 20);
    Set<String> seen = new HashSet<>();
    for (Images images : List.of(source.train(), source.test().orElseThrow())) {
      for (int index = 0; index < images.count(); index++) {
        seen.add(Arrays.toString(images.pixels(index)));
      }
    }
    assertEquals(800, seen.size());
  }

  @Test
  void drawsCharactersThatCanBeToldApart() {
    for (int index = 0; index < 40; index++) {
      List<Glyph> glyphs = Alphabets.seeded(index % 3).classes(12).alphabet(index).glyphs();
      for (int left = 0; left < glyphs.size(); left++) {
        for (int right = 0; right < left; right++) {
          Likeness likeness = Likeness.of(glyphs.get(left));
          assertTrue(likeness.with(Likeness.of(glyphs.get(right))) <= Likeness.LARGEST);
        }
      }
    }
  }

  @Test
  void usesOneToFourStrokes() {
    Alphabets.seeded(11)
        .first(40)
        .flatMapToInt(alphabet -> IntStream.range(0, alphabet.classes()).map(alphabet::strokes))
        .forEach(strokes -> assertTrue(strokes >= 1 && strokes <= 4, "strokes: " + strokes));
    Refusals.wrong(() -> Alphabets.seeded(1).alphabet(0).strokes(20), "character 20", "0 to 19");
  }

  @Test
  void canBeLearnedFromNeighboursButNotPerfectly() {
    double right = 0;
    for (int index = 0; index < 10; index++) {
      right += nearestNeighbour(Alphabets.seeded(3).alphabet(index).source(10, 5)) / 10;
    }
    assertTrue(right > 0.65 && right < 0.95, "share of right answers is " + right);
  }

  private static double nearestNeighbour(Source source) {
    Images test = source.test().orElseThrow();
    int right = 0;
    for (int index = 0; index < test.count(); index++) {
      byte[] pixels = test.pixels(index);
      long best = Long.MAX_VALUE;
      int answer = -1;
      for (int other = 0; other < source.train().count(); other++) {
        long distance = distance(pixels, source.train().pixels(other));
        if (distance < best) {
          best = distance;
          answer = source.train().label(other);
        }
      }
      right += answer == test.label(index) ? 1 : 0;
    }
    return (double) right / test.count();
  }

  private static long distance(byte[] left, byte[] right) {
    long sum = 0;
    for (int at = 0; at < left.length; at++) {
      int difference = (left[at] & 0xff) - (right[at] & 0xff);
      sum += (long) difference * difference;
    }
    return sum;
  }

  @Test
  void fillsEachDrawingWithSomeInk() {
    Images train = Alphabets.seeded(13).side(40).alphabet(6).source(20, 1).train();
    assertEquals(40, train.columns());
    for (int index = 0; index < train.count(); index++) {
      double ink = 0;
      for (byte pixel : train.pixels(index)) {
        ink += (pixel & 0xff) / (255.0 * 1_600);
      }
      assertTrue(ink > 0.02 && ink < 0.6, "ink of drawing " + index + ": " + ink);
    }
  }

  @Test
  void refusesWhatCannotBeDrawn() {
    Refusals.wrong(() -> Alphabets.seeded(1).classes(1), "classes is 1", "2 to 100");
    Refusals.wrong(() -> Alphabets.seeded(1).side(3), "side is 3", "8 to 256");
    Refusals.wrong(() -> Alphabets.seeded(1).alphabet(-1), "index is -1");
    Refusals.wrong(() -> Alphabets.seeded(1).alphabet(0).source(0, 1), "train", "not 0");
  }
}

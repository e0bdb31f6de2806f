package org.munet4j.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.munet4j.internal.Sha256;
import org.munet4j.tensor.Safetensors;
import org.munet4j.tensor.Tensor;

/** Files that want to harm who reads them. */
final class Attacks {
  private static final String W = "\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}";

  private Attacks() {}

  static byte[] validTensors() {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    tensors.put("block/kernel", Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
    tensors.put("block/bias", Tensor.of(new float[] {-0f, Float.NaN, 9}, 3));
    return Safetensors.write(tensors);
  }

  static byte[] validCommit() {
    ByteBuffer bytes = Lesson.commits().get(2).bytes();
    byte[] whole = new byte[bytes.remaining()];
    bytes.get(whole);
    return whole;
  }

  static Commit.Key commitKey() {
    return Lesson.commits().get(2).key();
  }

  /** Safetensors files that break a rule of the format, by what they do. */
  static Map<String, byte[]> tensors() {
    Map<String, byte[]> files = new TreeMap<>();
    for (long length : new long[] {-1, Long.MIN_VALUE, 0, 1, 1L << 30, 1L << 31, 1L << 40}) {
      files.put("100 bytes that claim a header of " + length, file(length, "{" + W + "}", 84));
    }
    files.put("empty file", new byte[0]);
    files.put("seven bytes", new byte[7]);
    header(files, "an end offset of 1 GiB", W.replace("0,8", "0,1073741824"));
    header(files, "a shape that asks for less than its range", W.replace("[2]", "[1]"));
    header(files, "a shape that asks for more", W.replace("[2]", "[3]"));
    header(files, "two tensors over the same bytes", W + "," + W.replace("\"w\"", "\"v\""));
    header(files, "a name twice", W + "," + W);
    header(files, "a field twice", W.replace("{\"dtype\"", "{\"shape\":[2],\"dtype\""));
    header(files, "no data_offsets", "\"w\":{\"dtype\":\"F32\",\"shape\":[2]}");
    header(files, "no shape", "\"w\":{\"dtype\":\"F32\",\"data_offsets\":[0,8]}");
    header(files, "null for a tensor", "\"w\":null");
    header(files, "a list for a tensor", "\"w\":[]");
    header(files, "a size that overflows", W.replace("[2]", "[4611686018427387904,2]"));
    header(
        files,
        "a product that overflows to the right size",
        W.replace("[2]", "[4294967296,4294967296,2]"));
    header(files, "negative axes", W.replace("[2]", "[-1,-2]"));
    header(files, "an axis of 1e999999999", W.replace("[2]", "[1e999999999]"));
    header(files, "half an axis", W.replace("[2]", "[2.5]"));
    header(files, "nine axes", W.replace("[2]", "[2,1,1,1,1,1,1,1,1]"));
    header(files, "a name of 256 letters", W.replace("\"w\"", "\"" + "w".repeat(256) + "\""));
    header(files, "a name that climbs", W.replace("\"w\"", "\"..\\\\w\""));
    header(files, "another type", W.replace("F32", "F64"));
    header(files, "a pickle's type", W.replace("F32", "O"));
    header(files, "metadata", "\"__metadata__\":{\"a\":\"b\"}," + W);
    header(files, "comments", "/* hello */" + W);
    header(files, "a hole", W.replace("0,8", "4,12"));
    header(files, "a depth of 100,000", "\"w\":" + "[".repeat(100_000));
    header(files, "a shape of a million axes", W.replace("[2]", "[" + "0,".repeat(999_999) + "0]"));
    header(files, "a million fields", "\"w\":{" + "\"a\":1,".repeat(500_000) + "\"b\":1}");
    header(files, "forty thousand tensors", many(40_000));
    files.put("5,000 bytes behind the last tensor", file("{" + W + "}", 5008));
    files.put("text before the header", file(" {" + W + "}", 8));
    files.put("text behind the header", file("{" + W + "}{}", 8));
    files.put("no object", file("[1,2]", 0));
    return files;
  }

  private static String many(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(W.replace("\"w\"", "\"w" + i + "\"")).append(',');
    }
    return text + W;
  }

  private static void header(Map<String, byte[]> files, String name, String members) {
    files.put(name, file("{" + members + "}", 8));
  }

  private static byte[] file(String header, int values) {
    return file(header.getBytes(StandardCharsets.UTF_8).length, header, values);
  }

  private static byte[] file(long length, String header, int values) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + values).order(ByteOrder.LITTLE_ENDIAN);
    return bytes.putLong(length).put(text).array();
  }

  /** Commit files whose seal is right and whose content is not. */
  static Map<String, byte[]> commits() {
    String[] lines = new String(validCommit(), StandardCharsets.UTF_8).split("\n", 3);
    String head = lines[1];
    Map<String, byte[]> files = new TreeMap<>();
    files.put("empty file", new byte[0]);
    files.put("zeros", new byte[5000]);
    files.put("5 MB of line ends", "\n".repeat(5 << 20).getBytes(StandardCharsets.UTF_8));
    files.put(
        "another version",
        new String(validCommit(), StandardCharsets.UTF_8)
            .replace("\"version\":1", "\"version\":2")
            .getBytes(StandardCharsets.UTF_8));
    files.put("another cycle", sealed(head.replace("\"cycle\":1", "\"cycle\":0"), "{}"));
    files.put("a cycle of 2^32", sealed(head.replace("\"cycle\":1", "\"cycle\":4294967297"), "{}"));
    files.put(
        "a cycle of 1e999999999",
        sealed(head.replace("\"cycle\":1", "\"cycle\":1e999999999"), "{}"));
    files.put("an agent that climbs", sealed(head.replace("letters", "../../etc"), "{}"));
    files.put("an unknown kind", sealed(head.replace("publish", "destroy"), "{}"));
    files.put("no agent", sealed(head.replace("\"agent\"", "\"agents\""), "{}"));
    files.put("a member twice", sealed(head.replace("{\"agent\"", "{\"cycle\":1,\"agent\""), "{}"));
    files.put("one member more", sealed(head.replace("{\"agent\"", "{\"x\":1,\"agent\""), "{}"));
    files.put("blanks", sealed(head.replace(":", ": "), "{}"));
    files.put("null for the head", sealed("null", "{}"));
    files.put("nulls in the head", sealed(head.replaceAll(":\\[[^]]*]", ":null"), "{}"));
    files.put(
        "objects that are objects",
        sealed(head.replaceAll("\"objects\":\\[", "\"objects\":[{},"), "{}"));
    files.put(
        "an id that climbs",
        sealed(head.replaceAll("\"objects\":\\[", "\"objects\":[\"../../x\","), "{}"));
    files.put(
        "releases of nothing", sealed(head.replace("\"releases\":[]", "\"releases\":[[]]"), "{}"));
    files.put(
        "a million lists",
        sealed(
            head.replace("\"releases\":[]", "\"releases\":[" + "[],".repeat(999_999) + "[]]"),
            "{}"));
    files.put(
        "a depth of 100,000",
        sealed(head.replace("\"releases\":[]", "\"releases\":" + "[".repeat(100_000)), "{}"));
    files.put("no body", sealed(head, ""));
    files.put("a list for a body", sealed(head, "[]"));
    files.put("two bodies", sealed(head, "{}{}"));
    files.put(
        "a deep body", sealed(head, "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"));
    files.put(
        "a body of a million numbers", sealed(head, "{\"a\":[" + "0,".repeat(999_999) + "0]}"));
    files.put("a body with a name twice", sealed(head, "{\"a\":1,\"a\":2}"));
    files.put("a body with half a character", sealed(head, "{\"a\":\"\ud800\"}", true));
    files.put("a large body", sealed(head, "{\"a\":\"" + "x".repeat(5 << 20) + "\"}"));
    return files;
  }

  private static byte[] sealed(String head, String body) {
    return sealed(head, body, false);
  }

  private static byte[] sealed(String head, String body, boolean isBroken) {
    byte[] rest = (head + "\n" + body).getBytes(StandardCharsets.UTF_8);
    if (isBroken) {
      rest[rest.length - 3] = (byte) 0xC0;
    }
    return sealed(rest);
  }

  private static byte[] sealed(byte[] rest) {
    String first =
        "{\"munet4j\":\"commit\",\"version\":1,\"sha256\":\"" + Sha256.of(rest) + "\"}\n";
    byte[] line = first.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(line.length + rest.length).put(line).put(rest).array();
  }

  /** Some bytes changed, cut, doubled or put in; the seal of a commit is made right afterwards. */
  static byte[] mutated(byte[] valid, boolean isSealed, SplittableRandom random) {
    int front = isSealed ? new String(valid, StandardCharsets.US_ASCII).indexOf('\n') + 1 : 0;
    byte[] part = Arrays.copyOfRange(valid, front, valid.length);
    for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
      int at = random.nextInt(Math.max(1, part.length));
      if (part.length == 0) {
        break;
      }
      switch (random.nextInt(5)) {
        case 0 -> part[at] = (byte) random.nextInt();
        case 1 -> part[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> part = Arrays.copyOf(part, at);
        case 3 -> part[at] = (byte) "{}[]\",:0129-e\n".charAt(random.nextInt(14));
        default -> {
          byte[] longer = Arrays.copyOf(part, part.length + at);
          System.arraycopy(part, 0, longer, part.length, at);
          part = longer;
        }
      }
    }
    return isSealed ? sealed(part) : part;
  }
}

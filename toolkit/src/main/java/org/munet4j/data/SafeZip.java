package org.munet4j.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A zip that is not trusted. Entries are read in memory and never extracted; names that climb out
 * are refused; what counts against the limits are the bytes that come out, not those the zip
 * claims. Several threads may read at once.
 */
public final class SafeZip implements AutoCloseable {
  private static final Pattern CLIMBS = Pattern.compile("(^|/)\\.{1,2}(/|$)|^/|^[A-Za-z]:|//");
  private static final long SMALL = 16L << 20;

  private final Path path;
  private final ZipFile zip;
  private final Limits limits;
  private final long packed;
  private final TreeMap<String, ZipEntry> entries = new TreeMap<>();
  private final AtomicLong unpacked = new AtomicLong();

  /**
   * How much a zip may hold.
   *
   * @param entries files and folders
   * @param entryBytes of one entry, unpacked
   * @param totalBytes of all entries, unpacked
   * @param ratio unpacked to packed bytes, once more than 16 MiB came out
   * @param isSet whether a {@link Decoding} set them, which the sentences then name
   */
  public record Limits(int entries, long entryBytes, long totalBytes, int ratio, boolean isSet) {
    static final Limits IMAGES = new Limits(100_000, 64L << 20, 8L << 30, 200, false);
    static final Limits WEIGHTS = new Limits(10_000, Images.LARGEST, 16L << 30, 200, false);
    public static final Limits SYSTEM = new Limits(4_000_000, Images.LARGEST, 1L << 42, 200, false);
    static final Limits ARRAYS = new Limits(100, Images.LARGEST, 4L << 30, 200, false);

    static Limits of(Decoding set) {
      return new Limits(set.mostFiles(), IMAGES.entryBytes, set.mostBytes(), IMAGES.ratio, true);
    }

    /** How to raise a limit, where that can be done. */
    String advice(String setting) {
      return isSet
          ? "; if you trust it, raise that with .decoding(Decoding.plain()." + setting + ")"
          : "";
    }
  }

  private SafeZip(Path path, ZipFile zip, Limits limits, long packed) {
    this.path = path;
    this.zip = zip;
    this.limits = limits;
    this.packed = packed;
  }

  /** Opens a zip and looks at all names. */
  public static SafeZip open(Path path, Limits limits) {
    try {
      SafeZip opened = new SafeZip(path, new ZipFile(path.toFile()), limits, Files.size(path));
      try {
        opened.list();
        return opened;
      } catch (RuntimeException refused) {
        opened.close();
        throw refused;
      }
    } catch (IOException | IllegalArgumentException damaged) {
      throw new DataException(
              "%s: is no readable zip (%s); get the file again", path, damaged.getMessage())
          .because(damaged);
    }
  }

  private void list() {
    DataException.unless(
        zip.size() <= limits.entries,
        "%s: has %,d entries, at most %,d are read%s",
        path,
        zip.size(),
        limits.entries,
        limits.advice("mostFiles(" + zip.size() + ")"));
    for (ZipEntry entry : Collections.list(zip.entries())) {
      String name = entry.getName();
      DataException.unless(
          isInside(name),
          "%s: entry '%s' climbs out of the zip or has control characters; such a zip is not read",
          path,
          name);
      DataException.unless(
          entries.put(name, entry) == null, "%s: entry '%s' occurs twice", path, name);
    }
  }

  private static boolean isInside(String name) {
    return !name.isEmpty()
        && name.length() <= 1_000
        && name.indexOf('\\') < 0
        && name.chars().noneMatch(Character::isISOControl)
        && !CLIMBS.matcher(name).find();
  }

  /** Names of all files and, ending in a slash, folders, sorted. */
  public List<String> names() {
    return List.copyOf(entries.keySet());
  }

  /** Names, sizes and checksums of all entries, which changes with any of them. */
  String identity() {
    StringBuilder identity = new StringBuilder().append(packed);
    entries.forEach(
        (name, entry) ->
            identity
                .append('\0')
                .append(name)
                .append('\0')
                .append(entry.getSize())
                .append(' ')
                .append(entry.getCrc()));
    return identity.toString();
  }

  /** Content of one entry, whose checksum must be right. */
  public byte[] read(String name) {
    return read(name, (int) Math.min(limits.entryBytes, Images.LARGEST));
  }

  /** The same for an entry that has at most so many bytes. */
  public byte[] read(String name, int most) {
    ZipEntry entry = entries.get(name);
    DataException.unless(entry != null, "%s: there is no entry '%s' in it", path, name);
    try (InputStream in = zip.getInputStream(entry)) {
      DataException.unless(in != null, "%s: entry '%s' cannot be found", path, name);
      byte[] content = in.readNBytes((int) Math.min(most, allowed() + 1));
      DataException.unless(
          content.length < most || in.read() < 0,
          "%s: entry '%s' holds more than %,d bytes",
          path,
          name,
          most);
      count(content.length);
      checkSum(name, entry, content);
      return content;
    } catch (IOException | IllegalArgumentException | IllegalStateException damaged) {
      throw new DataException(
              "%s: entry '%s' is damaged (%s); get the file again",
              path, name, damaged.getMessage())
          .because(damaged);
    }
  }

  /** Bytes that may come out before it looks like a bomb. */
  private long allowed() {
    return Math.max(SMALL, packed * limits.ratio);
  }

  private void count(int bytes) {
    long total = unpacked.addAndGet(bytes);
    DataException.unless(
        total <= limits.totalBytes,
        "%s: unpacks to more than %,d bytes, which is the limit%s",
        path,
        limits.totalBytes,
        limits.advice("mostBytes(bytes)"));
    DataException.unless(
        total <= allowed(),
        "%s: unpacks to more than %,d times its %,d bytes, which looks like a bomb",
        path,
        limits.ratio,
        packed);
  }

  private void checkSum(String name, ZipEntry entry, byte[] content) {
    CRC32 sum = new CRC32();
    sum.update(content);
    DataException.unless(
        entry.getCrc() < 0 || entry.getCrc() == sum.getValue(),
        "%s: entry '%s' has checksum %08x, needs %08x; get the file again",
        path,
        name,
        sum.getValue(),
        entry.getCrc());
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException failure) {
      throw new DataException("%s: cannot be closed (%s)", path, failure.getMessage())
          .because(failure);
    }
  }
}

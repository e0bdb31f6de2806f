package org.munet4j.data;

import ai.djl.repository.Artifact;
import ai.djl.repository.LocalRepository;
import ai.djl.util.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A DJL repository whose files are read where they lie. DJL's own would copy them into its cache
 * first; here they are only checked against the hashes of the metadata.
 */
final class LocalFiles extends LocalRepository {
  private final Path folder;

  LocalFiles(Path folder) {
    super("local", folder.toUri(), folder);
    this.folder = folder.toAbsolutePath().normalize();
  }

  @Override
  public void prepare(Artifact artifact, Progress progress) throws IOException {
    for (Artifact.Item item : artifact.getFiles().values()) {
      Path file = getFile(item, null);
      DataException.unless(
          file.normalize().startsWith(folder),
          "%s: metadata.json names '%s', which is outside; it needs names relative to the folder",
          folder,
          item.getUri());
      DataException.unless(Files.isRegularFile(file), "%s: is missing; put it there", file);
      String hash = item.getSha1Hash() == null ? "" : sha1(file);
      DataException.unless(
          hash.isEmpty() || hash.equalsIgnoreCase(item.getSha1Hash()),
          "%s: has SHA-1 %s, its metadata.json needs %s; get the file again or correct the metadata",
          file,
          hash,
          item.getSha1Hash());
    }
  }

  private static String sha1(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("this Java has no SHA-1", missing);
    }
  }
}

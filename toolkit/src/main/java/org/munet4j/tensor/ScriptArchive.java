package org.munet4j.tensor;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The smallest archive that PyTorch loads: source text, a pickle that makes one object of the class
 * {@code Script} with its parameters, an empty tuple of constants, a version, and a file for the
 * numbers of each parameter.
 */
final class ScriptArchive {
  private static final String NO_CONSTANTS = "\u0080\u0002).";
  private static final String OPERATORS = "10\n"; // the version of PyTorch's operators
  private static final String NO_PARAMETERS = "  __parameters__ = []\n  __buffers__ = []\n";

  private ScriptArchive() {}

  /** Writes the archive and leaves the stream open. */
  static void write(OutputStream out, String text, Map<String, Tensor> parameters)
      throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    store(zip, "data.pkl", ScriptPickle.of(parameters));
    store(zip, "code/__torch__.py", declaring(text, parameters).getBytes(StandardCharsets.UTF_8));
    store(zip, "constants.pkl", NO_CONSTANTS.getBytes(StandardCharsets.ISO_8859_1));
    store(zip, "version", OPERATORS.getBytes(StandardCharsets.ISO_8859_1));
    int number = 0;
    for (Tensor tensor : parameters.values()) {
      ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(4, tensor.size()));
      bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(tensor.values());
      store(zip, "data/" + number++, bytes.array());
    }
    zip.finish();
  }

  private static String declaring(String text, Map<String, Tensor> parameters) {
    if (parameters.isEmpty()) {
      return text;
    }
    StringBuilder declared = new StringBuilder("  __parameters__ = [");
    parameters.keySet().forEach(name -> declared.append('"').append(name).append("\", "));
    declared.append("]\n  __buffers__ = []\n");
    parameters.keySet().forEach(name -> declared.append("  " + name + " : Tensor\n"));
    return text.replace(NO_PARAMETERS, declared);
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(content);
    ZipEntry entry = new ZipEntry("script/" + name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(sum.getValue());
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}

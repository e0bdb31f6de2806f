package org.munet4j.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.Cases;
import org.munet4j.data.DataException;
import org.munet4j.tensor.DamagedFileException;
import org.munet4j.tensor.Tensor;

class PretrainedTest {
  private static final Vit VIT = new Vit(8, 4, 6, 5, 2, 2);

  @TempDir Path folder;

  private final Map<String, Tensor> arrays = new TreeMap<>();

  /** Small numbers that half precision holds exactly, each its own. */
  private Tensor put(String name, long... shape) {
    float[] values = Tensor.zeros(shape).toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = ((i * 37 + name.hashCode() % 50) % 128) / 4f;
    }
    Tensor tensor = Tensor.of(values, shape);
    arrays.put(name, tensor);
    return tensor;
  }

  private void flax() {
    put("cls", 1, 1, 6);
    put("embedding/kernel", 4, 4, 3, 6);
    put("embedding/bias", 6);
    put("Transformer/posembed_input/pos_embedding", 1, 5, 6);
    put("Transformer/encoder_norm/scale", 6);
    put("Transformer/encoder_norm/bias", 6);
    put("head/kernel", 6, 9);
    put("head/bias", 9);
    for (int layer = 0; layer < 3; layer++) {
      String block = "Transformer/encoderblock_" + layer + "/";
      for (String norm : new String[] {"LayerNorm_0/", "LayerNorm_2/"}) {
        put(block + norm + "scale", 6);
        put(block + norm + "bias", 6);
      }
      for (String part : new String[] {"query/", "key/", "value/"}) {
        put(block + "MultiHeadDotProductAttention_1/" + part + "kernel", 6, 2, 3);
        put(block + "MultiHeadDotProductAttention_1/" + part + "bias", 2, 3);
      }
      put(block + "MultiHeadDotProductAttention_1/out/kernel", 2, 3, 6);
      put(block + "MultiHeadDotProductAttention_1/out/bias", 6);
      put(block + "MlpBlock_3/Dense_0/kernel", 6, 5);
      put(block + "MlpBlock_3/Dense_0/bias", 5);
      put(block + "MlpBlock_3/Dense_1/kernel", 5, 6);
      put(block + "MlpBlock_3/Dense_1/bias", 6);
    }
  }

  private void huggingFace() {
    put("vit.embeddings.cls_token", 1, 1, 6);
    put("vit.embeddings.position_embeddings", 1, 5, 6);
    put("vit.embeddings.patch_embeddings.projection.weight", 6, 3, 4, 4);
    put("vit.embeddings.patch_embeddings.projection.bias", 6);
    put("vit.layernorm.weight", 6);
    put("vit.layernorm.bias", 6);
    put("classifier.weight", 9, 6);
    put("classifier.bias", 9);
    for (int layer = 0; layer < 2; layer++) {
      String block = "vit.encoder.layer." + layer + ".";
      for (String part : new String[] {"query", "key", "value"}) {
        put(block + "attention.attention." + part + ".weight", 6, 6);
        put(block + "attention.attention." + part + ".bias", 6);
      }
      dense(block + "attention.output.dense", 6, 6);
      dense(block + "intermediate.dense", 6, 5);
      dense(block + "output.dense", 5, 6);
      for (String norm : new String[] {"layernorm_before", "layernorm_after"}) {
        put(block + norm + ".weight", 6);
        put(block + norm + ".bias", 6);
      }
    }
  }

  private void dense(String name, int in, int out) {
    put(name + ".weight", out, in);
    put(name + ".bias", out);
  }

  private float at(String name, int place) {
    return arrays.get(name).toArray()[place];
  }

  private Path npz() throws IOException {
    Path file = folder.resolve("Ti_8.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (var array : arrays.entrySet()) {
        String axes = Arrays.toString(array.getValue().shape()).replaceAll("[\\[\\]]", "");
        String shape = axes.contains(",") ? axes : axes + ",";
        String header =
            "{'descr': '<f4', 'fortran_order': False, 'shape': (" + shape + "), }    \n";
        zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
        zip.write(
            ByteBuffer.allocate(10 + header.length())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) header.length())
                .put(header.getBytes(StandardCharsets.US_ASCII))
                .array());
        zip.write(bytes(array.getValue(), "F32"));
        zip.closeEntry();
      }
    }
    return file;
  }

  private static byte[] bytes(Tensor tensor, String type) {
    ByteBuffer out =
        ByteBuffer.allocate(tensor.size() * (type.equals("F32") ? 4 : 2))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (float value : tensor.toArray()) {
      int bits = Float.floatToIntBits(value);
      switch (type) {
        case "F32" -> out.putFloat(value);
        case "BF16" -> out.putShort((short) (bits >> 16));
        default -> out.putShort((short) (value == 0 ? 0 : half(bits)));
      }
    }
    return out.array();
  }

  /** The half of a float that one holds exactly. */
  private static int half(int bits) {
    return bits >>> 31 << 15 | ((bits & 0x7FFFFFFF) >> 13) - (112 << 10);
  }

  private Path safetensors(String type) throws IOException {
    int offset = 0;
    StringBuilder header = new StringBuilder("{\"__metadata__\":{\"format\":\"pt\"}");
    for (var array : arrays.entrySet()) {
      int end = offset + bytes(array.getValue(), type).length;
      header.append(
          ",\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
              .formatted(
                  array.getKey(), type, Arrays.toString(array.getValue().shape()), offset, end));
      offset = end;
    }
    byte[] text = header.append("}").toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer file = ByteBuffer.allocate(8 + text.length + offset).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(text.length).put(text);
    arrays.values().forEach(tensor -> file.put(bytes(tensor, type)));
    return Files.write(folder.resolve("vit.safetensors"), file.array());
  }

  private static float at(ModelPath path, String component, String tensor, int... place) {
    Tensor values = path.component(component).orElseThrow().tensors().get(tensor);
    int index = 0;
    for (int axis = 0; axis < place.length; axis++) {
      index = index * (int) values.shape()[axis] + place[axis];
    }
    return values.toArray()[index];
  }

  @Test
  void readsTheFirstLayersOfAnAugRegArchive() throws IOException {
    flax();
    ModelPath path = Pretrained.read(npz(), VIT, 3, "root");
    assertEquals(3, path.classes());
    assertEquals(arrays.get("cls"), path.component("cls").orElseThrow().tensors().get("token"));
    String block = "Transformer/encoderblock_1/";
    String attention = block + "MultiHeadDotProductAttention_1/";
    for (int in = 0; in < 6; in++) {
      for (int out = 0; out < 6; out++) {
        int split = in * 6 + out;
        assertEquals(
            at(attention + "key/kernel", split),
            at(path, "encoderblock_1", "attention/qkv/kernel", 6 + out, in));
        assertEquals(
            at(attention + "value/kernel", split),
            at(path, "encoderblock_1", "attention/qkv/kernel", 12 + out, in));
        assertEquals(
            at(attention + "out/kernel", split),
            at(path, "encoderblock_1", "attention/out/kernel", out, in));
      }
      assertEquals(
          at(attention + "query/bias", in), at(path, "encoderblock_1", "attention/qkv/bias", in));
    }
    assertEquals(
        at(block + "MlpBlock_3/Dense_0/kernel", 4 * 5 + 3),
        at(path, "encoderblock_1", "mlp/in/kernel", 3, 4));
    assertEquals(at(block + "LayerNorm_2/scale", 2), at(path, "encoderblock_1", "norm2/scale", 2));
    for (int i = 0; i < 4 * 4 * 3 * 6; i++) {
      assertEquals(
          at("embedding/kernel", i),
          at(path, "embedding", "kernel", i % 6, i / 6 % 3, i / 72, i / 18 % 4));
    }
    assertEquals(0, at(path, "head", "kernel", 2, 5));
  }

  @Test
  void readsHuggingFaceFilesOfEachPrecisionToTheSameNumbers() throws IOException {
    huggingFace();
    ModelPath path = Pretrained.read(safetensors("F32"), VIT, 3, "root");
    String attention = "vit.encoder.layer.1.attention.attention.";
    for (int i = 0; i < 36; i++) {
      assertEquals(
          at(attention + "query.weight", i),
          at(path, "encoderblock_1", "attention/qkv/kernel", i / 6, i % 6));
      assertEquals(
          at(attention + "value.weight", i),
          at(path, "encoderblock_1", "attention/qkv/kernel", 12 + i / 6, i % 6));
    }
    assertEquals(
        at("vit.encoder.layer.0.output.dense.weight", 7),
        at(path, "encoderblock_0", "mlp/out/kernel", 1, 2));
    assertEquals(
        at("vit.encoder.layer.0.layernorm_after.bias", 3),
        at(path, "encoderblock_0", "norm2/bias", 3));
    assertEquals(path.ids(), Pretrained.read(safetensors("F16"), VIT, 3, "root").ids());
    assertEquals(path.ids(), Pretrained.read(safetensors("BF16"), VIT, 3, "root").ids());
  }

  private void refused(Vit vit, Path file, String... parts) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Pretrained.read(file, vit, 3, "root"))
            .getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), () -> "'" + message + "' does not say '" + part + "'");
    }
  }

  @Test
  void aFileForAnotherImageSizeIsReadWithItsPositionsZoomed() throws IOException {
    Vit larger = VIT.withImageSize(14);
    flax();
    assertZoomed(npz(), larger);
    arrays.clear();
    huggingFace();
    assertZoomed(safetensors("F32"), larger);
  }

  private static void assertZoomed(Path file, Vit larger) {
    ModelPath own = Pretrained.read(file, VIT, 3, "root");
    ModelPath zoomed = Pretrained.read(file, larger, 3, "root");
    for (String name : VIT.components()) {
      Component before = own.component(name).orElseThrow();
      Component wanted =
          name.equals(Vit.POSITION)
              ? PositionEmbedding.resized(before, VIT, larger, "root")
              : before;
      assertEquals(wanted, zoomed.component(name).orElseThrow());
    }
    for (int channel = 0; channel < 6; channel++) {
      assertEquals(
          (at(own, Vit.POSITION, "embedding", 0, 1, channel)
                  + at(own, Vit.POSITION, "embedding", 0, 2, channel))
              / 2,
          at(zoomed, Vit.POSITION, "embedding", 0, 2, channel));
    }
  }

  @Test
  void positionsThatAreNoSquareAreRefused() throws IOException {
    flax();
    put("Transformer/posembed_input/pos_embedding", 1, 7, 6);
    refused(VIT, npz(), "pos_embedding' is [1, 7, 6]", "6 patches are no square grid");
    put("Transformer/posembed_input/pos_embedding", 1, 1, 6);
    refused(VIT, npz(), "0 patches are no square grid", "[1, 1 + g·g, 6]");
    put("Transformer/posembed_input/pos_embedding", 1, 5, 4);
    refused(VIT, npz(), "[1, 5, 4]", "[1, 5, 6]", "another width");
  }

  @Test
  void aWrongShapeNamesTheTensorBothShapesAndTheLikelyCause() throws IOException {
    flax();
    Path npz = npz();
    refused(new Vit(8, 4, 8, 5, 2, 2), npz, "embedding/", "[8]", "width; asked for", "8");
    refused(new Vit(8, 2, 6, 5, 2, 2), npz, "embedding/", "[4, 4, 3, 6]", "[2, 2, 3, 6]", "patch");
    refused(
        new Vit(8, 4, 6, 5, 3, 2), npz, "out/kernel", "[2, 3, 6]", "[3, 2, 6]", "number of heads");
    refused(new Vit(8, 4, 6, 5, 2, 4), npz, "no tensor", "encoderblock_3", "fewer layers");
    arrays.keySet().removeIf(name -> name.startsWith("embedding"));
    refused(VIT, npz(), "no Vision Transformer", "AugReg", "Hugging Face");
    refused(VIT, folder.resolve("weights.bin"), ".npz and .safetensors");
  }

  @Test
  void anySeededDamageIsReadOrRefusedByASentence() throws IOException {
    huggingFace();
    byte[] whole = Files.readAllBytes(safetensors("F16"));
    Path file = folder.resolve("damaged.safetensors");
    Cases.check(
        400,
        random -> {
          byte[] damaged = whole.clone();
          damaged[random.nextInt(400)] = (byte) random.nextInt();
          int length = random.nextBoolean() ? whole.length : random.nextInt(whole.length);
          try {
            Files.write(file, Arrays.copyOf(damaged, length));
            Pretrained.read(file, VIT, 3, "root");
          } catch (DamagedFileException | DataException | IllegalArgumentException refused) {
            assertTrue(refused.getMessage().contains("damaged.safetensors"), refused.getMessage());
          } catch (IOException failure) {
            throw new AssertionError(failure);
          }
        });
  }

  @Test
  void theFileOfAnotherProgramIsNoFileOfOurs() throws IOException {
    huggingFace();
    byte[] foreign = Files.readAllBytes(safetensors("F32"));
    assertThrows(
        DamagedFileException.class, () -> org.munet4j.tensor.Safetensors.read(foreign, "store"));
  }
}

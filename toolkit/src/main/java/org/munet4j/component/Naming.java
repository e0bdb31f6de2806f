package org.munet4j.component;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.munet4j.internal.Require;

/** Where a foreign file keeps each tensor of a Vision Transformer, and how it lies there. */
enum Naming {
  /** The published AugReg archives: kernels are [in, out], attention is split into heads. */
  FLAX {
    @Override
    Origin origin(Vit vit, String component, String tensor) {
      long width = vit.hidden();
      long heads = vit.heads();
      String place = Vit.isBlock(component) ? "Transformer/" + component + "/" : component + "/";
      return switch (component) {
        case Vit.EMBEDDING ->
            tensor.equals("kernel")
                ? Origin.of(place + tensor, vit.patch(), vit.patch(), Vit.CHANNELS, width)
                    .axes(3, 2, 0, 1)
                : Origin.of(place + tensor, width);
        case Vit.CLS -> Origin.of("cls", 1, 1, width);
        case Vit.POSITION ->
            Origin.of("Transformer/posembed_input/pos_embedding", 1, vit.tokens(), width);
        case Vit.NORM -> Origin.of("Transformer/encoder_norm/" + tensor, width);
        default -> block(vit, place, tensor, width, heads);
      };
    }

    private Origin block(Vit vit, String place, String tensor, long width, long heads) {
      String last = tensor.substring(tensor.lastIndexOf('/') + 1);
      boolean isKernel = last.equals("kernel");
      String attention = place + "MultiHeadDotProductAttention_1/";
      long part = width / heads;
      return switch (tensor.substring(0, tensor.lastIndexOf('/'))) {
        case "norm1" -> Origin.of(place + "LayerNorm_0/" + last, width);
        case "norm2" -> Origin.of(place + "LayerNorm_2/" + last, width);
        case "attention/qkv" -> {
          List<String> names =
              Stream.of("query/", "key/", "value/").map(n -> attention + n + last).toList();
          yield isKernel
              ? new Origin(names, new long[] {width, heads, part}, new int[] {1, 2, 0})
              : new Origin(names, new long[] {heads, part}, new int[] {0, 1});
        }
        case "attention/out" ->
            isKernel
                ? Origin.of(attention + "out/kernel", heads, part, width).axes(2, 0, 1)
                : Origin.of(attention + "out/bias", width);
        case "mlp/in" -> dense(place + "MlpBlock_3/Dense_0/" + last, last, width, vit.mlp());
        default -> dense(place + "MlpBlock_3/Dense_1/" + last, last, vit.mlp(), width);
      };
    }

    private Origin dense(String name, String tensor, long in, long out) {
      return tensor.equals("kernel") ? Origin.of(name, in, out).axes(1, 0) : Origin.of(name, out);
    }
  },

  /** Hugging Face: kernels lie as ours do, query, key and value are three. */
  HUGGING_FACE {
    @Override
    Origin origin(Vit vit, String component, String tensor) {
      long width = vit.hidden();
      String last = tensor.endsWith("bias") ? "bias" : "weight";
      return switch (component) {
        case Vit.EMBEDDING -> {
          String name = "vit.embeddings.patch_embeddings.projection." + last;
          yield last.equals("weight")
              ? Origin.of(name, width, Vit.CHANNELS, vit.patch(), vit.patch())
              : Origin.of(name, width);
        }
        case Vit.CLS -> Origin.of("vit.embeddings.cls_token", 1, 1, width);
        case Vit.POSITION ->
            Origin.of("vit.embeddings.position_embeddings", 1, vit.tokens(), width);
        case Vit.NORM -> Origin.of("vit.layernorm." + last, width);
        default -> block(vit, Vit.layer(component), tensor, last);
      };
    }

    private Origin block(Vit vit, int layer, String tensor, String last) {
      String place = "vit.encoder.layer." + layer + ".";
      long width = vit.hidden();
      return switch (tensor.substring(0, tensor.lastIndexOf('/'))) {
        case "norm1" -> Origin.of(place + "layernorm_before." + last, width);
        case "norm2" -> Origin.of(place + "layernorm_after." + last, width);
        case "attention/qkv" -> {
          Origin one = dense(place + "attention.attention.", last, width, width);
          yield new Origin(
              Stream.of("query.", "key.", "value.").map(n -> one.name() + n + last).toList(),
              one.shape(),
              one.axes());
        }
        case "attention/out" -> dense(place + "attention.output.dense." + last, last, width, width);
        case "mlp/in" -> dense(place + "intermediate.dense." + last, last, width, vit.mlp());
        default -> dense(place + "output.dense." + last, last, vit.mlp(), width);
      };
    }

    private Origin dense(String name, String last, long in, long out) {
      return last.equals("weight") ? Origin.of(name, out, in) : Origin.of(name, out);
    }
  };

  /** Where one of our tensors comes from; heads are not read. */
  abstract Origin origin(Vit vit, String component, String tensor);

  /** The naming that a file follows. */
  static Naming of(String file, Collection<String> names) {
    boolean isFlax = names.contains("embedding/kernel");
    Require.that(
        isFlax || names.contains("vit.embeddings.cls_token"),
        "%s: is no Vision Transformer that is known here; needs the names of AugReg archives"
            + " (embedding/kernel) or of Hugging Face (vit.embeddings.cls_token), it has %s",
        file,
        names.stream().limit(4).toList());
    return isFlax ? FLAX : HUGGING_FACE;
  }
}

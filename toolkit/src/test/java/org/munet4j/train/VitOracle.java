package org.munet4j.train;

import java.util.Map;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Vit;
import org.munet4j.tensor.Tensor;

/** The Vision Transformer of §2.2 again, in plain Java loops over doubles: one image at a time. */
final class VitOracle {
  private final ModelPath path;
  private final Vit vit;

  VitOracle(ModelPath path) {
    this.path = path;
    this.vit = path.vit();
  }

  double[] logits(float[] image) {
    double[][] tokens = embed(image);
    for (int layer = 0; layer < vit.layers(); layer++) {
      if (path.component(Vit.adapter(layer)).isPresent()) {
        String name = Vit.adapter(layer);
        for (double[] token : tokens) {
          double[] narrow = gelu(dense(name, "down/", norm(name, "norm/", token)));
          add(token, dense(name, "up/", narrow));
        }
      }
      block(Vit.block(layer), tokens);
    }
    return dense(Vit.HEAD, "", norm(Vit.NORM, "", tokens[0]));
  }

  private double[][] embed(float[] image) {
    float[] kernel = tensor(Vit.EMBEDDING, "kernel");
    float[] position = tensor(Vit.POSITION, "embedding");
    int side = vit.imageSize();
    int patch = vit.patch();
    double[][] tokens = new double[vit.tokens()][vit.hidden()];
    for (int t = 0; t < tokens.length; t++) {
      for (int d = 0; d < vit.hidden(); d++) {
        double sum = t == 0 ? tensor(Vit.CLS, "token")[d] : tensor(Vit.EMBEDDING, "bias")[d];
        for (int k = 0; t > 0 && k < 3 * patch * patch; k++) {
          int row = (t - 1) / vit.grid() * patch + k / patch % patch;
          int column = (t - 1) % vit.grid() * patch + k % patch;
          int pixel = k / (patch * patch) * side * side + row * side + column;
          sum += kernel[d * 3 * patch * patch + k] * image[pixel];
        }
        tokens[t][d] = sum + position[t * vit.hidden() + d];
      }
    }
    return tokens;
  }

  private void block(String name, double[][] tokens) {
    int count = tokens.length;
    int width = vit.hidden() / vit.heads();
    double[][] qkv = new double[count][];
    for (int t = 0; t < count; t++) {
      qkv[t] = dense(name, "attention/qkv/", norm(name, "norm1/", tokens[t]));
    }
    for (int t = 0; t < count; t++) {
      double[] mixed = new double[vit.hidden()];
      for (int head = 0; head < vit.heads(); head++) {
        attend(qkv, t, head * width, width, mixed);
      }
      add(tokens[t], dense(name, "attention/out/", mixed));
    }
    for (double[] token : tokens) {
      double[] wide = gelu(dense(name, "mlp/in/", norm(name, "norm2/", token)));
      add(token, dense(name, "mlp/out/", wide));
    }
  }

  private void attend(double[][] qkv, int t, int start, int width, double[] mixed) {
    double[] weights = new double[qkv.length];
    double sum = 0;
    for (int other = 0; other < qkv.length; other++) {
      double product = 0;
      for (int d = start; d < start + width; d++) {
        product += qkv[t][d] * qkv[other][vit.hidden() + d];
      }
      weights[other] = Math.exp(product / Math.sqrt(width));
      sum += weights[other];
    }
    for (int other = 0; other < qkv.length; other++) {
      for (int d = start; d < start + width; d++) {
        mixed[d] += weights[other] / sum * qkv[other][2 * vit.hidden() + d];
      }
    }
  }

  private double[] norm(String component, String prefix, double[] token) {
    double mean = 0;
    double squares = 0;
    for (double value : token) {
      mean += value / token.length;
    }
    for (double value : token) {
      squares += (value - mean) * (value - mean) / token.length;
    }
    double[] result = new double[token.length];
    for (int d = 0; d < token.length; d++) {
      result[d] =
          (token[d] - mean) / Math.sqrt(squares + 1e-6) * tensor(component, prefix + "scale")[d]
              + tensor(component, prefix + "bias")[d];
    }
    return result;
  }

  private double[] dense(String component, String prefix, double[] in) {
    float[] kernel = tensor(component, prefix + "kernel");
    float[] bias = tensor(component, prefix + "bias");
    double[] out = new double[bias.length];
    for (int o = 0; o < out.length; o++) {
      out[o] = bias[o];
      for (int i = 0; i < in.length; i++) {
        out[o] += kernel[o * in.length + i] * in[i];
      }
    }
    return out;
  }

  /** x · Φ(x), with Φ by numerical integration of the normal density. */
  private static double[] gelu(double[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int steps = 400;
      double step = values[i] / steps;
      double area = 0;
      for (int k = 0; k < steps; k++) {
        double x = (k + 0.5) * step;
        area += Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) * step;
      }
      result[i] = values[i] * (0.5 + area);
    }
    return result;
  }

  private static void add(double[] target, double[] change) {
    for (int d = 0; d < target.length; d++) {
      target[d] += change[d];
    }
  }

  private float[] tensor(String component, String name) {
    Map<String, Tensor> tensors = path.component(component).orElseThrow().tensors();
    return tensors.get(name).toArray();
  }
}

package org.munet4j.train;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.munet4j.component.Component;
import org.munet4j.component.ModelGraph;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Routed;
import org.munet4j.component.Vit;
import org.munet4j.internal.Sha256;
import org.munet4j.tensor.Torch;

/**
 * The components of a path in order, from the image on, with a name for each beginning of them. Two
 * beginnings of one name answer the same bits to the same batch: the name covers every bit of the
 * components, the geometry, whether the last block is cut to the class token, precision, kernels
 * and device.
 */
record Chain(List<String> names, List<Boolean> layers) {
  static Chain of(ModelGraph leaf, Precision precision) {
    return leaf instanceof Routed routed ? of(routed) : of(leaf.single(), precision);
  }

  /** A routed model is one layer. */
  static Chain of(Routed routed) {
    String setting = System.getProperty(Functions.SETTING, "");
    String before = hash(String.join(" ", geometry(routed), setting, Torch.device().toString()));
    return new Chain(List.of(before, hash(before + routed.ids())), List.of(true));
  }

  /** Names a routed network and a task's weights in it. */
  static String geometry(Routed routed) {
    return hash(routed.network() + " " + routed.weights());
  }

  static Chain of(ModelPath path, Precision precision) {
    Network network = Network.of(path);
    List<String> names = new ArrayList<>();
    List<Boolean> layers = new ArrayList<>();
    String name =
        String.join(
            " ",
            path.vit().withLayers(0).toString(),
            precision.toString(),
            System.getProperty(LinearKernels.SETTING, ""),
            System.getProperty(Functions.SETTING, ""),
            Torch.device().toString());
    names.add(hash(name));
    for (int place = 0; place < network.size(); place++) {
      Component component = path.components().get(place);
      String cut = network.isLastBlock(place) ? " cut" : "";
      names.add(hash(names.get(place) + component.id() + cut));
      layers.add(isLayer(component.name()));
    }
    return new Chain(names, layers);
  }

  private static String hash(String text) {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isLayer(String name) {
    return name.equals(Vit.EMBEDDING) || Vit.isBlock(name) || Vit.isAdapter(name);
  }

  int size() {
    return layers.size();
  }

  /** Name of the components before this place. */
  String name(int place) {
    return names.get(place);
  }

  /** Layers from one place to before another, as {@link LayerPasses} counts them. */
  int layers(int from, int to) {
    return (int) layers.subList(from, to).stream().filter(isLayer -> isLayer).count();
  }

  /** The first components, at most so many, that two chains have in common. */
  int common(Chain other, int most) {
    int place = Math.min(most, other.size());
    while (place > 0 && !name(place).equals(other.name(place))) {
      place--;
    }
    return place;
  }
}

package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.munet4j.component.Mixing;
import org.munet4j.component.ModelGraph;
import org.munet4j.component.Multipath;
import org.munet4j.component.Routed;

/** A graph on the device; closing it frees all of it. */
sealed interface DeviceGraph extends AutoCloseable permits DeviceLeaf, DeviceMultipath {
  /** A graph that is only asked; its leaves are loaded with the first question that needs them. */
  static DeviceGraph of(ModelGraph graph, Precision precision) {
    if (graph instanceof Multipath multipath) {
      return new DeviceMultipath(multipath, precision);
    }
    return graph instanceof Routed routed
        ? new DeviceRouted(routed)
        : new DeviceModel(graph.single(), precision);
  }

  /** The same, loaded now; closed if the device has no memory for it. */
  static DeviceGraph loaded(ModelGraph graph) {
    DeviceGraph loaded = of(graph, Precision.FLOAT32);
    try {
      loaded.leaves().forEach(DeviceLeaf::loaded);
      return loaded;
    } catch (RuntimeException | Error noMemory) {
      loaded.close();
      throw noMemory;
    }
  }

  /** What leaves answer to images of one set. */
  interface Leaves {
    /** Logits [image, class], or class tokens [image, 1, width] of a path without a head. */
    NDArray answers(NDManager step, DeviceLeaf leaf, int[] images);

    /** Weight below which a leaf is not asked. */
    default double threshold(Mixing mixing) {
      return 0;
    }

    /** Hears of images that a leaf is not asked about. */
    default void skip(DeviceLeaf leaf, int images) {}
  }

  /** A scope below this graph, for the arrays of one step. */
  NDManager step();

  /** The single paths and routed models in it. */
  List<DeviceLeaf> leaves();

  /** What the graph answers to images, of which the leaves know. */
  NDArray answers(NDManager step, int[] images, Leaves leaves);

  @Override
  void close();
}

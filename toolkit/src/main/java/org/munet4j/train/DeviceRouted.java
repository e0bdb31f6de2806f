package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.munet4j.component.Component;
import org.munet4j.component.Routed;
import org.munet4j.component.RoutedNetwork;
import org.munet4j.data.Images;
import org.munet4j.tensor.Torch;

/**
 * A routed model on the device that is only asked: of all components of its network it has and
 * computes those that its task uses. It is frozen as a whole, so that a chain has it as one place.
 */
final class DeviceRouted implements DeviceLeaf {
  private final Routed routed;
  private final Chain chain;
  private final NDManager scope = Torch.scope();
  private RoutedFunctions functions;
  private List<NDArray> parameters;
  private List<NDArray> head;
  private List<NDArray> weights;

  DeviceRouted(Routed routed) {
    this.routed = routed;
    this.chain = Chain.of(routed);
  }

  @Override
  public synchronized DeviceRouted loaded() {
    if (functions == null) {
      List<Component> parts = routed.components();
      int last = parts.size() - 1;
      try {
        parameters = arrays(parts.subList(0, last));
        head = arrays(parts.subList(last, last + 1));
        weights = routed.network().routed().stream().map(this::weights).toList();
        functions = RoutedFunctions.of(routed.network());
      } catch (RuntimeException | Error noMemory) {
        scope.close();
        throw noMemory;
      }
    }
    return this;
  }

  private List<NDArray> arrays(List<Component> parts) {
    List<NDArray> arrays = new ArrayList<>();
    parts.forEach(part -> part.tensors().values().forEach(each -> arrays.add(each.on(scope))));
    return arrays;
  }

  private NDArray weights(int layer) {
    List<Double> all = routed.weights().get(layer);
    float[] row = new float[all.size()];
    for (int component = 0; component < row.length; component++) {
      row[component] = all.get(component).floatValue();
    }
    return scope.create(row, new Shape(1, row.length));
  }

  @Override
  public Chain chain() {
    return chain;
  }

  @Override
  public boolean isTrainable(int place) {
    return false;
  }

  @Override
  public int firstTrainable() {
    return chain.size();
  }

  @Override
  public NDManager step() {
    return scope.newSubManager();
  }

  @Override
  public ImageFeed feed(Images images) {
    return feed(scope, images);
  }

  @Override
  public ImageFeed feed(NDManager owner, Images images) {
    return new RoutedFeed(owner, images, routed.network());
  }

  @Override
  public NDArray activations(NDManager step, NDArray activations, int from, int to) {
    return from == to ? activations : loaded().answers(step, activations);
  }

  private NDArray answers(NDManager step, NDArray images) {
    NDArray groups = step.create(new long[(int) images.getShape().get(0)]);
    RoutedFunctions.Pass pass =
        new RoutedFunctions.Pass(images, groups, active(), parameters, head, List.of());
    return functions.logits(step, pass, weights);
  }

  /** Of each component of each layer, whether it is computed. */
  private boolean[] active() {
    RoutedNetwork network = routed.network();
    boolean[] active = new boolean[network.layers().stream().mapToInt(List::size).sum()];
    int place = 0;
    for (int layer = 0; layer < network.layers().size(); layer++) {
      for (int component = 0; component < network.width(layer); component++) {
        active[place++] = routed.uses(layer, component);
      }
    }
    return active;
  }

  @Override
  public synchronized void close() {
    if (functions != null) {
      functions.close();
    }
    scope.close();
  }
}

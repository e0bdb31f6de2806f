package org.munet4j.system;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.munet4j.component.Block;
import org.munet4j.component.Component;
import org.munet4j.component.Operation;
import org.munet4j.component.Routed;
import org.munet4j.component.RoutedNetwork;
import org.munet4j.component.Vit;

/**
 * A task's way through a routed network, in JSON: the network's input, each different block once,
 * the blocks of each layer by their place in that list beside the weights that the task gives them,
 * and the components that it uses.
 */
final class RoutedJson {
  private static final Set<String> ROUTED =
      Set.of("channels", "side", "blocks", "layers", "components");
  private static final Set<String> BLOCK = Set.of("operations");
  private static final Set<String> OPERATION = Set.of("kind", "size", "rows", "columns", "stride");
  private static final Set<String> LAYER = Set.of("blocks", "weights");

  private RoutedJson() {}

  static JsonObject write(Routed routed) {
    RoutedNetwork network = routed.network();
    Set<Block> distinct = new LinkedHashSet<>();
    network.layers().forEach(distinct::addAll);
    List<Block> blocks = List.copyOf(distinct);
    List<JsonObject> layers = new ArrayList<>();
    for (int layer = 0; layer < network.layers().size(); layer++) {
      JsonObject json = new JsonObject();
      List<Integer> places = network.layers().get(layer).stream().map(blocks::indexOf).toList();
      json.add("blocks", Fields.json(places));
      json.add("weights", Fields.json(routed.weights().get(layer)));
      layers.add(json);
    }
    JsonObject json = new JsonObject();
    json.addProperty("channels", network.channels());
    json.addProperty("side", network.side());
    json.add("blocks", Fields.json(blocks.stream().map(RoutedJson::write).toList()));
    json.add("layers", Fields.json(layers));
    json.add("components", GraphJson.components(routed.components()));
    return json;
  }

  private static JsonObject write(Block block) {
    JsonObject json = new JsonObject();
    json.add(
        "operations", Fields.json(block.operations().stream().map(RoutedJson::write).toList()));
    return json;
  }

  private static JsonObject write(Operation operation) {
    JsonObject json = new JsonObject();
    json.addProperty("kind", operation.kind().name());
    json.addProperty("size", operation.size());
    json.addProperty("rows", operation.rows());
    json.addProperty("columns", operation.columns());
    json.addProperty("stride", operation.stride());
    return json;
  }

  static Routed read(Fields json, Parts parts) {
    json.exactly(ROUTED);
    List<Block> blocks = json.objects("blocks").stream().map(RoutedJson::block).toList();
    List<Fields> layers = json.objects("layers");
    List<List<Block>> network = layers.stream().map(layer -> layer(layer, blocks)).toList();
    List<List<Double>> weights = layers.stream().map(layer -> layer.numbers("weights")).toList();
    return json.checked(
        () -> {
          RoutedNetwork whole =
              new RoutedNetwork(json.count("channels"), json.count("side"), network);
          return new Routed(whole, weights, components(json.objects("components"), whole, parts));
        });
  }

  private static List<Block> layer(Fields json, List<Block> blocks) {
    json.exactly(LAYER);
    List<Integer> places = json.counts("blocks");
    json.check(
        places.stream().allMatch(place -> place < blocks.size()),
        "has blocks %s, there are %d",
        places,
        blocks.size());
    return places.stream().map(blocks::get).toList();
  }

  private static Block block(Fields json) {
    json.exactly(BLOCK);
    List<Operation> operations =
        json.objects("operations").stream().map(RoutedJson::operation).toList();
    return json.checked(() -> new Block(operations));
  }

  private static Operation operation(Fields json) {
    json.exactly(OPERATION);
    return json.checked(
        () ->
            new Operation(
                json.constant("kind", Operation.Kind.class),
                json.count("size"),
                json.count("rows"),
                json.count("columns"),
                json.count("stride")));
  }

  private static List<Component> components(List<Fields> json, RoutedNetwork network, Parts parts) {
    Map<String, SortedMap<String, long[]>> shapes = new HashMap<>();
    for (int layer = 0; layer < network.layers().size(); layer++) {
      for (int component = 0; component < network.width(layer); component++) {
        shapes.put(RoutedNetwork.name(layer, component), network.shapes(layer, component));
      }
    }
    return json.stream().map(part -> component(part, network, shapes, parts)).toList();
  }

  private static Component component(
      Fields json,
      RoutedNetwork network,
      Map<String, SortedMap<String, long[]>> shapes,
      Parts parts) {
    json.exactly(GraphJson.COMPONENT);
    String name = json.text("name");
    json.check(
        name.equals(Vit.HEAD) || shapes.containsKey(name),
        "is '%s', which the routed network has not",
        name);
    SortedMap<String, long[]> own =
        name.equals(Vit.HEAD) ? network.headShapes(json.count("size")) : shapes.get(name);
    return json.checked(() -> parts.shared(own, name, json.name("owner"), json.text("object")));
  }
}

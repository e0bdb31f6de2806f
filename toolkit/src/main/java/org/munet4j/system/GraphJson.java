package org.munet4j.system;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.munet4j.component.Component;
import org.munet4j.component.Mixing;
import org.munet4j.component.ModelGraph;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Multipath;
import org.munet4j.component.Routed;
import org.munet4j.component.Vit;

/**
 * What a model computes, in JSON: members {@code vit} and {@code components} of a path, or {@code
 * multipath}, or {@code routed}. Tensors are named by the hash of the object that holds them.
 */
final class GraphJson {
  private static final String MULTIPATH = "multipath";
  private static final Set<String> PATH = Set.of("vit", "components");
  private static final Set<String> SEVERAL = Set.of("main", "branches", "router", "mixing");
  private static final Set<String> BRANCH = Set.of("model", "graph", "connector");
  private static final Set<String> MIXING =
      Set.of("condition", "multiplier", "isDecoupled", "threshold");
  private static final Set<String> VIT =
      Set.of("imageSize", "patch", "hidden", "mlp", "heads", "layers");
  private static final String ROUTED = "routed";
  static final Set<String> COMPONENT = Set.of("name", "owner", "object", "size");

  private GraphJson() {}

  /** Names of the members that tell the graph. */
  static Set<String> members(Fields json) {
    return json.has(MULTIPATH) ? Set.of(MULTIPATH) : json.has(ROUTED) ? Set.of(ROUTED) : PATH;
  }

  /** Adds the members to an object. */
  static void write(ModelGraph graph, JsonObject json) {
    if (graph instanceof Multipath multipath) {
      json.add(MULTIPATH, write(multipath));
    } else if (graph instanceof Routed routed) {
      json.add(ROUTED, RoutedJson.write(routed));
    } else {
      json.add("vit", write(graph.single().vit()));
      json.add("components", components(graph.components()));
    }
  }

  private static JsonObject object(ModelGraph graph) {
    JsonObject json = new JsonObject();
    write(graph, json);
    return json;
  }

  private static JsonObject write(Multipath multipath) {
    JsonObject json = new JsonObject();
    json.add("main", object(multipath.main()));
    json.add("branches", Fields.json(multipath.branches().stream().map(GraphJson::write).toList()));
    json.add("router", write(multipath.router()));
    json.add("mixing", write(multipath.mixing()));
    return json;
  }

  private static JsonObject write(Multipath.Branch branch) {
    JsonObject json = new JsonObject();
    json.addProperty("model", branch.model());
    json.add("graph", object(branch.graph()));
    json.add("connector", write(branch.connector()));
    return json;
  }

  private static JsonObject write(Mixing mixing) {
    JsonObject json = new JsonObject();
    json.addProperty("condition", mixing.condition().name());
    json.add("multiplier", Fields.json(mixing.multiplier()));
    json.addProperty("isDecoupled", mixing.isDecoupled());
    json.add("threshold", Fields.json(mixing.threshold()));
    return json;
  }

  /** Reads the members of an object. */
  static ModelGraph read(Fields json, Parts parts) {
    if (json.has(ROUTED)) {
      return RoutedJson.read(json.object(ROUTED), parts);
    }
    return json.has(MULTIPATH) ? multipath(json.object(MULTIPATH), parts) : path(json, parts);
  }

  private static ModelPath path(Fields json, Parts parts) {
    Vit vit = vit(json.object("vit"));
    List<Component> components = components(json.objects("components"), vit, parts);
    json.check(
        vit.layers() <= components.size(),
        "has %d layers and %d components; each layer is a component",
        vit.layers(),
        components.size());
    return json.checked(() -> new ModelPath(vit, components));
  }

  private static Multipath multipath(Fields json, Parts parts) {
    json.exactly(SEVERAL);
    ModelGraph main = graph(json.object("main"), parts);
    List<Fields> branches = json.objects("branches");
    Mixing mixing = mixing(json.object("mixing"));
    SortedMap<String, long[]> shapes =
        Multipath.routerShapes(mixing.condition(), main.classes(), branches.size() + 1);
    Component router = joint(json.object("router"), Multipath.ROUTER, shapes, parts);
    List<Multipath.Branch> all =
        IntStream.range(0, branches.size())
            .mapToObj(i -> branch(branches.get(i), i + 1, main.classes(), parts))
            .toList();
    return json.checked(() -> new Multipath(main, all, router, mixing));
  }

  private static ModelGraph graph(Fields json, Parts parts) {
    return read(json.exactly(members(json)), parts);
  }

  private static Multipath.Branch branch(Fields json, int place, int classes, Parts parts) {
    json.exactly(BRANCH);
    ModelGraph graph = graph(json.object("graph"), parts);
    SortedMap<String, long[]> shapes = Multipath.connectorShapes(classes, graph.outputs());
    String name = Multipath.connector(place);
    return new Multipath.Branch(
        json.name("model"), graph, joint(json.object("connector"), name, shapes, parts));
  }

  private static Component joint(
      Fields json, String name, SortedMap<String, long[]> shapes, Parts parts) {
    json.exactly(COMPONENT);
    json.check(json.text("name").equals(name), "is '%s', needs '%s'", json.text("name"), name);
    return json.checked(
        () -> parts.component(shapes, name, json.name("owner"), json.text("object")));
  }

  private static Mixing mixing(Fields json) {
    json.exactly(MIXING);
    return json.checked(
        () ->
            new Mixing(
                json.constant("condition", Mixing.Condition.class),
                json.number("multiplier"),
                json.truth("isDecoupled"),
                json.number("threshold")));
  }

  private static JsonObject write(Vit vit) {
    JsonObject json = new JsonObject();
    json.addProperty("imageSize", vit.imageSize());
    json.addProperty("patch", vit.patch());
    json.addProperty("hidden", vit.hidden());
    json.addProperty("mlp", vit.mlp());
    json.addProperty("heads", vit.heads());
    json.addProperty("layers", vit.layers());
    return json;
  }

  private static Vit vit(Fields json) {
    json.exactly(VIT);
    return json.checked(
        () ->
            new Vit(
                json.count("imageSize"),
                json.count("patch"),
                json.count("hidden"),
                json.count("mlp"),
                json.count("heads"),
                json.count("layers")));
  }

  static JsonArray components(List<Component> components) {
    return Fields.json(components.stream().map(GraphJson::write).toList());
  }

  private static List<Component> components(List<Fields> json, Vit vit, Parts parts) {
    return json.stream().map(part -> component(part, vit, parts)).toList();
  }

  /** Velocities, as large as the components that they move. */
  static List<Component> momentum(List<Fields> json, ModelGraph graph, Parts parts) {
    return graph instanceof ModelPath path
        ? components(json, path.vit(), parts)
        : json.stream().map(part -> velocity(part, graph, parts)).toList();
  }

  private static Component velocity(Fields json, ModelGraph graph, Parts parts) {
    String name = json.text("name");
    json.check(graph.component(name).isPresent(), "moves '%s', which the model has not", name);
    return joint(json, name, graph.component(name).get().shapes(), parts);
  }

  private static JsonObject write(Component component) {
    JsonObject json = new JsonObject();
    json.addProperty("name", component.name());
    json.addProperty("owner", component.owner());
    json.addProperty("object", component.id());
    json.addProperty("size", ModelPath.sizeOf(component));
    return json;
  }

  private static Component component(Fields json, Vit vit, Parts parts) {
    json.exactly(COMPONENT);
    return json.checked(
        () ->
            parts.component(
                vit,
                json.text("name"),
                json.count("size"),
                json.name("owner"),
                json.text("object")));
  }
}

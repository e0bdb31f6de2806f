package org.munet4j.system;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import org.munet4j.component.Component;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Vit;
import org.munet4j.space.Hyperparameters;
import org.munet4j.train.Schedule;

/** A model in JSON; its tensors are named by the hash of the object that holds them. */
final class ModelJson {
  private static final Set<String> MODEL =
      Set.of("id", "task", "parent", "vit", "components", "hyperparameters", "metrics");
  private static final String PRIVATE = "isPrivate";
  private static final String MOMENTUM = "momentum";
  private static final Set<String> VIT =
      Set.of("imageSize", "patch", "hidden", "mlp", "heads", "layers");
  private static final Set<String> COMPONENT = Set.of("name", "owner", "object", "size");
  private static final Set<String> METRICS =
      Set.of("quality", "test", "score", "generation", "offspring", "evaluations");

  private ModelJson() {}

  static JsonObject write(Model model) {
    JsonObject json = new JsonObject();
    json.addProperty("id", model.id());
    json.addProperty("task", model.task());
    json.addProperty("parent", model.parent());
    json.add("vit", write(model.path().vit()));
    json.add("components", components(model.graph().components()));
    JsonObject choices = new JsonObject();
    model.hyperparameters().values().forEach((name, value) -> choices.add(name, choice(value)));
    json.add("hyperparameters", choices);
    json.add("metrics", write(model.metrics()));
    if (!model.momentum().isEmpty()) {
      json.add(MOMENTUM, components(model.momentum()));
    }
    if (model.isPrivate()) {
      json.addProperty(PRIVATE, true);
    }
    return json;
  }

  static Model read(Fields json, Parts parts) {
    json.exactly(MODEL, Set.of(MOMENTUM, PRIVATE));
    Vit vit = vit(json.object("vit"));
    List<Component> components = components(json.objects("components"), vit, parts);
    List<Component> momentum =
        json.has(MOMENTUM) ? components(json.objects(MOMENTUM), vit, parts) : List.of();
    json.check(
        vit.layers() <= components.size(),
        "has %d layers and %d components; each layer is a component",
        vit.layers(),
        components.size());
    ModelPath path = json.checked(() -> new ModelPath(vit, components));
    return json.checked(
        () ->
            new Model(
                json.name("id"),
                json.name("task"),
                json.name("parent"),
                path,
                hyperparameters(json.object("hyperparameters"), vit),
                metrics(json.object("metrics")),
                momentum,
                json.has(PRIVATE) && json.truth(PRIVATE)));
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

  private static JsonArray components(List<Component> components) {
    return Fields.json(components.stream().map(ModelJson::write).toList());
  }

  private static List<Component> components(List<Fields> json, Vit vit, Parts parts) {
    return json.stream().map(part -> component(part, vit, parts)).toList();
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

  /** A whole number has no point and no exponent; any other number has one of them. */
  private static JsonPrimitive choice(Object value) {
    return value instanceof Integer whole
        ? new JsonPrimitive(whole)
        : value instanceof Double number
            ? Fields.json(number.doubleValue())
            : value instanceof Boolean truth
                ? new JsonPrimitive(truth)
                : new JsonPrimitive(((Schedule) value).name());
  }

  private static Hyperparameters hyperparameters(Fields json, Vit vit) {
    SortedMap<String, Object> values = Hyperparameters.added(vit.imageSize());
    for (String name : json.json().keySet()) {
      values.put(name, choice(json, name));
    }
    return json.checked(() -> new Hyperparameters(values));
  }

  private static Object choice(Fields json, String name) {
    String value = json.json().get(name).toString();
    if (value.startsWith("\"")) {
      return json.constant(name, Schedule.class);
    }
    if (value.equals("true") || value.equals("false")) {
      return json.truth(name);
    }
    boolean isWhole = value.chars().noneMatch(letter -> ".eE".indexOf(letter) >= 0);
    return isWhole ? (Object) json.count(name) : (Object) json.number(name);
  }

  private static JsonObject write(Metrics metrics) {
    JsonObject json = new JsonObject();
    json.add("quality", Fields.json(metrics.quality()));
    json.add(
        "test",
        metrics.test().isPresent() ? Fields.json(metrics.test().getAsDouble()) : JsonNull.INSTANCE);
    json.add("score", Fields.json(metrics.score()));
    json.addProperty("generation", metrics.generation());
    json.addProperty("offspring", metrics.offspring());
    json.add("evaluations", Fields.json(metrics.evaluations()));
    return json;
  }

  private static Metrics metrics(Fields json) {
    json.exactly(METRICS);
    return new Metrics(
        json.number("quality"),
        json.isNull("test") ? OptionalDouble.empty() : OptionalDouble.of(json.number("test")),
        json.number("score"),
        json.count("generation"),
        json.count("offspring"),
        json.numbers("evaluations"));
  }
}

package org.munet4j.system;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import org.munet4j.component.Component;
import org.munet4j.component.ModelGraph;
import org.munet4j.space.Hyperparameters;
import org.munet4j.train.Schedule;

/** A model in JSON; its tensors are named by the hash of the object that holds them. */
final class ModelJson {
  private static final Set<String> MODEL =
      Set.of("id", "task", "parent", "hyperparameters", "metrics");
  private static final String PRIVATE = "isPrivate";
  private static final String MOMENTUM = "momentum";
  private static final Set<String> METRICS =
      Set.of("quality", "test", "score", "generation", "offspring", "evaluations");

  private ModelJson() {}

  static JsonObject write(Model model) {
    JsonObject json = new JsonObject();
    json.addProperty("id", model.id());
    json.addProperty("task", model.task());
    json.addProperty("parent", model.parent());
    GraphJson.write(model.graph(), json);
    JsonObject choices = new JsonObject();
    model.hyperparameters().values().forEach((name, value) -> choices.add(name, choice(value)));
    json.add("hyperparameters", choices);
    json.add("metrics", write(model.metrics()));
    if (!model.momentum().isEmpty()) {
      json.add(MOMENTUM, GraphJson.components(model.momentum()));
    }
    if (model.isPrivate()) {
      json.addProperty(PRIVATE, true);
    }
    return json;
  }

  static Model read(Fields json, Parts parts) {
    Set<String> members = new HashSet<>(MODEL);
    members.addAll(GraphJson.members(json));
    json.exactly(members, Set.of(MOMENTUM, PRIVATE));
    ModelGraph graph = GraphJson.read(json, parts);
    List<Component> momentum =
        json.has(MOMENTUM) ? GraphJson.momentum(json.objects(MOMENTUM), graph, parts) : List.of();
    return json.checked(
        () ->
            new Model(
                json.name("id"),
                json.name("task"),
                json.name("parent"),
                graph,
                hyperparameters(json.object("hyperparameters"), graph.side()),
                metrics(json.object("metrics")),
                momentum,
                json.has(PRIVATE) && json.truth(PRIVATE)));
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

  private static Hyperparameters hyperparameters(Fields json, int side) {
    SortedMap<String, Object> values = Hyperparameters.added(side);
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

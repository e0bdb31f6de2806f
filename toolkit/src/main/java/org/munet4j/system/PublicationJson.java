package org.munet4j.system;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.munet4j.store.Commit;
import org.munet4j.train.Trained;

/** A publication in JSON; whose and which cycle it is stands in its commit. */
final class PublicationJson {
  private static final Set<String> PUBLICATION = Set.of("task", "best", "children");
  private static final Set<String> CHILD =
      Set.of(
          "id",
          "parent",
          "generation",
          "changes",
          "trained",
          "accountedParameters",
          "quality",
          "score",
          "evaluations",
          "isKept",
          "end");

  private PublicationJson() {}

  static JsonObject write(Publication publication) {
    JsonObject json = new JsonObject();
    json.addProperty("task", publication.task());
    json.add(
        "best", publication.best().<JsonElement>map(ModelJson::write).orElse(JsonNull.INSTANCE));
    json.add(
        "children",
        Fields.json(publication.children().stream().map(PublicationJson::write).toList()));
    return json;
  }

  static Publication read(Commit.Key key, Fields json, Parts parts) {
    json.exactly(PUBLICATION);
    Optional<Model> best = json.optional("best").map(model -> ModelJson.read(model, parts));
    List<Child> children = json.objects("children").stream().map(PublicationJson::child).toList();
    return new Publication(key.agent(), json.name("task"), key.cycle(), best, children, false);
  }

  private static JsonObject write(Child child) {
    JsonObject json = new JsonObject();
    json.addProperty("id", child.id());
    json.addProperty("parent", child.parent());
    json.addProperty("generation", child.generation());
    json.add("changes", Fields.json(child.changes()));
    json.add("trained", Fields.json(child.trained()));
    json.add("accountedParameters", Fields.json(child.accountedParameters()));
    json.add("quality", Fields.json(child.quality()));
    json.add("score", Fields.json(child.score()));
    json.add("evaluations", Fields.json(child.evaluations()));
    json.addProperty("isKept", child.isKept());
    json.addProperty("end", child.end().name());
    return json;
  }

  private static Child child(Fields json) {
    json.exactly(CHILD);
    return new Child(
        json.name("id"),
        json.name("parent"),
        json.count("generation"),
        json.texts("changes"),
        json.texts("trained"),
        json.number("accountedParameters"),
        json.number("quality"),
        json.number("score"),
        json.numbers("evaluations"),
        json.truth("isKept"),
        json.constant("end", Trained.End.class));
  }
}

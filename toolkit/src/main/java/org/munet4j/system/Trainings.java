package org.munet4j.system;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.munet4j.component.Component;
import org.munet4j.component.ModelGraph;
import org.munet4j.internal.Require;
import org.munet4j.store.Commit;
import org.munet4j.store.Progress;
import org.munet4j.train.Trained;
import org.munet4j.train.Training;

/** The finished trainings of one open cycle, as steps of its progress in the store. */
final class Trainings implements Recall {
  private static final Set<String> STEP = Set.of("facts", "trained");
  private static final Set<String> TRAINED =
      Set.of("objects", "isImproved", "score", "evaluations", "end", "reason", "momentum");

  private final Commits commits;
  private final Parts parts;
  private final Commit.Key key;

  Trainings(Commits commits, Parts parts, Commit.Key key) {
    this.commits = commits;
    this.parts = parts;
    this.key = key;
  }

  @Override
  public Optional<Trained> find(String child, Training training) {
    return commits.store().recalled(key, child).map(step -> read(step, training));
  }

  @Override
  public Trained keep(String child, Training training, Trained trained) {
    List<Component> changed = new ArrayList<>();
    if (trained.isImproved()) {
      changed.addAll(trained.graph().own());
      changed.removeIf(part -> !training.trainable().contains(part.name()));
    }
    List<Component> kept = new ArrayList<>(changed);
    kept.addAll(trained.momentum());
    commits.keep(kept);
    JsonObject json = new JsonObject();
    json.add("facts", new Facts(training.facts()).json());
    json.add("trained", write(trained, changed));
    Progress mine = new Progress(key, child, Commits.ids(kept).toList(), json.toString());
    return read(commits.store().record(mine), training);
  }

  private static JsonObject write(Trained trained, List<Component> changed) {
    JsonObject json = new JsonObject();
    json.add("objects", objects(changed));
    json.addProperty("isImproved", trained.isImproved());
    json.add("score", Fields.json(trained.score()));
    json.add("evaluations", Fields.json(trained.evaluations()));
    json.addProperty("end", trained.end().name());
    json.addProperty("reason", trained.reason());
    json.add("momentum", objects(trained.momentum()));
    return json;
  }

  private static JsonObject objects(List<Component> components) {
    JsonObject objects = new JsonObject();
    components.forEach(part -> objects.addProperty(part.name(), part.id()));
    return objects;
  }

  private Trained read(Progress step, Training training) {
    Fields json = new Fields(step.json(), "step '" + step.step() + "' of " + step.key());
    json.exactly(STEP);
    Facts.read(json.object("facts"))
        .checkSame(
            training.facts(),
            Require.text("%s was begun with other settings: of child %s, ", key, step.step()),
            OpenCycle.repair(key));
    Fields trained = json.object("trained").exactly(TRAINED);
    return new Trained(
        training.graph().replacing(components(trained.object("objects"), training)),
        trained.truth("isImproved"),
        trained.number("score"),
        trained.numbers("evaluations"),
        trained.constant("end", Trained.End.class),
        trained.text("reason"),
        components(trained.object("momentum"), training));
  }

  /** Components by their names, as large as those of the graph that was trained. */
  private List<Component> components(Fields objects, Training training) {
    ModelGraph start = training.graph();
    List<Component> found = new ArrayList<>();
    for (String name : objects.json().keySet()) {
      Component before =
          objects.checked(
              () ->
                  start
                      .component(name)
                      .orElseThrow(() -> new IllegalArgumentException("no component " + name)));
      String owner = training.task().name();
      found.add(parts.component(before.shapes(), name, owner, objects.text(name)));
    }
    return found;
  }
}

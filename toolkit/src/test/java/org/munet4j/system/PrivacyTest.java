package org.munet4j.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.component.Fresh;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Vit;
import org.munet4j.report.Tables;
import org.munet4j.store.StoreException;
import org.munet4j.tensor.RandomStream;
import org.munet4j.train.TinyTask;

class PrivacyTest {
  private static final Model ROOT = Model.root(TinyTask.path(2));

  @RegisterExtension final SoundStores stores = new SoundStores();
  @TempDir Path folder;

  private static Model model(String task) {
    RandomStream stream = RandomStream.seeded(task.hashCode());
    ModelPath path =
        ROOT.path()
            .replacing(List.of(Fresh.component(TinyTask.VIT, Vit.block(1), 0, task, stream)));
    return new Model(task + ".0.0", task, ROOT.id(), path, ROOT.hyperparameters(), Metrics.root());
  }

  /** A system with a public model of one task and a private one of another. */
  private Commits commits() {
    Commits commits = new Commits(stores.in(folder.resolve("system")));
    commits.begin(ROOT);
    for (Model model : List.of(model("open"), model("diary").withPrivacy(true))) {
      commits.publish(new Publication(model.task(), 0, Optional.of(model), List.of(), false));
    }
    return commits;
  }

  private static void check(MultitaskSystem system) {
    assertTrue(system.model("diary").isPrivate());
    assertFalse(system.model("open").isPrivate());
    assertFalse(system.root().isPrivate());
  }

  @Test
  void aPrivateModelStaysPrivateInTheStoreAndInArchives() {
    Commits commits = commits();
    check(MultitaskSystem.open(folder.resolve("system")));
    commits.exportTo(folder.resolve("all.zip"));
    check(new Commits(stores.inMemory()).importFrom(folder.resolve("all.zip")));
    commits.exportTo(folder.resolve("diary.zip"), "diary");
    Commits other = new Commits(stores.inMemory());
    other.begin(ROOT);
    Model imported = other.importFrom(folder.resolve("diary.zip")).model("diary");
    assertTrue(imported.isPrivate());
    assertTrue(imported.withMetrics(Metrics.root()).isPrivate());
  }

  @Test
  void itSaysSoAndKeepsItsName() {
    assertTrue(model("diary").withPrivacy(true).toString().startsWith("private model diary.0.0 "));
    assertTrue(model("diary").toString().startsWith("model diary.0.0 "));
    assertEquals(
        List.of("published", "published", "published, private"),
        Tables.history(commits().system()).stringColumn("what").asList());
  }

  @Test
  void whatSaysNothingIsPublicAndOnlyTrueOrFalseIsAnAnswer() {
    Commits commits = commits();
    JsonObject json = ModelJson.write(model("open"));
    Parts parts = new Parts(commits.store()::loadVerified);
    assertFalse(json.has("isPrivate"));
    assertFalse(ModelJson.read(new Fields(json, "here"), parts).isPrivate());
    json.addProperty("isPrivate", "yes");
    assertThrows(StoreException.class, () -> ModelJson.read(new Fields(json, "here"), parts));
  }

  @Test
  void aRootIsNeverPrivate() {
    Exception wrong = assertThrows(IllegalArgumentException.class, () -> ROOT.withPrivacy(true));
    assertTrue(wrong.getMessage().contains("a root cannot be private"), wrong.getMessage());
    JsonObject json = ModelJson.write(ROOT);
    json.addProperty("isPrivate", true);
    Parts parts = new Parts(id -> null);
    assertThrows(StoreException.class, () -> ModelJson.read(new Fields(json, "here"), parts));
  }
}

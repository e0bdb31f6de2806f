package org.munet4j.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.component.Component;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Vit;
import org.munet4j.store.ObjectId;
import org.munet4j.store.Store;
import org.munet4j.store.StoreException;
import org.munet4j.task.Task;
import org.munet4j.tensor.RandomStream;
import org.munet4j.train.Augmentation;
import org.munet4j.train.Budget;
import org.munet4j.train.Improvement;
import org.munet4j.train.Sgd;
import org.munet4j.train.Stop;
import org.munet4j.train.TinyTask;
import org.munet4j.train.Trained;
import org.munet4j.train.Trainer;
import org.munet4j.train.Training;

class InheritedMomentumTest {
  private static final Task TASK = TinyTask.named("bars", 2, 1);
  private static final Model ROOT = Model.root(TinyTask.path(2));
  private static final Set<String> TOP = Set.of(Vit.block(1), Vit.NORM, Vit.HEAD);

  @RegisterExtension final SoundStores stores = new SoundStores();
  @TempDir Path folder;
  private int trained;

  private static Training training(ModelPath path, List<Component> momentum, int child) {
    return new Training(
            path,
            TOP,
            TASK,
            Sgd.standard(),
            Augmentation.none(),
            new Budget(20, 3, 2, 2),
            quality -> quality,
            -1,
            RandomStream.seeded(child))
        .improvement(Improvement.NOT_WORSE)
        .momentum(momentum);
  }

  /** Children in a row, each from the one before, as far as this attempt comes. */
  private Trained chain(OpenCycle open, Model parent, int children) {
    ModelPath path = parent.path();
    List<Component> momentum = parent.momentum();
    Trained last = null;
    for (int i = 0; i < children; i++) {
      Training training = training(path, momentum, i);
      String id = "bars." + open.key().cycle() + "." + i;
      last = open.recall().find(id, training).orElseGet(() -> train(open, id, training));
      path = last.path();
      momentum = last.momentum();
    }
    return last;
  }

  private Trained train(OpenCycle open, String id, Training training) {
    trained++;
    return open.recall().keep(id, training, Trainer.run(training, new Stop(), quality -> {}));
  }

  private static OpenCycle open(Store store) {
    return new Commits(store).open("bars", Collections.emptySortedMap());
  }

  /** One cycle of three children, published with the velocities of the last. */
  private Model cycle(Store store) {
    OpenCycle open = open(store);
    Model parent = open.system().find("bars").orElse(open.system().root());
    Trained last = chain(open, parent, 3);
    String id = "bars." + open.key().cycle() + ".2";
    Model model =
        new Model(id, "bars", parent.id(), last.path(), ROOT.hyperparameters(), Metrics.root())
            .withMomentum(last.momentum());
    new Commits(store)
        .publish(new Publication("bars", open.key().cycle(), Optional.of(model), List.of(), false));
    return model;
  }

  private Store begun(Store store) {
    new Commits(store).begin(ROOT);
    return store;
  }

  @Test
  void aChainThatWasStoppedAndResumedEqualsOneThatNeverWas() {
    Store whole = begun(stores.inMemory());
    List<Model> expected = List.of(cycle(whole), cycle(whole));
    assertEquals(6, trained);
    Store stopped = begun(stores.in(folder));
    chain(open(stopped), ROOT, 2);
    assertEquals(8, trained);
    stopped.prune(Duration.ZERO, false);
    List<Model> found = new ArrayList<>(List.of(cycle(Store.open(folder))));
    assertEquals(9, trained);
    chain(open(Store.open(folder)), found.get(0), 1);
    found.add(cycle(Store.open(folder)));
    assertEquals(expected, found);
    Model opened = MultitaskSystem.open(folder).model("bars");
    assertEquals(expected.get(1).withParent("root"), opened);
    assertEquals(TOP.size(), found.get(1).momentum().size());
    assertNotEquals(found.get(0).momentum(), found.get(1).momentum());
  }

  @Test
  void othersVelocitiesAreAnotherTraining() {
    Store store = begun(stores.inMemory());
    Trained first = chain(open(store), ROOT, 1);
    Training same = training(ROOT.path(), first.momentum(), 0);
    Exception other =
        assertThrows(
            IllegalStateException.class, () -> open(store).recall().find("bars.0.0", same));
    assertTrue(other.getMessage().contains("velocity"), other.getMessage());
  }

  @Test
  void velocitiesAreKeptWithTheModelAndAreNoParameters() {
    Store store = begun(stores.in(folder));
    Model model = cycle(store);
    store.prune(Duration.ZERO, false);
    MultitaskSystem system = MultitaskSystem.open(folder);
    Model opened = system.model("bars");
    assertEquals(model.momentum(), opened.momentum());
    for (int i = 0; i < TOP.size(); i++) {
      Component velocity = opened.momentum().get(i);
      assertEquals(model.momentum().get(i).tensors(), velocity.tensors());
      assertEquals(Set.of(), system.users(velocity.id()));
    }
    assertEquals(model.path().parameters(), system.parameters());
    Model bare = opened.withMomentum(List.of());
    assertEquals(system.accountedParameters(bare), system.accountedParameters(opened));
  }

  @Test
  void archivesTakeVelocitiesAlong() {
    Store store = begun(stores.inMemory());
    Model model = cycle(store);
    Path whole = folder.resolve("whole.zip");
    new Commits(store).exportTo(whole);
    Store copy = stores.inMemory();
    assertEquals(model, new Commits(copy).importFrom(whole).model("bars"));
    Path single = folder.resolve("single.zip");
    new Commits(store).exportTo(single, "bars");
    Store other = begun(stores.inMemory());
    Model imported = new Commits(other).importFrom(single).model("bars");
    assertEquals(model.momentum(), imported.momentum());
    other.prune(Duration.ZERO, false);
    imported.momentum().forEach(velocity -> assertTrue(velocity.tensors().size() > 0));
  }

  @Test
  void aForgottenModelsVelocitiesGoWithIt() {
    Store store = begun(stores.inMemory());
    Model model = cycle(store);
    new Commits(store).forget("bars");
    store.prune(Duration.ZERO, false);
    for (Component velocity : model.momentum()) {
      assertFalse(store.has(new ObjectId(velocity.id())), velocity.toString());
    }
  }

  @Test
  void aCommitWhoseVelocitiesFitNoComponentIsRefused() {
    Store store = begun(stores.inMemory());
    Model model = cycle(store);
    JsonObject json = ModelJson.write(model);
    JsonArray velocities = json.getAsJsonArray("momentum");
    velocities.add(velocities.get(0));
    Parts parts = new Parts(store::loadVerified);
    StoreException twice =
        assertThrows(StoreException.class, () -> ModelJson.read(new Fields(json, "here"), parts));
    assertTrue(twice.getMessage().contains("twice"), twice.getMessage());
    velocities.remove(velocities.size() - 1);
    velocities.get(0).getAsJsonObject().addProperty("name", Vit.block(7));
    StoreException stranger =
        assertThrows(StoreException.class, () -> ModelJson.read(new Fields(json, "here"), parts));
    assertTrue(stranger.getMessage().contains("encoderblock_7"), stranger.getMessage());
  }
}

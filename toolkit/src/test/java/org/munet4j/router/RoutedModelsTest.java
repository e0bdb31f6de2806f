package org.munet4j.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.translate.TranslateException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.agent.MuNet;
import org.munet4j.component.Component;
import org.munet4j.component.Routed;
import org.munet4j.run.Run;
import org.munet4j.store.ObjectId;
import org.munet4j.store.Store;
import org.munet4j.system.Commits;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.SoundStores;
import org.munet4j.task.Task;
import org.munet4j.tensor.RandomStream;
import org.munet4j.train.Budget;
import org.munet4j.train.Evaluation;
import org.munet4j.train.Pictures;
import org.munet4j.train.TinyRouted;
import org.munet4j.train.TinyTask;

class RoutedModelsTest {
  private static final Model ROOT = Model.root(TinyTask.path(2));
  private static final Task A = TinyTask.named("a", 3, 1);
  private static final Routed OF_A = TinyRouted.model("a", 3, List.of(0, 1), List.of(0, 1));
  private static final Routed OF_B = TinyRouted.model("b", 4, List.of(0, 2), List.of(1, 2));
  private static final Routed OF_C = TinyRouted.model("c", 2, List.of(0, 1), List.of(0));
  private static final RoutedModels LEARNED =
      RoutedModels.by("hand", new TreeMap<>(Map.of("temperature", "2")))
          .with(A, OF_A)
          .with("b", OF_B, 0.5, OptionalDouble.of(0.4))
          .with("c", OF_C, 0.7, OptionalDouble.empty());

  @RegisterExtension final SoundStores stores = new SoundStores();
  @TempDir Path folder;

  @Test
  void threeTasksComeBackWithEveryBitAndShareWhatTheyShare() {
    Store store = stores.in(folder);
    MultitaskSystem grown = LEARNED.into(new Commits(store).begin(ROOT));
    MultitaskSystem system = MultitaskSystem.open(folder);
    assertEquals(List.of("a", "b", "c"), system.tasks());
    assertEquals(grown.models(), system.models());
    Map<String, Routed> before = Map.of("a", OF_A, "b", OF_B, "c", OF_C);
    before.forEach(
        (task, routed) -> {
          Routed after = (Routed) system.model(task).graph();
          assertEquals(routed, after);
          for (int i = 0; i < routed.components().size(); i++) {
            assertEquals(routed.components().get(i).tensors(), after.components().get(i).tensors());
          }
        });
    Set<String> distinct = new java.util.TreeSet<>(ROOT.graph().ids());
    before.values().forEach(routed -> distinct.addAll(routed.ids()));
    assertEquals(distinct.size(), store.verify().objects());
    assertEquals(ROOT.graph().ids().size() + 9, distinct.size(), "6 components and 3 heads");
    distinct.forEach(id -> assertTrue(store.has(new ObjectId(id))));
    assertSame(part(system, "a", "layer_0_component_0"), part(system, "c", "layer_0_component_0"));
    assertEquals(
        Map.of("temperature", "2"),
        system.commits().orElseThrow().published("hand~b").get(0).settings());
  }

  private static Component part(MultitaskSystem system, String task, String name) {
    return system.model(task).graph().component(name).orElseThrow();
  }

  @Test
  void aSharedComponentIsChargedInPartsAndBelongsToItsFirstTask() {
    MultitaskSystem system = LEARNED.into(MultitaskSystem.from(ROOT));
    double sum =
        List.of("a", "b", "c").stream()
            .mapToDouble(task -> system.accountedParameters(system.model(task)))
            .sum();
    assertEquals(system.parameters(), sum, 1e-9);
    Component stem = part(system, "c", "layer_0_component_0");
    assertEquals(Set.of("a", "b", "c"), system.users(stem.id()));
    assertEquals("a", stem.owner());
    assertEquals("b", part(system, "b", "layer_0_component_2").owner());
    long alone = 36 + 4;
    double expected = alone / 3.0 + alone + (1600 + 16) / 3.0 + (256 + 16) / 2.0 + 64 + 4 * 17;
    assertEquals(expected, system.accountedParameters(system.model("b")), 1e-9);
    assertFalse(system.isTrainable(stem.id(), "hand~a"), "others use it");
    assertEquals(ROOT.id(), system.lineage(system.model("b")).get(1).id());
  }

  @Test
  void aSecondPublicationReplacesTheFirstAndKeepsOwners() {
    MultitaskSystem once = LEARNED.into(new Commits(stores.inMemory()).begin(ROOT));
    Routed shaken = TinyRouted.shaken(OF_B, 1);
    Routed next = shaken.replacing(List.of(OF_B.component("layer_0_component_0").orElseThrow()));
    MultitaskSystem twice =
        RoutedModels.by("hand", new TreeMap<>())
            .with("b", next, 0.6, OptionalDouble.empty())
            .into(once);
    assertEquals("hand~b.1.0", twice.model("b").id());
    assertEquals(next, twice.model("b").graph());
    assertEquals("a", part(twice, "b", "layer_0_component_0").owner());
    assertEquals("b", part(twice, "b", "layer_0_component_2").owner());
    assertEquals(4, twice.models().size());
  }

  @Test
  void anArchiveOfTheSystemAndOneOfATaskAreReadBack() {
    MultitaskSystem system = LEARNED.into(new Commits(stores.inMemory()).begin(ROOT));
    Commits commits = system.commits().orElseThrow();
    Path whole = folder.resolve("whole.zip");
    commits.exportTo(whole);
    assertEquals(system.models(), new Commits(stores.inMemory()).importFrom(whole).models());
    Path single = folder.resolve("b.zip");
    commits.exportTo(single, "b");
    Commits other = new Commits(stores.inMemory());
    other.begin(ROOT);
    assertEquals(OF_B, other.importFrom(single).model("b").graph());
  }

  @Test
  void theSystemServesItAndSaysWhyItIsNotExported() throws TranslateException {
    MultitaskSystem system = LEARNED.into(MultitaskSystem.from(ROOT));
    assertEquals(Evaluation.accuracy(OF_A, A.validation()), system.model("a").metrics().quality());
    assertEquals(
        Evaluation.accuracy(OF_A, A.test()), system.model("a").metrics().test().orElseThrow());
    try (Predictor<Image, Classifications> predictor = system.predictor(A)) {
      assertEquals(3, predictor.predict(Pictures.of(A.test()).get(0)).items().size());
    }
    Path target = folder.resolve("export");
    String said =
        assertThrows(IllegalArgumentException.class, () -> system.export("a", target)).getMessage();
    assertTrue(said.contains("routed networks cannot be exported yet"), said);
    assertFalse(target.toFile().exists());
  }

  @Test
  void aSystemMayBeginWithAFreshRoutedNetwork() {
    Routed fresh = Routed.fresh(TinyRouted.NETWORK, 1, Model.ROOT, RandomStream.seeded(7));
    MultitaskSystem system = LEARNED.into(MultitaskSystem.in(folder, Model.root(fresh)));
    assertEquals(system.models(), MultitaskSystem.in(folder, Model.root(fresh)).models());
    assertEquals(fresh, MultitaskSystem.open(folder).root().graph());
    Routed other = Routed.fresh(TinyRouted.NETWORK, 1, Model.ROOT, RandomStream.seeded(8));
    String refused = refusal(() -> MultitaskSystem.in(folder, Model.root(other)));
    assertTrue(refused.contains("was begun with another root, routed model of 4 layers"), refused);
    Path zip = folder.resolve("a.zip");
    MultitaskSystem vits = MultitaskSystem.inMemory(ROOT);
    Run.on(vits).agent(MuNet.on(A).children(1).budget(new Budget(20, 1, 1, 1))).go();
    vits.commits().orElseThrow().exportTo(zip, "a");
    Commits routed = new Commits(stores.inMemory());
    routed.begin(Model.root(fresh));
    String foreign = refusal(() -> routed.importFrom(zip));
    assertTrue(foreign.contains("the system's root is routed model of 4 layers"), foreign);
  }

  private static String refusal(Executable refused) {
    return assertThrows(IllegalArgumentException.class, refused).getMessage();
  }

  @Test
  void modelsOfDifferentNetworksOrTwiceTheSameTaskAreRefused() {
    Routed other = TinyRouted.model(TinyRouted.network(3), "d", 3, List.of(0), List.of(0));
    OptionalDouble none = OptionalDouble.empty();
    assertThrows(IllegalArgumentException.class, () -> LEARNED.with("d", other, 0.5, none));
    assertThrows(IllegalArgumentException.class, () -> LEARNED.with("b", OF_B, 0.5, none));
    RoutedModels empty = RoutedModels.by("hand", new TreeMap<>());
    MultitaskSystem system = MultitaskSystem.from(ROOT);
    assertThrows(IllegalArgumentException.class, () -> empty.into(system));
  }
}

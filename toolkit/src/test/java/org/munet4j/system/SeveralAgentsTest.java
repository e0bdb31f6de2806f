package org.munet4j.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.component.Component;
import org.munet4j.component.Fresh;
import org.munet4j.component.ModelGraph;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Multipath;
import org.munet4j.component.Vit;
import org.munet4j.router.PerSampleRouter;
import org.munet4j.router.Router;
import org.munet4j.store.StoreException;
import org.munet4j.tensor.RandomStream;
import org.munet4j.train.TinyTask;

/** Several agents on one task, and models of several paths (papers 4 and 5). */
class SeveralAgentsTest {
  private static final Model ROOT = Model.root(TinyTask.path(2));

  @RegisterExtension final SoundStores stores = new SoundStores();
  @TempDir Path folder;

  private static ModelPath path(String task) {
    RandomStream stream = RandomStream.seeded(task.hashCode());
    return ROOT.path()
        .replacing(List.of(Fresh.component(TinyTask.VIT, Vit.block(1), 0, task, stream)));
  }

  private static Model model(String agent, String task, double quality, ModelGraph graph) {
    Metrics metrics = new Metrics(quality, OptionalDouble.of(quality), quality, 1, 0, List.of());
    return new Model(agent + ".0.0", task, ROOT.id(), graph, ROOT.hyperparameters(), metrics);
  }

  private static Publication publication(String agent, Model model) {
    return new Publication(agent, model.task(), 0, Optional.of(model), List.of(), false);
  }

  private static Multipath joined(String task) {
    return Router.perSample()
        .join(
            path(task),
            List.of(
                new PerSampleRouter.Source("b.0.0", path("b").withoutHead()),
                new PerSampleRouter.Source("root", ROOT.path().withoutHead())),
            Optional.empty(),
            task);
  }

  private static MultitaskSystem twoAgents() {
    return MultitaskSystem.from(ROOT)
        .publish(publication("munet", model("munet", "x", 0.7, path("x"))))
        .publish(publication("mu2net", model("mu2net", "x", 0.9, path("y"))))
        .publish(publication("late", model("late", "x", 0.9, path("z"))));
  }

  @Test
  void eachAgentsModelStaysAndTheBestSolvesTheTask() {
    MultitaskSystem system = twoAgents();
    assertEquals(List.of("x"), system.tasks());
    assertEquals(4, system.models().size());
    assertEquals("mu2net.0.0", system.model("x").id());
    assertEquals("munet.0.0", system.publishedBy("munet", "x").orElseThrow().id());
    assertEquals(Optional.of("late"), system.agent("late.0.0"));
    assertEquals(Optional.empty(), system.publishedBy("munet", "other"));
    assertEquals(Optional.empty(), system.agent("nobody.0.0"));
  }

  @Test
  void anAgentMayChangeOnlyWhatNoOtherAgentUses() {
    ModelPath shared = path("x");
    MultitaskSystem system =
        MultitaskSystem.from(ROOT).publish(publication("munet", model("munet", "x", 0.7, shared)));
    String block = shared.component(Vit.block(1)).orElseThrow().id();
    assertTrue(system.isTrainable(block, "munet"));
    assertFalse(system.isTrainable(block, "mu2net"));
    MultitaskSystem both = system.publish(publication("mu2net", model("mu2net", "x", 0.9, shared)));
    assertFalse(both.isTrainable(block, "munet"));
    assertEquals(Set.of("x"), both.users(block));
    assertFalse(system.isTrainable(shared.component(Vit.block(0)).orElseThrow().id(), "munet"));
  }

  /** Publishes two paths and a multipath of both, and one around it. */
  private Commits withMultipaths() {
    Commits commits = new Commits(stores.in(folder.resolve("system")));
    commits.begin(ROOT);
    commits.publish(publication("a", model("a", "a", 0.5, path("a"))));
    commits.publish(publication("b", model("b", "b", 0.5, path("b"))));
    commits.publish(publication("multipath~a", model("multipath~a", "a", 0.6, joined("a"))));
    Multipath nested =
        Router.perSample()
            .unconditioned()
            .skippingBelow(0.1)
            .join(
                path("c"),
                List.of(new PerSampleRouter.Source("multipath~a.0.0", joined("a"))),
                Optional.empty(),
                "c");
    Component velocity = nested.component(Multipath.connector(1)).orElseThrow();
    commits.publish(
        publication("nested", model("nested", "c", 0.6, nested).withMomentum(List.of(velocity))));
    return commits;
  }

  private static void check(MultitaskSystem system) {
    assertEquals(joined("a"), system.model("a").graph());
    assertTrue(system.model("a").isMultipath());
    Multipath nested = (Multipath) system.model("c").graph();
    assertEquals(joined("a"), nested.branches().get(0).graph());
    assertEquals(0.1, nested.mixing().threshold());
    assertEquals(4, nested.paths().size());
    String block = path("b").component(Vit.block(1)).orElseThrow().id();
    assertEquals(Set.of("a", "b", "c"), system.users(block));
  }

  @Test
  void aMultipathLivesInAStoreAndInArchives() {
    Commits commits = withMultipaths();
    check(commits.system());
    check(MultitaskSystem.open(folder.resolve("system")));
    commits.exportTo(folder.resolve("all.zip"));
    check(new Commits(stores.inMemory()).importFrom(folder.resolve("all.zip")));
    commits.exportTo(folder.resolve("c.zip"), "c");
    Commits other = new Commits(stores.inMemory());
    other.begin(ROOT);
    Model alone = other.importFrom(folder.resolve("c.zip")).model("c");
    assertEquals(commits.system().model("c").graph(), alone.graph());
    assertEquals(1, alone.momentum().size());
  }

  @Test
  void aMultipathOutlivesThePathsThatItWasMadeOf() {
    Commits commits = withMultipaths();
    commits.forget("b");
    MultitaskSystem system = commits.system();
    assertEquals(Optional.empty(), system.find("b"));
    assertEquals(joined("a"), system.model("a").graph());
    joined("a").components().forEach(part -> assertEquals(part.tensors(), part.tensors()));
  }

  @Test
  void whatMultipathsBorrowCostsItsTaskAsMuchAsBefore() {
    MultitaskSystem before =
        MultitaskSystem.from(ROOT).publish(publication("b", model("b", "b", 0.5, path("b"))));
    MultitaskSystem after =
        before.publish(publication("multipath~a", model("multipath~a", "a", 0.6, joined("a"))));
    assertEquals(
        before.accountedParameters(before.model("b")), after.accountedParameters(after.model("b")));
    String block = path("b").component(Vit.block(1)).orElseThrow().id();
    assertEquals(Set.of("a", "b"), after.users(block));
  }

  @Test
  void aMultipathIsNoSinglePath() {
    Model model = model("multipath~a", "a", 0.6, joined("a"));
    String sentence = assertThrows(IllegalStateException.class, model::path).getMessage();
    assertTrue(sentence.contains("graph()"), sentence);
  }

  @Test
  void damagedJsonIsRefusedWithItsPlace() {
    Commits commits = withMultipaths();
    Parts parts = new Parts(commits.store()::loadVerified);
    for (String member : List.of("main", "branches", "router", "mixing")) {
      JsonObject json = ModelJson.write(commits.system().model("a"));
      json.getAsJsonObject("multipath").remove(member);
      String sentence =
          assertThrows(StoreException.class, () -> ModelJson.read(new Fields(json, "file"), parts))
              .getMessage();
      assertTrue(sentence.contains("multipath"), sentence);
    }
    JsonObject json = ModelJson.write(commits.system().model("a"));
    json.getAsJsonObject("multipath").getAsJsonArray("branches").remove(0);
    assertThrows(StoreException.class, () -> ModelJson.read(new Fields(json, "file"), parts));
  }
}

package org.munet4j.agent;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.munet4j.agent.PresetContractTest.Preset;
import org.munet4j.component.Component;
import org.munet4j.run.Run;
import org.munet4j.system.Child;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;
import org.munet4j.task.Task;
import org.munet4j.train.TinyTask;

/** What is learned of a private task reaches no other (§5.3). */
class PrivateTaskTest {
  private static final Model ROOT = Model.root(TinyTask.path(2));
  private static final Task DIARY = TinyTask.named("diary", 3, 1);
  private static final Task OPEN = TinyTask.named("open", 3, 2);
  private static final Task LATE = TinyTask.named("late", 4, 3);
  private static final int SEEDS = 3;

  private static SinglePathAgent agent(Preset preset, Task task, long seed) {
    return preset.on(task, seed).mutation(0.5);
  }

  @ParameterizedTest
  @EnumSource(names = {"MUNET", "MU2NET", "MU2NET_PLUS"})
  void nothingOfAPrivateTaskReachesOthersAndItMayUseTheirs(Preset preset) {
    Set<String> used = new HashSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      Run.Result result =
          Run.on(MultitaskSystem.from(ROOT))
              .agent(agent(preset, DIARY, seed).asPrivate())
              .agent(agent(preset, OPEN, seed))
              .agent(agent(preset, LATE, seed))
              .cycles(2)
              .go();
      for (Publication publication : result.history()) {
        if (publication.task().equals("diary")) {
          publication.children().forEach(child -> used.add(task(child.parent())));
        } else {
          publication.children().forEach(PrivateTaskTest::checkParent);
          checkOpen(result.system(), publication.best().orElseThrow());
        }
      }
      assertTrue(result.system().model("diary").isPrivate());
    }
    assertTrue(used.contains("open") || used.contains("late"), used.toString());
  }

  private static String task(String model) {
    return model.split("\\.")[0];
  }

  private static void checkParent(Child child) {
    assertFalse(task(child.parent()).equals("diary"), child.toString());
  }

  private static void checkOpen(MultitaskSystem system, Model open) {
    assertFalse(open.isPrivate());
    Set<String> secrets = new HashSet<>();
    Model diary = system.model("diary");
    for (Component part : diary.path().components()) {
      if (part.owner().equals("diary")) {
        secrets.add(part.id());
      }
    }
    assertFalse(secrets.isEmpty());
    for (Component part : open.path().components()) {
      assertFalse(part.owner().equals("diary") || secrets.contains(part.id()), part.toString());
    }
    for (Component velocity : open.momentum()) {
      assertFalse(velocity.owner().equals("diary"), velocity.toString());
    }
    for (Model ancestor : system.lineage(open)) {
      assertFalse(ancestor.task().equals("diary"), open + " from " + ancestor);
    }
  }

  @Test
  void whatDescendsFromAPrivateModelIsPrivateWhoeverTrainedIt() {
    SinglePathAgent agent = agent(Preset.MU2NET, DIARY, 1);
    MultitaskSystem first =
        Run.on(MultitaskSystem.from(ROOT)).agent(agent.asPrivate()).go().system();
    Rules climbing = agent.rules().hillClimbing();
    Model later = Run.on(first).agent(agent.rules(climbing)).go().system().model("diary");
    assertTrue(later.id().startsWith("diary.1."), "a new model is needed here: " + later);
    assertTrue(later.isPrivate(), later.toString());
  }
}

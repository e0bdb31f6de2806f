package org.munet4j.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.munet4j.agent.MuNet;
import org.munet4j.agent.SinglePathAgent;
import org.munet4j.component.Fresh;
import org.munet4j.data.Alphabets;
import org.munet4j.space.Hyperparameters;
import org.munet4j.space.SearchSpace;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.task.Task;
import org.munet4j.tensor.RandomStream;
import org.munet4j.train.Budget;
import org.munet4j.train.FrozenCache;
import org.munet4j.train.LayerPasses;
import org.munet4j.train.TinyTask;

class ReuseTest {
  private static final Budget BUDGET = new Budget(32, 6, 2, 2);

  private static Run run(long seed, int slots, FrozenCache cache) {
    RandomStream stream = RandomStream.seeded(seed);
    Model root = Model.root(Fresh.path(TinyTask.VIT, 2, "root", stream));
    Hyperparameters mild =
        Hyperparameters.muNet(2).with("ds_flip_left_right", false).with("ds_area_range_min", 1.0);
    List<SinglePathAgent> agents =
        IntStream.range(0, 2)
            .mapToObj(i -> Alphabets.seeded(seed).alphabet(i).source(8, 4))
            .map(source -> Task.named("task" + source.name().hashCode()).from(source).build())
            .map(task -> MuNet.on(task).seed(seed).children(6).generation(3).budget(BUDGET))
            .map(agent -> agent.mutation(0.3).space(SearchSpace.autoTune(2)).defaults(mild))
            .toList();
    Run run = Run.on(MultitaskSystem.from(root)).cycles(2).slots(slots).reuse(cache);
    for (SinglePathAgent agent : agents) {
      run = run.agent(agent);
    }
    return run;
  }

  @Test
  void aRunGivesTheSameTablesWithAndWithoutReuseOnAnyNumberOfSlots() {
    for (long seed = 0; seed < 4; seed++) {
      try (FrozenCache none = FrozenCache.none();
          FrozenCache cache = FrozenCache.within(1 << 24);
          FrozenCache small = FrozenCache.within(100_000)) {
        Run.Result anew = run(seed, 1, none).go();
        for (Run.Result reused : List.of(run(seed, 2, cache).go(), run(seed, 3, small).go())) {
          assertEquals(anew.history(), reused.history(), "seed " + seed);
          assertEquals(anew.system().models(), reused.system().models(), "seed " + seed);
        }
        assertEquals(0, none.report().saved());
        assertTrue(cache.report().saved() > 0, cache.report().toString());
      }
    }
  }

  @Test
  void aLaterRunProfitsFromAnEarlierOne() {
    try (FrozenCache cache = FrozenCache.within(1 << 24)) {
      run(7, 1, cache).go();
      LayerPasses first = cache.report();
      run(7, 1, cache).go();
      long again = cache.report().computed() - first.computed();
      assertTrue(again < first.computed(), again + " of " + first.computed());
    }
  }
}

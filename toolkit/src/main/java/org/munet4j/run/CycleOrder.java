package org.munet4j.run;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.munet4j.internal.Require;
import org.munet4j.store.StrictJson;

/**
 * The request to work one cycle of an agent on a system in a folder. As text it is one line of
 * JSON, so it can go to any process that sees the folders.
 *
 * @param agent in words, as {@link AgentWords} reads them
 * @param task as {@link TaskNames} finds it
 * @param cycle how many the agent has published before; if it has more, nothing is to be done
 * @param seed start of every random stream, those of generated images included
 * @param system folder of the system, which has a root
 * @param data folder with real data; empty means generated alphabets
 */
public record CycleOrder(
    AgentWords agent, String task, int cycle, long seed, Path system, Optional<Path> data) {
  private static final Set<String> MEMBERS = Set.of("agent", "task", "cycle", "seed", "system");

  public CycleOrder {
    Require.that(cycle >= 0, "order: cycle is %d, cycles count from 0", cycle);
  }

  /** The same for another cycle. */
  public CycleOrder cycle(int number) {
    return new CycleOrder(agent, task, number, seed, system, data);
  }

  /** Under which name the agent publishes. */
  public String name() {
    return agent.name(task);
  }

  /** One line of JSON; folders are absolute. */
  public String json() {
    JsonObject json = new JsonObject();
    json.addProperty("agent", agent.toString());
    json.addProperty("task", task);
    json.addProperty("cycle", cycle);
    json.addProperty("seed", seed);
    json.addProperty("system", system.toAbsolutePath().toString());
    data.ifPresent(folder -> json.addProperty("data", folder.toAbsolutePath().toString()));
    return json.toString();
  }

  /**
   * Reads what {@link #json} wrote.
   *
   * @throws RuntimeException that says what is wrong with it
   */
  public static CycleOrder of(String line) {
    JsonObject json = StrictJson.object(line, "the order");
    Require.that(
        json.keySet().containsAll(MEMBERS) && json.size() == MEMBERS.size() + (has(json) ? 1 : 0),
        "the order has members %s, needs %s and may have data",
        json.keySet(),
        MEMBERS);
    return new CycleOrder(
        AgentWords.of(json.get("agent").getAsString()),
        json.get("task").getAsString(),
        json.get("cycle").getAsInt(),
        json.get("seed").getAsLong(),
        Path.of(json.get("system").getAsString()),
        has(json) ? Optional.of(Path.of(json.get("data").getAsString())) : Optional.empty());
  }

  private static boolean has(JsonObject json) {
    return json.has("data");
  }
}

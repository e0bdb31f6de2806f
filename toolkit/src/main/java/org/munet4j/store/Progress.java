package org.munet4j.store;

import com.google.gson.JsonObject;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.regex.Pattern;
import org.munet4j.internal.Require;

/**
 * A step of a cycle that is not closed yet, kept so that the cycle can go on where it stopped.
 *
 * @param key the cycle
 * @param step its name, which is also the name of a file
 * @param objects all that must stay until the cycle is closed
 * @param body a JSON object that the store keeps as it is
 */
public record Progress(Commit.Key key, String step, List<ObjectId> objects, String body) {
  static final String FOLDER = "progress";
  private static final Pattern STEP = Pattern.compile("[a-z0-9_][a-z0-9_.~-]{0,99}");

  public Progress {
    Require.that(STEP.matcher(step).matches(), "step '%s': use 1 to 100 of a-z 0-9 _ . ~ -", step);
    Envelope.requireBody(body);
    objects = List.copyOf(objects);
  }

  /**
   * The body as a tree.
   *
   * @throws StoreException if another program wrote something else than one JSON object
   */
  public JsonObject json() {
    return StrictJson.object(body, "the body of step " + step);
  }

  static String folder(Commit.Key key) {
    return FOLDER + "/" + key.agent() + "/" + key.digits();
  }

  static String file(Commit.Key key, String step) {
    return folder(key) + "/" + step + ".json";
  }

  ByteBuffer bytes() {
    JsonObject head = new JsonObject();
    head.addProperty("agent", key.agent());
    head.addProperty("cycle", key.cycle());
    head.addProperty("step", step);
    head.add("objects", Ids.json(objects));
    return Envelope.of("progress", head, body).bytes();
  }

  static Progress read(ByteBuffer bytes, String file) {
    Envelope envelope = Envelope.read("progress", bytes, file);
    Progress progress = Ids.checked(file, () -> of(envelope.json(file), envelope.body()));
    StoreException.unless(
        file(progress.key, progress.step).equals(file)
            && Ids.checked(file, progress::bytes).equals(bytes),
        "%s is step '%s' of %s in another spelling or place",
        file,
        progress.step,
        progress.key);
    return progress;
  }

  private static Progress of(JsonObject head, String body) {
    return new Progress(
        new Commit.Key(head.get("agent").getAsString(), head.get("cycle").getAsInt()),
        head.get("step").getAsString(),
        Ids.of(head.getAsJsonArray("objects")),
        body);
  }
}

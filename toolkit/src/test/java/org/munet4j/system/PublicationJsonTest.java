package org.munet4j.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.munet4j.Cases;
import org.munet4j.component.Component;
import org.munet4j.component.Fresh;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Vit;
import org.munet4j.space.Hyperparameters;
import org.munet4j.store.Commit;
import org.munet4j.store.Store;
import org.munet4j.store.StoreException;
import org.munet4j.tensor.RandomStream;
import org.munet4j.train.Schedule;
import org.munet4j.train.Trained;

class PublicationJsonTest {
  private static final Set<String> MAY_LACK =
      Set.of(
          "_mu_",
          "_mu_|hp:opt_lr",
          "ds_image_size",
          "ds_crop",
          "ds_quality_delta",
          "ds_brightness_delta",
          "ds_contrast_delta",
          "ds_saturation_delta",
          "ds_hue_delta");

  private final Store store = Store.inMemory();
  private final Parts parts = new Parts(store::loadVerified);

  private static double number(SplittableRandom random) {
    return switch (random.nextInt(8)) {
      case 0 -> -0.0;
      case 1 -> Double.NEGATIVE_INFINITY;
      case 2 -> Double.MIN_VALUE;
      case 3 -> random.nextInt(5);
      case 4 -> Double.NaN;
      default -> Double.longBitsToDouble(random.nextLong() & 0xBFEFFFFFFFFFFFFFL);
    };
  }

  private static List<Double> numbers(SplittableRandom random) {
    return Stream.generate(() -> number(random)).limit(random.nextInt(5)).toList();
  }

  private Model model(String task, SplittableRandom random, boolean isSpecial) {
    Vit vit = new Vit(8 + random.nextInt(9), 4, 6, 5, 2, random.nextInt(3));
    RandomStream stream = RandomStream.seeded(random.nextLong());
    List<Component> parts = new ArrayList<>(Fresh.path(vit, 3, task, stream).components());
    if (vit.layers() > 0) {
      parts.add(3, Fresh.component(vit, Vit.adapter(0), 1 + random.nextInt(9), "other", stream));
    }
    List<Component> momentum = new ArrayList<>(parts);
    momentum.removeIf(part -> !isSpecial || random.nextBoolean());
    parts.forEach(part -> store.put(part.bytes()));
    Hyperparameters choices =
        Hyperparameters.muNet(vit.layers())
            .with("opt_lr", random.nextDouble(1e-300, 1))
            .with("opt_lr_schedule", Schedule.values()[random.nextInt(3)])
            .with("opt_momentum", random.nextBoolean() ? 0.0 : random.nextDouble())
            .with("opt_nesterov", random.nextBoolean())
            .with("ds_hue_delta", random.nextDouble(0.5))
            .with("_mu_|hp:opt_lr", random.nextBoolean() ? 1.0 : random.nextDouble());
    OptionalDouble test =
        random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(number(random));
    Metrics metrics =
        new Metrics(
            number(random),
            test,
            number(random),
            random.nextInt(9),
            random.nextInt(99),
            numbers(random));
    ModelPath path = new ModelPath(vit, parts);
    return new Model(task + ".0.1", task, "ro\"ot\u2028", path, choices, metrics)
        .withMomentum(momentum)
        .withPrivacy(isSpecial);
  }

  private static Child child(int place, SplittableRandom random) {
    return new Child(
        "a.0." + place,
        "root",
        random.nextInt(9),
        List.of("opt_lr 0.1 → 0.2", "clone"),
        List.of("head"),
        number(random),
        number(random),
        number(random),
        numbers(random),
        random.nextBoolean(),
        Trained.End.values()[random.nextInt(Trained.End.values().length)]);
  }

  private Publication publication(SplittableRandom random) {
    Optional<Model> best =
        random.nextInt(4) == 0
            ? Optional.empty()
            : Optional.of(model("a", random, random.nextBoolean()));
    List<Child> children =
        Stream.iterate(0, i -> i + 1).limit(random.nextInt(4)).map(i -> child(i, random)).toList();
    return new Publication("agent", "a", random.nextInt(99), best, children, false);
  }

  private Publication read(Publication from, JsonElement json) {
    Fields fields = new Fields(json.getAsJsonObject(), "here");
    return PublicationJson.read(new Commit.Key(from.agent(), from.cycle()), fields, parts);
  }

  @Test
  void everyBitComesBack() {
    Cases.check(
        200,
        random -> {
          Publication before = publication(random);
          String text = PublicationJson.write(before).toString();
          Publication after = read(before, JsonParser.parseString(text));
          assertEquals(before, after);
          assertEquals(text, PublicationJson.write(after).toString());
          before
              .best()
              .ifPresent(
                  best -> {
                    List<Component> parts = after.best().orElseThrow().path().components();
                    for (int i = 0; i < parts.size(); i++) {
                      Component was = best.path().components().get(i);
                      assertEquals(was.owner(), parts.get(i).owner());
                      assertEquals(was.tensors(), parts.get(i).tensors());
                    }
                  });
        });
  }

  @Test
  void whateverIsNotAPublicationIsRefusedWithItsPlace() {
    SplittableRandom random = new SplittableRandom(1);
    Model best = model("a", random, false);
    Publication whole =
        new Publication("agent", "a", 0, Optional.of(best), List.of(child(0, random)), false);
    JsonObject json = PublicationJson.write(whole);
    List<JsonElement> others =
        List.of(
            new JsonPrimitive("x"),
            new JsonPrimitive(-1.5),
            new JsonPrimitive(1e300),
            new JsonPrimitive(true),
            JsonNull.INSTANCE,
            new JsonArray(),
            new JsonObject());
    int refused = 0;
    for (JsonObject object : objects(json)) {
      for (Map.Entry<String, JsonElement> member : List.copyOf(object.entrySet())) {
        object.remove(member.getKey());
        if (!MAY_LACK.contains(member.getKey())) {
          StoreException gone = assertThrows(StoreException.class, () -> read(whole, json));
          assertTrue(gone.getMessage().startsWith("here"), gone.getMessage());
        }
        for (JsonElement other : others) {
          object.add(member.getKey(), other);
          try {
            read(whole, json);
          } catch (StoreException wrong) {
            refused++;
          }
        }
        object.add(member.getKey(), member.getValue());
        object.addProperty("more", 1);
        assertThrows(StoreException.class, () -> read(whole, json));
        object.remove("more");
      }
    }
    assertTrue(refused > 300, refused + " refusals");
    assertEquals(whole, read(whole, json));
  }

  @Test
  void choicesThatAnOlderFileLacksChangeNothing() {
    Model model = model("a", new SplittableRandom(2), false);
    Publication whole = new Publication("a", "a", 0, Optional.of(model), List.of(), false);
    JsonObject json = PublicationJson.write(whole);
    for (JsonObject object : objects(json)) {
      MAY_LACK.forEach(object::remove);
    }
    Hyperparameters read = read(whole, json).best().orElseThrow().hyperparameters();
    assertEquals(model.path().vit().imageSize(), read.integer(Hyperparameters.IMAGE_SIZE));
    assertEquals(0.1, read.number(Hyperparameters.MU));
    assertTrue(read.augmentation().colour().isNone());
    assertEquals(model.hyperparameters().sgd(), read.sgd());
  }

  private Entry entry(String settings) {
    Publication nothing = new Publication("a", 0, Optional.empty(), List.of(), false);
    Entry entry = Entry.publishing(nothing, new TreeMap<>(Map.of("seed", "7")), 1, Instant.EPOCH);
    String body = entry.write().replace("\"settings\":{\"seed\":\"7\"},", settings);
    return Entry.read(Commit.publish(entry.key(), "one", List.of(), body), parts);
  }

  @Test
  void settingsAreTextsInOneLineAndNeverMissing() {
    assertEquals(Map.of("seed", "7"), entry("\"settings\":{\"seed\":\"7\"},").settings());
    assertEquals(Map.of(), entry("\"settings\":{},").settings());
    for (String wrong : List.of("{\"seed\":7}", "{\"seed\":\"\\u001b[2J\"}", "[]", "null")) {
      assertThrows(StoreException.class, () -> entry("\"settings\":" + wrong + ","));
    }
    assertThrows(StoreException.class, () -> entry(""));
  }

  private static List<JsonObject> objects(JsonElement json) {
    List<JsonObject> found = new ArrayList<>();
    if (json.isJsonArray()) {
      json.getAsJsonArray().forEach(element -> found.addAll(objects(element)));
    } else if (json.isJsonObject()) {
      found.add(json.getAsJsonObject());
      json.getAsJsonObject().entrySet().forEach(e -> found.addAll(objects(e.getValue())));
    }
    return found;
  }
}

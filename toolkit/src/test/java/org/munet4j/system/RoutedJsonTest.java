package org.munet4j.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.munet4j.component.ModelGraph;
import org.munet4j.component.Multipath;
import org.munet4j.component.Routed;
import org.munet4j.router.PerSampleRouter.Source;
import org.munet4j.router.Router;
import org.munet4j.store.Store;
import org.munet4j.store.StoreException;
import org.munet4j.tensor.DamagedFileException;
import org.munet4j.train.TinyRouted;
import org.munet4j.train.TinyTask;

class RoutedJsonTest {
  private static final Routed ROUTED = TinyRouted.model("a", 3, List.of(0, 2), List.of(0, 1, 2));
  private final Store store = Store.inMemory();
  private final Parts parts = new Parts(store::loadVerified);

  private static JsonObject json(ModelGraph graph) {
    JsonObject json = new JsonObject();
    GraphJson.write(graph, json);
    return JsonParser.parseString(json.toString()).getAsJsonObject();
  }

  private ModelGraph read(JsonObject json) {
    Fields fields = new Fields(json, "here");
    return GraphJson.read(fields.exactly(GraphJson.members(fields)), parts);
  }

  @Test
  void aRoutedModelComesBackAloneAndInMultipaths() {
    assertEquals(ROUTED, read(json(ROUTED)));
    Multipath branch =
        Router.perSample()
            .join(TinyTask.path(3), List.of(new Source("x", ROUTED)), Optional.empty(), "b");
    assertEquals(branch, read(json(branch)));
    Multipath main =
        Router.perSample().join(ROUTED, List.of(new Source("x", branch)), Optional.empty(), "c");
    assertEquals(main, read(json(main)));
  }

  @Test
  void equalBlocksAreWrittenOnce() {
    JsonObject routed = json(ROUTED).getAsJsonObject("routed");
    assertEquals(5, routed.getAsJsonArray("blocks").size());
    JsonObject last = routed.getAsJsonArray("layers").get(3).getAsJsonObject();
    assertEquals("[3,2,4,2]", last.getAsJsonArray("blocks").toString());
  }

  /** A place in the JSON, what stands there instead, and a part of what is said of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "channels | 2 | 2 channels",
        "side | 1.5 | needs a whole number",
        "side | 4 | needs [16, 4]",
        "more | 1 | needs [",
        "blocks/0/operations/0/kind | \"MAGIC\" | MAGIC",
        "blocks/0/operations/0/size | 5 | the model needs [5]",
        "blocks/0/operations/0/stride | 0 | stride 0; outputs, groups",
        "blocks/0/operations/0/more | 0 | has members",
        "layers/0/blocks/0 | 9 | there are 5",
        "layers/0/blocks/0 | -1 | needs 0 to",
        "layers/0/weights/0 | 0.0 | stands where its weights need",
        "layers/0/weights/1 | 0.25 | stands where its weights need",
        "layers/0/weights/1 | \"NaN\" | needs a number for each",
        "layers/1/weights/0 | 0.5 | 1 if alone",
        "components/0/name | \"layer_9_component_0\" | which the routed network has not",
        "components/0/object | \"12\" | 12",
        "components/1/extra | 1 | has members",
        "components/5/size | 4 | bias"
      })
  void whatIsDamagedIsNamed(String place, String value, String said) {
    JsonObject json = json(ROUTED);
    ROUTED.components().forEach(part -> store.put(part.bytes()));
    set(json.getAsJsonObject("routed"), place.split("/"), JsonParser.parseString(value));
    RuntimeException refused =
        assertThrows(
            RuntimeException.class,
            () -> read(json).components().forEach(part -> part.tensors().size()));
    assertTrue(
        refused instanceof StoreException || refused instanceof DamagedFileException,
        refused.toString());
    assertTrue(refused.getMessage().contains(said), refused.getMessage());
  }

  private static void set(JsonElement json, String[] place, JsonElement value) {
    JsonElement at = json;
    for (int i = 0; i < place.length - 1; i++) {
      at =
          at instanceof JsonArray list
              ? list.get(Integer.parseInt(place[i]))
              : at.getAsJsonObject().get(place[i]);
    }
    String last = place[place.length - 1];
    if (at instanceof JsonArray list) {
      list.set(Integer.parseInt(last), value);
    } else {
      at.getAsJsonObject().add(last, value);
    }
  }

  @Test
  void aComponentThatIsMissingOrTooManyIsNamed() {
    JsonObject fewer = json(ROUTED);
    fewer.getAsJsonObject("routed").getAsJsonArray("components").remove(1);
    assertTrue(refusal(fewer).contains("stands where its weights need"), refusal(fewer));
    JsonObject more = json(ROUTED);
    JsonArray components = more.getAsJsonObject("routed").getAsJsonArray("components");
    components.add(components.get(0));
    assertThrows(StoreException.class, () -> read(more));
    JsonObject both = json(ROUTED);
    both.add("vit", new JsonPrimitive(1));
    assertTrue(refusal(both).contains("has members"), refusal(both));
  }

  private String refusal(JsonObject json) {
    return assertThrows(StoreException.class, () -> read(json)).getMessage();
  }
}

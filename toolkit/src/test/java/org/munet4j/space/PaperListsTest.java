package org.munet4j.space;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The search lists of the papers as the specification writes them (§4.5, §5.5, §6.5). */
class PaperListsTest {
  private static final String SERIES = "1e-4 2e-4 5e-4 1e-3 2e-3 5e-3 0.01 0.02 0.05 0.1 0.2 0.5";
  private static final String DELTAS = "0 .01 .02 .05 .1 .2";
  private static final Map<String, String> AUTO_TUNE =
      Map.ofEntries(
          Map.entry("num_layers", "1 2 3"),
          Map.entry("adapter_dim", "8 16 32 64 128"),
          Map.entry("opt_lr", "1e-4 2e-4 5e-4 1e-3 2e-3 5e-3 0.01 0.02 0.05 0.1"),
          Map.entry("opt_lr_schedule", "constant cosine restarts"),
          Map.entry("opt_lr_warmup_ratio", ".01 .02 .05 .1 .2 .3 .4"),
          Map.entry("opt_momentum", "0 .2 .4 .5 .6 .7 .8 .9 .95 .99"),
          Map.entry("opt_nesterov", "true false"),
          Map.entry("ds_area_range_min", ".01 .02 .05 .1 .2 .5 1"),
          Map.entry("ds_aspect_ratio_range_min", ".25 .5 .75 1"),
          Map.entry("ds_flip_left_right", "true false"),
          Map.entry("ds_brightness_delta", DELTAS),
          Map.entry("ds_contrast_delta", DELTAS),
          Map.entry("ds_saturation_delta", DELTAS),
          Map.entry("ds_hue_delta", DELTAS));

  private static void assertLists(Map<String, String> paper, SearchSpace space) {
    Map<String, List<String>> expected = new LinkedHashMap<>();
    paper.forEach((name, list) -> expected.put(name, List.of(list.split(" "))));
    assertEquals(expected.keySet(), space.lists().keySet());
    expected.forEach((name, list) -> assertEquals(values(list), words(space, name), name));
  }

  private static List<Object> values(List<String> list) {
    return list.stream().map(PaperListsTest::value).toList();
  }

  /** Numbers by their value, other words as they are. */
  private static Object value(String word) {
    return word.matches("[-.0-9e]+") ? (Object) Double.valueOf(word) : word;
  }

  private static List<Object> words(SearchSpace space, String name) {
    return space.lists().get(name).stream()
        .map(value -> value(value.toString().toLowerCase(Locale.ROOT)))
        .toList();
  }

  private static Map<String, String> changed(Map<String, String> lists, String... changes) {
    Map<String, String> changed = new LinkedHashMap<>(lists);
    for (int i = 0; i < changes.length; i += 2) {
      changed.put(changes[i], changes[i + 1]);
    }
    return changed.entrySet().stream()
        .filter(list -> !list.getValue().isEmpty())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Test
  void muNetSearchesTheListsOfItsPaper() {
    assertLists(AUTO_TUNE, SearchSpace.autoTune(3));
    assertLists(changed(AUTO_TUNE, "num_layers", ""), SearchSpace.autoTune(0));
  }

  @Test
  void theImageSizeIsAddedWhereTheRootAllowsIt() {
    String sizes =
        "16 32 48 64 80 96 112 128 144 160 176 192 208 224 240 256 272 288 304 320 336 352 368 384";
    assertLists(
        changed(AUTO_TUNE, "ds_image_size", sizes),
        SearchSpace.autoTune(3).with("ds_image_size", SearchSpace.muNetSizes()));
  }

  private static final Map<String, String> MU_2_NET =
      Map.ofEntries(
          Map.entry("_mu_", ".10 .12 .14 .16 .18 .20 .22 .24 .26 .28 .30"),
          Map.entry("opt_lr", SERIES),
          Map.entry("opt_lr_warmup_ratio", ".01 .02 .05 .1 .2 .3 .4"),
          Map.entry("opt_momentum", ".5 .6 .7 .8 .85 .9 .95 .98 .99"),
          Map.entry("opt_nesterov", "true false"),
          Map.entry("ds_crop", "true false"),
          Map.entry("ds_area_range_min", ".01 .02 .05 .1 .2 .5 1"),
          Map.entry("ds_aspect_ratio_range_min", ".25 .5 .75 1"),
          Map.entry("ds_flip_left_right", "true false"),
          Map.entry("ds_brightness_delta", DELTAS),
          Map.entry("ds_contrast_delta", DELTAS),
          Map.entry("ds_saturation_delta", DELTAS),
          Map.entry("ds_hue_delta", DELTAS));

  @Test
  void mu2NetSearchesTheListsOfItsPaper() {
    assertLists(MU_2_NET, SearchSpace.mu2Net());
  }

  @Test
  void mu2NetSearchesTheOlderListsWithMoreRatesAndMomentaOnCharacters() {
    assertLists(
        changed(
            AUTO_TUNE, "opt_lr", SERIES, "opt_momentum", "0 .2 .4 .5 .6 .7 .8 .85 .9 .95 .98 .99"),
        SearchSpace.mu2NetCharacters(3));
  }

  @Test
  void mu2NetPlusSearchesTheListsOfItsPaper() {
    Map<String, String> plus =
        Map.ofEntries(
            Map.entry("_mu_", ".02 .04 .06 .08 .10 .12 .14 .16 .18 .20 .22 .24 .26 .28 .30"),
            Map.entry("opt_lr", SERIES),
            Map.entry("opt_lr_warmup_ratio", "0 .01 .02 .05 .1 .2 .3"),
            Map.entry("opt_momentum", ".5 .6 .7 .75 .8 .85 .9 .95 .98 .99"),
            Map.entry("opt_nesterov", "true false"),
            Map.entry("ds_area_range_min", ".05 .5 .95 1"),
            Map.entry("ds_aspect_ratio_range_min", ".5 .75 1"),
            Map.entry("ds_flip_left_right", "true false"),
            Map.entry("ds_brightness_delta", DELTAS),
            Map.entry("ds_contrast_delta", DELTAS),
            Map.entry("ds_saturation_delta", DELTAS),
            Map.entry("ds_hue_delta", DELTAS),
            Map.entry("ds_quality_delta", DELTAS),
            Map.entry("adapter_dim", "8 16 32 64 128"),
            Map.entry("num_layers", "0 1 2 3"),
            Map.entry("ds_image_size", "16 32 48 64 80 96 112"));
    List<Integer> sizes = List.of(16, 32, 48, 64, 80, 96, 112);
    assertLists(plus, SearchSpace.mu2NetPlus(3, sizes));
    assertLists(
        changed(plus, "num_layers", "", "ds_image_size", "", "adapter_dim", ""),
        SearchSpace.mu2NetPlus(0, List.of()).without("adapter_dim"));
  }
}

package org.munet4j.kernel.notebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.munet4j.notebook.Bundle;

/**
 * What the cells of one run have put out so far, in order. Text of one stream that comes in a row
 * is one output; what is shown under an id can be replaced later, also by another cell. Cells may
 * use several threads.
 */
final class CellOutputs {
  private final Map<Integer, List<Object>> parts = new LinkedHashMap<>();
  private final Map<String, Place> places = new LinkedHashMap<>();
  private List<Object> current = new ArrayList<>();
  private boolean isCleared;
  private int lastId;

  private record Place(List<Object> parts, int index) {}

  private record Text(String stream, StreamText text) {}

  synchronized void begin(int cell) {
    isCleared = false;
    current = new ArrayList<>();
    parts.put(cell, current);
  }

  /** Empties the running cell, at once or when its next output comes. */
  synchronized void clear(boolean isWaiting) {
    isCleared = true;
    if (!isWaiting) {
      begin();
    }
  }

  synchronized void text(String stream, String more) {
    begin();
    if (current.isEmpty()
        || !(current.get(current.size() - 1) instanceof Text last)
        || !last.stream().equals(stream)) {
      current.add(new Text(stream, new StreamText()));
    }
    ((Text) current.get(current.size() - 1)).text().add(more);
  }

  synchronized String show(Bundle bundle) {
    begin();
    String id = "shown-" + ++lastId;
    places.put(id, new Place(current, current.size()));
    current.add(Output.Shown.of(bundle, OptionalInt.empty()));
    return id;
  }

  /** Answers whether something is shown under this id. */
  synchronized boolean replace(String id, Bundle bundle) {
    Place place = places.get(id);
    if (place != null) {
      place.parts().set(place.index(), Output.Shown.of(bundle, OptionalInt.empty()));
    }
    return place != null;
  }

  synchronized void add(Output output) {
    begin();
    current.add(output);
  }

  private void begin() {
    if (isCleared) {
      isCleared = false;
      current.clear();
      places.values().removeIf(place -> place.parts() == current);
    }
  }

  /** The outputs of a cell, empty if it never began. */
  synchronized List<Output> of(int cell) {
    return parts.getOrDefault(cell, List.of()).stream()
        .filter(part -> !(part instanceof Text text && text.text().isEmpty()))
        .map(CellOutputs::output)
        .toList();
  }

  private static Output output(Object part) {
    return part instanceof Text text
        ? new Output.Stream(text.stream(), text.text().toString())
        : (Output) part;
  }
}

package org.munet4j.kernel.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A notebook in Jupyter's format 4, as a value. What this class has no word for is kept as it is.
 *
 * @param json the whole file, already checked by {@link NotebookFile}
 */
public record Notebook(JsonObject json) {
  private static final String METADATA = "metadata";

  public Notebook {
    json = json.deepCopy();
  }

  public List<Cell> cells() {
    return StreamSupport.stream(json.getAsJsonArray("cells").spliterator(), false)
        .map(cell -> new Cell(cell.getAsJsonObject()))
        .toList();
  }

  /** The same notebook with other cells. */
  public Notebook withCells(List<Cell> cells) {
    JsonArray array = new JsonArray();
    cells.forEach(cell -> array.add(cell.json().deepCopy()));
    JsonObject changed = json.deepCopy();
    changed.add("cells", array);
    return new Notebook(changed);
  }

  /** The notebook for a file: pictures without the SVG form that the page of a run shows. */
  Notebook forTravel() {
    return withCells(cells().stream().map(Cell::forTravel).toList());
  }

  /** What {@link #withMetadata} stored under this key. */
  public Optional<JsonElement> metadata(String key) {
    return Optional.ofNullable(json.getAsJsonObject(METADATA)).map(metadata -> metadata.get(key));
  }

  public Notebook withMetadata(String key, JsonElement value) {
    JsonObject changed = json.deepCopy();
    if (!changed.has(METADATA)) {
      changed.add(METADATA, new JsonObject());
    }
    changed.getAsJsonObject(METADATA).add(key, value);
    return new Notebook(changed);
  }

  /** The first heading, or nothing. */
  public Optional<String> title() {
    return cells().stream().flatMap(cell -> cell.heading().stream()).findFirst();
  }
}

package org.munet4j.kernel.notebook;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads and writes {@code .ipynb} files of format 4. Reading never runs anything. */
public final class NotebookFile {
  private static final long MAX_BYTES = 64L << 20;
  private static final int MAX_CELLS = 10_000;
  private static final Gson STRICT = new GsonBuilder().setStrictness(Strictness.STRICT).create();

  private NotebookFile() {}

  public static Notebook read(Path file) {
    try {
      long bytes = Files.size(file);
      NotebookException.check(
          bytes <= MAX_BYTES,
          "notebook '%s' has %d bytes, the limit is %d; clear its outputs and try again",
          file,
          bytes,
          MAX_BYTES);
      return parse(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
    } catch (CharacterCodingException notText) {
      throw damaged(notText, file.toString(), "it is not UTF-8 text");
    } catch (IOException cannotRead) {
      throw new NotebookException(cannotRead, "notebook '%s' cannot be read: %s", file, cannotRead);
    }
  }

  /** The notebook in this text; {@code name} stands in the message if it is damaged. */
  public static Notebook parse(String name, String text) {
    try {
      JsonElement root = STRICT.getAdapter(JsonElement.class).fromJson(text);
      if (!(root instanceof JsonObject json)) {
        throw damaged(null, name, "it does not start with {");
      }
      check(name, json);
      return new Notebook(json);
    } catch (IOException | JsonParseException | IllegalStateException notJson) {
      throw damaged(notJson, name, "it is no JSON, " + firstLine(notJson));
    }
  }

  /** Writes the way Jupyter does; a reader sees the old file or the new one, never half of it. */
  public static void write(Path file, Notebook notebook) {
    try {
      AtomicFile.write(file, CanonicalJson.text(notebook.json()));
    } catch (IOException cannotWrite) {
      throw new UncheckedIOException(
          "notebook '" + file + "' cannot be written: " + cannotWrite, cannotWrite);
    }
  }

  private static void check(String name, JsonObject json) {
    if (!(json.get("nbformat") instanceof JsonPrimitive format)
        || !format.getAsString().equals("4")) {
      throw damaged(null, name, "nbformat is " + json.get("nbformat") + " and must be 4");
    }
    if (json.has("metadata") && !json.get("metadata").isJsonObject()) {
      throw damaged(null, name, "its metadata is no object");
    }
    if (!(json.get("cells") instanceof JsonArray cells)) {
      throw damaged(null, name, "it has no list of cells");
    }
    if (cells.size() > MAX_CELLS) {
      throw damaged(null, name, cells.size() + " cells, the limit is " + MAX_CELLS);
    }
    for (int i = 0; i < cells.size(); i++) {
      if (!isCell(cells.get(i))) {
        throw damaged(null, name, "cell " + (i + 1) + " has no cell_type or no source");
      }
    }
  }

  private static boolean isCell(JsonElement element) {
    return element instanceof JsonObject cell
        && cell.get("cell_type") instanceof JsonPrimitive
        && Lines.isText(cell.get("source"))
        && Optional.ofNullable(cell.get("metadata")).map(JsonElement::isJsonObject).orElse(true);
  }

  private static NotebookException damaged(Throwable cause, String name, String why) {
    return new NotebookException(
        cause, "notebook '%s' is damaged: %s; open it in Jupyter and save it again", name, why);
  }

  private static String firstLine(Exception failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }
}

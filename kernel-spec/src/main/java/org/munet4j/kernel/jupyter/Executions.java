package org.munet4j.kernel.jupyter;

import com.google.gson.JsonObject;
import io.github.spencerpark.jupyter.messages.MessageType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.munet4j.kernel.engine.CellEngine;
import org.munet4j.kernel.engine.CellResult;
import org.munet4j.kernel.engine.CellResult.Done;
import org.munet4j.kernel.engine.CellResult.Failed;
import org.munet4j.notebook.Bundle;
import org.munet4j.notebook.Display;

/** Runs cells that front ends send. */
final class Executions {
  private static final String RED = "\u001b[31m";
  private static final String PLAIN = "\u001b[0m";

  private final CellEngine engine;
  private final Stage stage;
  private final CellInput input;
  private final History history;
  private int lastNumber;

  Executions(CellEngine engine, Stage stage, CellInput input, History history) {
    this.engine = engine;
    this.stage = stage;
    this.input = input;
    this.history = history;
  }

  /**
   * Runs one cell.
   *
   * @return the requests behind it that will not run because it failed; empty if it did not
   */
  List<Request> execute(Request request, Listener listener) {
    JsonObject content = request.content();
    String code = Json.text(content, "code", "");
    boolean isSilent = Json.flag(content, "silent", false);
    int number = lastNumber + 1;
    if (!isSilent && Json.flag(content, "store_history", true)) {
      lastNumber = number;
      history.add(number, code);
    }
    stage.startCell(request);
    input.startCell(request);
    if (!isSilent) {
      stage.send(
          MessageType.PUBLISH_EXECUTE_INPUT, Map.of("code", code, "execution_count", number));
    }
    Optional<Failed> failure = run(number, code, isSilent);
    List<Request> aborted = new ArrayList<>();
    if (failure.isPresent() && Json.flag(content, "stop_on_error", true)) {
      takeQueued(listener, aborted);
    }
    request.reply(
        MessageType.EXECUTE_REPLY,
        failure
            .map(failed -> error(failed, number))
            .orElse(Map.of("execution_count", number, "user_expressions", Map.of())));
    return aborted;
  }

  /** Cells of a "Run All" that were sent before anybody could know of the failure. */
  private static void takeQueued(Listener listener, List<Request> aborted) {
    List<Request> others = new ArrayList<>();
    for (Request waiting : listener.takeWaiting()) {
      (waiting.type() == MessageType.EXECUTE_REQUEST ? aborted : others).add(waiting);
    }
    listener.putBack(others);
  }

  private Optional<Failed> run(int number, String code, boolean isSilent) {
    CellResult result = engine.run(number, code);
    if (result instanceof Done done && done.value() != null && !isSilent) {
      result = show(number, done.value());
    }
    if (result instanceof Failed failed) {
      Map<String, Object> error = error(failed, number);
      error.keySet().retainAll(List.of("ename", "evalue", "traceback"));
      stage.send(MessageType.PUBLISH_ERROR, error);
      return Optional.of(failed);
    }
    return Optional.empty();
  }

  /** Renders on the engine's thread, so that Stop reaches a renderer that takes for ever. */
  private CellResult show(int number, Object value) {
    CellResult rendered = engine.compute(() -> Display.render(value));
    if (rendered instanceof Failed failed) {
      if (failed.kind().equals(Failed.INTERRUPTED)) {
        return failed;
      }
      stage.err("note: this value could not be rendered: " + failed.traceback().get(0) + "\n");
      CellResult text = engine.compute(() -> String.valueOf(value));
      rendered = text instanceof Done done ? done : new Done(true, "an object without text");
    }
    Object shown = ((Done) rendered).value();
    Bundle bundle = shown instanceof Bundle whole ? whole : Bundle.text(String.valueOf(shown));
    stage.send(MessageType.PUBLISH_EXECUTION_RESULT, Json.shown(bundle, "execution_count", number));
    return rendered;
  }

  private static Map<String, Object> error(Failed failed, int number) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("status", "error");
    error.put("execution_count", number);
    error.put("ename", failed.kind());
    error.put("evalue", failed.message());
    error.put("traceback", failed.traceback().stream().map(Executions::coloured).toList());
    return error;
  }

  /** What went wrong in red, which can be read on white and on black; where it did as it is. */
  private static String coloured(String line) {
    return line.startsWith(" ") ? line : RED + line + PLAIN;
  }
}

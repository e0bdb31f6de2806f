package org.munet4j.kernel.frontend;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A page in a browser, used as a person uses it: looked at, pointed at and clicked. */
final class Page implements AutoCloseable {
  static final int SHIFT = 8;
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private final DevTools tools;

  Page(DevTools tools) {
    this.tools = tools;
    tools.call("Page.enable", Map.of());
    tools.call("Network.enable", Map.of());
  }

  void open(String address) {
    tools.call("Page.navigate", Map.of("url", address));
  }

  /** The value of a JavaScript expression in the page. */
  JsonElement evaluate(String expression) {
    JsonObject answer =
        tools.call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
    }
    JsonElement value = answer.getAsJsonObject("result").get("value");
    return value == null ? com.google.gson.JsonNull.INSTANCE : value;
  }

  String text(String expression) {
    return evaluate("String(" + expression + ")").getAsString();
  }

  boolean holds(String condition) {
    return evaluate("Boolean(" + condition + ")").getAsBoolean();
  }

  /** Waits until a condition in JavaScript holds; a page that is just loading is waited for. */
  void await(String condition) {
    Patience.await(
        () -> "in the page: " + condition,
        () -> {
          try {
            return holds(condition);
          } catch (IllegalStateException stillLoading) {
            return false;
          }
        });
  }

  /** Clicks the middle of an element with the mouse as soon as it can be seen there. */
  void click(String selector) {
    JsonObject point = pointAt(selector);
    mouse("mousePressed", point, 1);
    mouse("mouseReleased", point, 1);
  }

  /** Moves the mouse over an element. */
  JsonObject pointAt(String selector) {
    String quoted = new Gson().toJson(selector);
    await("document.querySelector(" + quoted + ")");
    evaluate("document.querySelector(" + quoted + ").scrollIntoView({block: 'nearest'})");
    String middle =
        """
        (() => {
          const element = document.querySelector(%s);
          const box = element.getBoundingClientRect();
          const x = box.left + box.width / 2, y = box.top + box.height / 2;
          const top = document.elementFromPoint(x, y);
          return box.width > 0 && top && element.contains(top) ? {x, y} : null;
        })()
        """
            .formatted(quoted);
    await(middle);
    JsonObject point = evaluate(middle).getAsJsonObject();
    mouse("mouseMoved", point, 0);
    return point;
  }

  /** Types text where the cursor is. */
  void type(String text) {
    tools.call("Input.insertText", Map.of("text", text));
  }

  /** Presses a key, such as Enter, 13. */
  void press(String key, int code) {
    press(key, code, 0);
  }

  /** Presses a key together with {@link #SHIFT}. */
  void press(String key, int code, int with) {
    for (String type : List.of("rawKeyDown", "keyUp")) {
      tools.call(
          "Input.dispatchKeyEvent",
          Map.of(
              "type",
              type,
              "key",
              key,
              "code",
              key,
              "windowsVirtualKeyCode",
              code,
              "modifiers",
              with));
    }
  }

  /** The addresses that the page asked for so far. */
  List<String> requests() {
    return tools.requests();
  }

  /** Saves what is seen now as a PNG file. */
  void screenshot(String name) throws IOException {
    String png =
        tools.call("Page.captureScreenshot", Map.of("format", "png")).get("data").getAsString();
    Files.createDirectories(SCREENSHOTS);
    Files.write(SCREENSHOTS.resolve(name + ".png"), Base64.getDecoder().decode(png));
  }

  @Override
  public void close() {
    tools.call("Page.close", Map.of());
    tools.close();
  }

  private void mouse(String type, JsonObject point, int clicks) {
    tools.call(
        "Input.dispatchMouseEvent",
        Map.of(
            "type",
            type,
            "x",
            point.get("x").getAsDouble(),
            "y",
            point.get("y").getAsDouble(),
            "button",
            clicks == 0 ? "none" : "left",
            "clickCount",
            clicks));
  }
}

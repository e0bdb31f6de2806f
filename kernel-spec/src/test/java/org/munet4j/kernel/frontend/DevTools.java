package org.munet4j.kernel.frontend;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Speaks the DevTools protocol of Chromium with one target. */
final class DevTools implements AutoCloseable, WebSocket.Listener {
  private static final int PATIENCE_SECONDS = 60;

  private final Map<Integer, CompletableFuture<JsonObject>> asked = new ConcurrentHashMap<>();
  private final AtomicInteger lastId = new AtomicInteger();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final WebSocket socket;

  DevTools(URI target) {
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(target, this)
            .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .join();
  }

  /** Asks the browser and waits for its answer. */
  JsonObject call(String method, Map<String, ?> params) {
    JsonObject answer = send(method, params).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    if (answer.has("error")) {
      throw new IllegalStateException(method + ": " + answer.get("error"));
    }
    return answer.getAsJsonObject("result");
  }

  /** The addresses that the target asked for, if {@code Network.enable} was called. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
    text.append(part);
    if (isLast) {
      JsonObject message = JsonParser.parseString(text.toString()).getAsJsonObject();
      text.setLength(0);
      take(message);
    }
    from.request(1);
    return null;
  }

  @Override
  public void close() {
    socket.abort();
  }

  private void take(JsonObject message) {
    if (message.has("id")) {
      asked.remove(message.get("id").getAsInt()).complete(message);
    } else if (message.get("method").getAsString().equals("Page.javascriptDialogOpening")) {
      send("Page.handleJavaScriptDialog", Map.of("accept", true));
    } else if (message.get("method").getAsString().equals("Network.requestWillBeSent")) {
      JsonObject request = message.getAsJsonObject("params").getAsJsonObject("request");
      requests.add(request.get("url").getAsString());
    }
  }

  private synchronized CompletableFuture<JsonObject> send(String method, Map<String, ?> params) {
    int id = lastId.incrementAndGet();
    CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    asked.put(id, answer);
    String message = new Gson().toJson(Map.of("id", id, "method", method, "params", params));
    socket.sendText(message, true);
    return answer;
  }
}

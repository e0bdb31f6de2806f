package org.munet4j.kernel.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.munet4j.kernel.jupyter.FrontEnd.Published;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KernelTest {
  private static FrontEnd frontEnd;

  @BeforeAll
  static void start() throws Exception {
    frontEnd = new FrontEnd();
  }

  @AfterAll
  static void stop() {
    frontEnd.close();
  }

  @Test
  void tellsWhatItIs() {
    JsonObject info = frontEnd.ask("kernel_info_request", Map.of());
    assertEquals("ok", info.get("status").getAsString());
    assertEquals("java", info.getAsJsonObject("language_info").get("name").getAsString());
  }

  @Test
  void showsTheValueOfACell() {
    String id = frontEnd.execute("int side = 6;\nside * 7");
    assertEquals("ok", status());
    assertEquals("42", text(only(frontEnd.outputs(id), "execute_result")));
  }

  @Test
  void replacesWhatItDisplayed() {
    String id =
        frontEnd.execute("String shown = display(\"old\");\nupdateDisplay(shown, \"new\");");
    assertEquals("ok", status());
    List<Published> outputs = frontEnd.outputs(id);
    JsonObject first = only(outputs, "display_data");
    JsonObject second = only(outputs, "update_display_data");
    assertEquals("old", text(first));
    assertEquals("new", text(second));
    assertEquals(first.get("transient"), second.get("transient"));
  }

  @Test
  void sendsADrawingAsAPictureWithItsSize() {
    String id = frontEnd.execute("new org.munet4j.report.Drawing(\"a square\", 20, 10, List.of())");
    assertEquals("ok", status());
    JsonObject shown = only(frontEnd.outputs(id), "execute_result");
    assertEquals(Set.of("text/plain", "image/png"), shown.getAsJsonObject("data").keySet());
    JsonObject size = shown.getAsJsonObject("metadata").getAsJsonObject("image/png");
    assertEquals(20, size.get("width").getAsInt());
    assertEquals(10, size.get("height").getAsInt());
  }

  @Test
  void keepsTheOutputOfAThreadBelowTheCellThatStartedIt() {
    String first =
        frontEnd.execute(
            """
            import java.util.concurrent.*;
            var turn = new SynchronousQueue<Integer>();
            var pool = Executors.newSingleThreadExecutor();
            pool.submit(() -> System.out.println("first of pool")).get();
            String before = display("before");
            new Thread(() -> {
              try {
                turn.take();
                System.out.println("late");
                updateDisplay(before, "after");
                turn.take();
              } catch (InterruptedException nobody) {}
            }).start();
            """);
    assertEquals("ok", status());
    assertTrue(printed(frontEnd.outputs(first)).contains("first of pool"));
    String second =
        frontEnd.execute(
            """
            turn.put(1);
            turn.put(2);
            pool.submit(() -> System.out.println("second of pool")).get();
            pool.shutdown();
            """);
    assertEquals("ok", status());
    List<Published> all = frontEnd.published(second);
    List<Published> late = all.stream().filter(m -> m.parent().equals(first)).toList();
    assertEquals("late\n", printed(late));
    assertEquals("after", text(only(late, "update_display_data")));
    assertEquals(
        "second of pool\n", printed(all.stream().filter(m -> m.parent().equals(second)).toList()));
  }

  @Test
  void clearsTheOutputOfACell() {
    String id = frontEnd.execute("clearOutput(true);");
    assertEquals("ok", status());
    assertTrue(only(frontEnd.outputs(id), "clear_output").get("wait").getAsBoolean());
  }

  @Test
  void sendsManyLinesInFewMessages() {
    String id = frontEnd.execute("for (int i = 0; i < 5000; i++) System.out.println(i);");
    assertEquals("ok", status());
    List<Published> streams =
        frontEnd.outputs(id).stream().filter(m -> m.type().equals("stream")).toList();
    assertTrue(streams.size() < 200, "messages: " + streams.size());
    StringBuilder text = new StringBuilder();
    streams.forEach(m -> text.append(m.content().get("text").getAsString()));
    assertEquals(5000, text.toString().lines().count());
  }

  @Test
  void skipsTheCellsBehindAFailingOne() {
    String failing = frontEnd.execute("int zero = 0;\nThread.sleep(200);\n1 / zero");
    frontEnd.execute("System.out.println(\"must not run\");");
    JsonObject reply = frontEnd.reply();
    assertEquals("error", reply.get("status").getAsString());
    assertEquals("java.lang.ArithmeticException", reply.get("ename").getAsString());
    assertEquals("aborted", status());
    JsonObject error = only(frontEnd.outputs(failing), "error");
    assertTrue(error.get("traceback").toString().contains("line 3 -> 1 / zero"), "" + error);
    frontEnd.execute("1");
    assertEquals("ok", status());
  }

  @Test
  void stopsARunningCell() {
    String id = frontEnd.execute("while (true) { display(\"on\"); Thread.sleep(60_000); }");
    frontEnd.await(m -> m.parent().equals(id) && m.type().equals("display_data"));
    JsonObject stopped = frontEnd.askControl("interrupt_request", Map.of());
    assertEquals("ok", stopped.get("status").getAsString());
    assertEquals("interrupted", frontEnd.reply().get("ename").getAsString());
    assertTrue(frontEnd.outputs(id).stream().anyMatch(m -> m.type().equals("error")));
  }

  @Test
  void refusesToWaitForInputThatCannotCome() {
    String id = frontEnd.execute("System.in.read()");
    assertEquals("error", status());
    JsonObject error = only(frontEnd.outputs(id), "error");
    assertTrue(error.get("evalue").getAsString().contains("nobody is there to type"));
  }

  @Test
  void showsTextWhenAValueCannotBeRendered() {
    String id =
        frontEnd.execute(
            "new Object() { public String toString() { throw new StackOverflowError(); } }");
    assertEquals("ok", status());
    String text = text(only(frontEnd.outputs(id), "execute_result"));
    assertTrue(text.endsWith("that cannot be shown: java.lang.StackOverflowError"), text);
  }

  @Test
  void helpsWhileCodeIsWritten() {
    JsonObject words =
        frontEnd.ask("complete_request", Map.of("code", "\"😀\"; Math.ma", "cursor_pos", 12));
    assertTrue(words.get("matches").toString().contains("max("), words::toString);
    assertEquals(10, words.get("cursor_start").getAsInt());
    JsonObject shown = frontEnd.ask("complete_request", Map.of("code", "show", "cursor_pos", 4));
    assertTrue(shown.get("matches").toString().contains("showAs("), shown::toString);
    assertFalse(shown.get("matches").toString().contains("showOn"), shown::toString);
    JsonObject help = frontEnd.ask("inspect_request", Map.of("code", "Math.max", "cursor_pos", 7));
    assertTrue(help.get("data").toString().contains("int Math.max(int a, int b)"), help::toString);
    JsonObject open = frontEnd.ask("is_complete_request", Map.of("code", "int f() {"));
    assertEquals("incomplete", open.get("status").getAsString());
    assertEquals("  ", open.get("indent").getAsString());
  }

  @Test
  void dropsMessagesThatAreNotSigned() {
    frontEnd.sendUnsigned("execute_request");
    assertEquals("ok", frontEnd.ask("comm_info_request", Map.of()).get("status").getAsString());
  }

  private static String status() {
    return frontEnd.reply().get("status").getAsString();
  }

  private static JsonObject only(List<Published> outputs, String type) {
    List<Published> found = outputs.stream().filter(m -> m.type().equals(type)).toList();
    assertEquals(1, found.size(), outputs::toString);
    return found.get(0).content();
  }

  private static String printed(List<Published> outputs) {
    return outputs.stream()
        .filter(m -> m.type().equals("stream"))
        .map(m -> m.content().get("text").getAsString())
        .collect(Collectors.joining());
  }

  private static String text(JsonObject content) {
    return content.getAsJsonObject("data").get("text/plain").getAsString();
  }
}

package org.munet4j.kernel.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final Gson GSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();
  private final History history = new History();

  @BeforeEach
  void typeThreeCells() {
    history.add(1, "int a = 1;");
    history.add(2, "a + 1");
    history.add(3, "a + 1");
  }

  @Test
  void answersTheLastCells() {
    assertEquals("[[1,2,\"a + 1\"],[1,3,\"a + 1\"]]", asked("{'hist_access_type':'tail','n':2}"));
    assertEquals(
        "[[1,3,[\"a + 1\",null]]]", asked("{'hist_access_type':'tail','n':1,'output':true}"));
    assertEquals("[]", asked("{'hist_access_type':'tail','n':-1}"));
  }

  @Test
  void answersARange() {
    assertEquals(
        "[[1,1,\"int a = 1;\"]]",
        asked("{'hist_access_type':'range','session':0,'start':1,'stop':2}"));
    assertEquals("[[1,3,\"a + 1\"]]", asked("{'hist_access_type':'range','session':1,'start':3}"));
    assertEquals("[]", asked("{'hist_access_type':'range','session':-1,'start':1,'stop':9}"));
  }

  @Test
  void answersASearch() {
    assertEquals(
        "[[1,2,\"a + 1\"],[1,3,\"a + 1\"]]",
        asked("{'hist_access_type':'search','pattern':'a ?*'}"));
    assertEquals(
        "[[1,3,\"a + 1\"]]", asked("{'hist_access_type':'search','pattern':'a*','unique':true}"));
    assertEquals(
        "[[1,1,\"int a = 1;\"]]", asked("{'hist_access_type':'search','pattern':'*= 1;','n':5}"));
    assertEquals("[]", asked("{'hist_access_type':'search','pattern':'.*'}"));
  }

  private String asked(String request) {
    return GSON.toJson(
        history.answer(JsonParser.parseString(request).getAsJsonObject()).get("history"));
  }
}

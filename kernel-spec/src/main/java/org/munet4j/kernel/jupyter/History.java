package org.munet4j.kernel.jupyter;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The cells of this session, for front ends that ask what was typed. */
final class History {
  private static final int SESSION = 1;
  private static final int MAX = 10_000;

  private final List<Entry> entries = new ArrayList<>();

  private record Entry(int number, String source) {
    /** What the protocol calls a tuple; outputs are not kept. */
    List<Object> json(boolean withOutput) {
      return List.of(SESSION, number, withOutput ? Arrays.asList(source, null) : source);
    }
  }

  synchronized void add(int number, String source) {
    entries.add(new Entry(number, source));
    if (entries.size() > MAX) {
      entries.remove(0);
    }
  }

  /** The cells that a {@code history_request} asks for, oldest first. */
  synchronized Map<String, ?> answer(JsonObject request) {
    List<Entry> found =
        switch (Json.text(request, "hist_access_type", "tail")) {
          case "range" -> range(request);
          case "search" -> search(request);
          default -> last(entries, Json.number(request, "n", entries.size()));
        };
    boolean withOutput = Json.flag(request, "output", false);
    return Map.of("history", found.stream().map(entry -> entry.json(withOutput)).toList());
  }

  /** Session 0 and this one are the same; of earlier ones nothing is kept. */
  private List<Entry> range(JsonObject request) {
    int session = Json.number(request, "session", 0);
    int start = Json.number(request, "start", 0);
    int stop = Json.number(request, "stop", Integer.MAX_VALUE);
    boolean isThis = session == 0 || session == SESSION;
    return entries.stream()
        .filter(entry -> isThis && entry.number() >= start && entry.number() < stop)
        .toList();
  }

  private List<Entry> search(JsonObject request) {
    Predicate<String> pattern = glob(Json.text(request, "pattern", "*"));
    List<Entry> found = entries.stream().filter(entry -> pattern.test(entry.source())).toList();
    if (Json.flag(request, "unique", false)) {
      Map<String, Entry> newest = new LinkedHashMap<>();
      for (Entry entry : found) {
        newest.remove(entry.source());
        newest.put(entry.source(), entry);
      }
      found = List.copyOf(newest.values());
    }
    return last(found, Json.number(request, "n", found.size()));
  }

  private static List<Entry> last(List<Entry> all, int count) {
    int many = Math.max(0, Math.min(count, all.size()));
    return Collections.unmodifiableList(all.subList(all.size() - many, all.size()));
  }

  /** {@code *} stands for any text and {@code ?} for one letter. */
  private static Predicate<String> glob(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (char letter : pattern.toCharArray()) {
      regex.append(
          letter == '*' ? ".*" : letter == '?' ? "." : Pattern.quote(String.valueOf(letter)));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL).asMatchPredicate();
  }
}

package org.munet4j.kernel.jupyter;

import io.github.spencerpark.jupyter.messages.Header;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.MessageType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What the kernel tells all front ends, sent in order by one thread. Other threads only put things
 * in: they never touch a socket, which an interrupt would break. Text waits a little, so that many
 * lines become one message, and a flood of text is slowed down, because the classic notebook drops
 * what comes faster than a million bytes a second.
 */
final class Outbox implements AutoCloseable {
  private static final long GATHER_MILLIS = 20;
  private static final int MAX_WAITING_CHARS = 1 << 17;
  private static final int BURST_CHARS = 1 << 18;
  private static final int CHARS_PER_MILLI = 500;
  private static final long LONGEST_REST_MILLIS = 250;
  private static final Logger LOG = Logger.getLogger("org.munet4j.kernel");

  private final Deque<Item> waiting = new ArrayDeque<>();
  private final Consumer<Message<?>> socket;
  private final long gatherMillis;
  private final Thread publisher = new Thread(this::publish, "munet4j-outbox");
  private int waitingChars;
  private volatile boolean closed;
  private long burst;
  private long lastText = System.nanoTime();

  /** One thing to send; {@code text} is null unless it is printed text that may still grow. */
  private record Item(
      Header<?> parent,
      MessageType<?> type,
      Map<String, ?> content,
      String stream,
      StringBuilder text) {}

  Outbox(Consumer<Message<?>> socket) {
    this(socket, GATHER_MILLIS);
  }

  /**
   * @param gatherMillis how long text waits for more text; nothing else waits, nor text before it
   */
  Outbox(Consumer<Message<?>> socket, long gatherMillis) {
    this.socket = socket;
    this.gatherMillis = gatherMillis;
    publisher.setDaemon(true);
    publisher.start();
  }

  /** Adds printed text; waits if much more is printed than can be sent. */
  synchronized void print(Header<?> parent, String stream, String text) {
    Item last = waiting.peekLast();
    if (last == null || !stream.equals(last.stream()) || last.parent() != parent) {
      last = new Item(parent, MessageType.PUBLISH_STREAM, Map.of(), stream, new StringBuilder());
      waiting.add(last);
    }
    last.text().append(text);
    waitingChars += text.length();
    notifyAll();
    try {
      while (waitingChars > MAX_WAITING_CHARS && !closed) {
        wait();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  synchronized void send(Header<?> parent, MessageType<?> type, Map<String, ?> content) {
    waiting.add(new Item(parent, type, content, null, null));
    notifyAll();
  }

  /** Sends what is waiting, and ends. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      publisher.join(2_000);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void publish() {
    for (List<Item> items = take(); !items.isEmpty(); items = take()) {
      items.forEach(this::publish);
    }
  }

  private void publish(Item item) {
    try {
      Map<String, ?> content =
          item.text() == null
              ? item.content()
              : Map.of("name", item.stream(), "text", item.text().toString());
      List<byte[]> topic = List.of(item.type().getName().getBytes(StandardCharsets.UTF_8));
      socket.accept(Channel.message(topic, item.parent(), item.type(), content));
      if (item.text() != null) {
        rest(item.text().length());
      }
    } catch (Throwable failure) {
      LOG.log(Level.WARNING, "could not send " + item.type().getName(), failure);
      if (item.text() == null && item.content().containsKey("data")) {
        print(item.parent(), "stderr", "an output could not be sent: " + failure + "\n");
      }
    }
  }

  /** Costs nothing for a burst of text; a flood has to wait. */
  private void rest(int chars) throws InterruptedException {
    long now = System.nanoTime();
    burst = Math.max(0, burst - (now - lastText) / 1_000_000 * CHARS_PER_MILLI) + chars;
    lastText = now;
    long millis = (burst - BURST_CHARS) / CHARS_PER_MILLI;
    if (millis > 0 && !closed) {
      Thread.sleep(Math.min(millis, LONGEST_REST_MILLIS));
    }
  }

  /** The next things to send; none when the box is closed. */
  private synchronized List<Item> take() {
    try {
      while (waiting.isEmpty() && !closed) {
        wait();
      }
      long end = System.nanoTime() + gatherMillis * 1_000_000;
      for (long left = gatherMillis; left > 0 && isOnlyText(); ) {
        wait(left);
        left = (end - System.nanoTime()) / 1_000_000;
      }
    } catch (InterruptedException nobodyDoesThat) {
      closed = true;
    }
    List<Item> items = List.copyOf(waiting);
    waiting.clear();
    waitingChars = 0;
    notifyAll();
    return items;
  }

  private boolean isOnlyText() {
    return !closed
        && waitingChars <= MAX_WAITING_CHARS
        && waiting.stream().allMatch(item -> item.text() != null);
  }
}

package org.munet4j.kernel.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.MessageType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OutboxTest {
  private static final long HOURS = 36_000_000;

  private final List<Message<?>> sent = Collections.synchronizedList(new ArrayList<>());

  @Test
  void joinsTextAndKeepsTheOrder() {
    try (Outbox outbox = new Outbox(sent::add)) {
      for (int i = 0; i < 1000; i++) {
        outbox.print(null, "stdout", "x");
      }
      outbox.print(null, "stderr", "e");
      outbox.send(null, MessageType.PUBLISH_STATUS, Map.of("execution_state", "idle"));
    }
    assertTrue(sent.size() < 100, "messages: " + sent.size());
    assertEquals(MessageType.PUBLISH_STATUS, sent.get(sent.size() - 1).getHeader().getType());
    assertEquals(Map.of("name", "stderr", "text", "e"), sent.get(sent.size() - 2).getContent());
  }

  @Test
  @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void textDoesNotWaitForMoreWhenSomethingElseFollows() throws InterruptedException {
    BlockingQueue<Message<?>> sent = new LinkedBlockingQueue<>();
    Outbox outbox = new Outbox(sent::add, HOURS);
    outbox.print(null, "stdout", "a");
    outbox.send(null, MessageType.PUBLISH_STATUS, Map.of("execution_state", "idle"));
    assertEquals(MessageType.PUBLISH_STREAM, sent.take().getHeader().getType());
    assertEquals(MessageType.PUBLISH_STATUS, sent.take().getHeader().getType());
    outbox.print(null, "stdout", "b");
    outbox.close();
    assertEquals(Map.of("name", "stdout", "text", "b"), sent.take().getContent());
  }

  @Test
  void slowsAFloodOfTextDownButNotABurst() {
    long start = System.nanoTime();
    try (Outbox outbox = new Outbox(sent::add)) {
      for (int i = 0; i < 2_000; i++) {
        outbox.print(null, "stdout", "x".repeat(100));
      }
    }
    long burst = System.nanoTime() - start;
    start = System.nanoTime();
    try (Outbox outbox = new Outbox(sent::add)) {
      for (int i = 0; i < 15_000; i++) {
        outbox.print(null, "stdout", "x".repeat(100));
      }
    }
    long flood = System.nanoTime() - start;
    assertTrue(flood > 2_000_000_000L, "1.5 million letters took " + flood + " ns");
    assertTrue(flood > 2 * burst, "a burst took " + burst + " ns, a flood " + flood);
  }

  @Test
  void saysWhenAnOutputCannotBeSent() {
    try (Outbox outbox = new Outbox(this::refuseData)) {
      outbox.send(null, MessageType.PUBLISH_DISPLAY_DATA, Map.of("data", Map.of()));
    }
    assertEquals(1, sent.size());
    assertTrue(sent.get(0).getContent().toString().contains("could not be sent"));
  }

  @Test
  void doesNotWaitForRoomWhenItsThreadIsInterrupted() {
    try (Outbox outbox = new Outbox(sent::add)) {
      Thread.currentThread().interrupt();
      for (int i = 0; i < 10; i++) {
        outbox.print(null, "stdout", "x".repeat(1 << 20));
      }
      assertTrue(Thread.interrupted());
    }
  }

  private void refuseData(Message<?> message) {
    if (message.getHeader().getType() == MessageType.PUBLISH_DISPLAY_DATA) {
      throw new IllegalArgumentException("not JSON");
    }
    sent.add(message);
  }
}

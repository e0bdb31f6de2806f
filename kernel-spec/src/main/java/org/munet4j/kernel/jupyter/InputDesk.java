package org.munet4j.kernel.jupyter;

import io.github.spencerpark.jupyter.messages.MessageType;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.zeromq.ZMQ;

/** Asks the person at the front end for a line. One thread of its own holds the socket. */
final class InputDesk implements AutoCloseable {
  private static final int CHECK_MILLIS = 100;

  private final ExecutorService desk =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "munet4j-input");
            thread.setDaemon(true);
            return thread;
          });
  private final Channel channel;
  private final ZMQ.Poller poller;

  InputDesk(ZMQ.Context context, Channel channel) {
    this.channel = channel;
    poller = context.poller(1);
    poller.register(channel, ZMQ.Poller.POLLIN);
  }

  /** Waits for the answer; an interrupt of the calling thread takes the question back. */
  String ask(Request request) throws InterruptedException {
    AtomicBoolean wanted = new AtomicBoolean(true);
    Future<String> answer = desk.submit(() -> exchange(request, wanted));
    try {
      return answer.get();
    } catch (ExecutionException failure) {
      throw new IllegalStateException("no input could be read", failure.getCause());
    } finally {
      wanted.set(false);
    }
  }

  private String exchange(Request request, AtomicBoolean wanted) {
    while (poller.poll(0) > 0) {
      channel.readMessage();
    }
    channel.sendMessage(
        Channel.message(
            request.message().getIdentities(),
            request.message().getHeader(),
            MessageType.INPUT_REQUEST,
            Map.of("prompt", "", "password", false)));
    while (wanted.get()) {
      if (poller.poll(CHECK_MILLIS) > 0) {
        return Json.text(channel.readMessage().getContent(), "value", "");
      }
    }
    return "";
  }

  @Override
  public void close() {
    desk.execute(channel::close);
    desk.shutdown();
  }
}

package org.munet4j.kernel.jupyter;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.zeromq.ZMQ;

/** Reads one channel and hands its requests on, one after the other, until it is closed. */
final class Listener implements AutoCloseable {
  private static final int CHECK_MILLIS = 250;
  private static final int QUIET_MILLIS = 30;
  private static final Logger LOG = Logger.getLogger("org.munet4j.kernel");

  private final Deque<Request> waiting = new ArrayDeque<>();
  private final ZMQ.Context context;
  private final Channel channel;
  private final BiConsumer<Request, Listener> handler;
  private final Thread thread;
  private volatile boolean closed;
  private ZMQ.Poller poller;

  Listener(
      ZMQ.Context context, String name, Channel channel, BiConsumer<Request, Listener> handler) {
    this.context = context;
    this.channel = channel;
    this.handler = handler;
    thread = new Thread(this::listen, "munet4j-" + name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Takes back all requests that came in while the current one was handled. */
  List<Request> takeWaiting() {
    while (poll(QUIET_MILLIS)) {
      read();
    }
    List<Request> taken = new ArrayList<>(waiting);
    waiting.clear();
    return taken;
  }

  /** Handles these requests next. */
  void putBack(List<Request> requests) {
    waiting.addAll(requests);
  }

  @Override
  public void close() {
    closed = true;
    try {
      if (thread != Thread.currentThread()) {
        thread.join(1_000);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void listen() {
    poller = context.poller(1);
    poller.register(channel, ZMQ.Poller.POLLIN);
    while (!closed) {
      try {
        Request next = waiting.poll();
        if (next != null) {
          handler.accept(next, this);
        } else if (poll(CHECK_MILLIS)) {
          read();
        }
      } catch (Throwable failure) {
        LOG.log(Level.WARNING, "a request could not be handled", failure);
      }
    }
    channel.close();
  }

  private boolean poll(int millis) {
    return !closed && poller.poll(millis) > 0;
  }

  private void read() {
    try {
      waiting.add(new Request(channel.readMessage(), channel));
    } catch (RuntimeException broken) {
      LOG.log(Level.WARNING, "a message could not be read: {0}", broken.toString());
    }
  }
}

package org.munet4j.kernel.jupyter;

import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/** Sends every beat back, so that front ends know that the kernel lives. */
final class Heartbeat {
  private Heartbeat() {}

  static void start(ZMQ.Context context, String address) {
    ZMQ.Socket socket = context.socket(SocketType.REP);
    socket.setLinger(0);
    socket.bind(address);
    Thread thread = new Thread(() -> beat(socket), "munet4j-heartbeat");
    thread.setDaemon(true);
    thread.start();
  }

  private static void beat(ZMQ.Socket socket) {
    try (socket) {
      for (byte[] beat = socket.recv(); beat != null; beat = socket.recv()) {
        socket.send(beat);
      }
    } catch (ZMQException closed) {
      // The kernel ends.
    }
  }
}

package org.munet4j.kernel.jupyter;

import static io.github.spencerpark.jupyter.messages.MessageType.COMM_CLOSE_COMMAND;
import static io.github.spencerpark.jupyter.messages.MessageType.COMM_INFO_REQUEST;
import static io.github.spencerpark.jupyter.messages.MessageType.COMM_OPEN_COMMAND;
import static io.github.spencerpark.jupyter.messages.MessageType.COMPLETE_REQUEST;
import static io.github.spencerpark.jupyter.messages.MessageType.EXECUTE_REPLY;
import static io.github.spencerpark.jupyter.messages.MessageType.EXECUTE_REQUEST;
import static io.github.spencerpark.jupyter.messages.MessageType.HISTORY_REPLY;
import static io.github.spencerpark.jupyter.messages.MessageType.HISTORY_REQUEST;
import static io.github.spencerpark.jupyter.messages.MessageType.INSPECT_REQUEST;
import static io.github.spencerpark.jupyter.messages.MessageType.INTERRUPT_REPLY;
import static io.github.spencerpark.jupyter.messages.MessageType.INTERRUPT_REQUEST;
import static io.github.spencerpark.jupyter.messages.MessageType.IS_COMPLETE_REQUEST;
import static io.github.spencerpark.jupyter.messages.MessageType.KERNEL_INFO_REQUEST;
import static io.github.spencerpark.jupyter.messages.MessageType.PUBLISH_STATUS;
import static io.github.spencerpark.jupyter.messages.MessageType.SHUTDOWN_REPLY;
import static io.github.spencerpark.jupyter.messages.MessageType.SHUTDOWN_REQUEST;

import io.github.spencerpark.jupyter.messages.Header;
import io.github.spencerpark.jupyter.messages.MessageType;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.munet4j.kernel.engine.CellEngine;
import org.munet4j.notebook.Imports;
import org.munet4j.notebook.Screen;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** One running kernel: its sockets, its engine, and who answers which request. */
final class Kernel implements AutoCloseable {
  private static final long CLOSE_MILLIS = 2_000;

  private final Map<MessageType<?>, BiConsumer<Request, Listener>> handlers = new HashMap<>();
  private final History history = new History();
  private final CountDownLatch shutdown = new CountDownLatch(1);
  private final ZMQ.Context context = ZMQ.context(1);
  private final StandardStreams streams;
  private final Channel iopub;
  private final Outbox outbox;
  private final Stage stage;
  private final InputDesk desk;
  private final CellEngine engine;
  private final Listener shell;
  private final Listener control;
  private volatile boolean stops;

  private Kernel(ConnectionFile connection) {
    iopub = channel(connection, SocketType.PUB, connection.iopub());
    outbox = new Outbox(iopub::sendMessage);
    stage = new Stage(outbox);
    Channel stdin = channel(connection, SocketType.ROUTER, connection.stdin());
    desk = new InputDesk(context, stdin);
    CellInput input = new CellInput(desk);
    streams = new StandardStreams(stage, input);
    engine = CellEngine.start(Imports.declarations(), stage);
    register(new Executions(engine, stage, input, history), new Answers(engine.help()));
    Channel shellChannel = channel(connection, SocketType.ROUTER, connection.shell());
    shell = new Listener(context, "shell", shellChannel, this::handle);
    Channel controlChannel = channel(connection, SocketType.ROUTER, connection.control());
    control = new Listener(context, "control", controlChannel, this::handle);
    Heartbeat.start(context, connection.heartbeat());
  }

  /** Listens from now on; the engine gets ready in the background. */
  static Kernel start(ConnectionFile connection) {
    Kernel kernel = new Kernel(connection);
    Screen.use(new JupyterScreen(kernel.stage::send));
    kernel.status(null, "starting");
    kernel.shell.start();
    kernel.control.start();
    return kernel;
  }

  void awaitShutdown() throws InterruptedException {
    shutdown.await();
    close();
  }

  /** The last words of a kernel that ends because code called {@code System.exit}. */
  void sayGoodbye() {
    if (!stops) {
      stage.err("the kernel has ended; if a cell called System.exit, remove that line\n");
      outbox.close();
    }
  }

  @Override
  public void close() {
    stops = true;
    engine.close();
    outbox.close();
    shell.close();
    control.close();
    desk.close();
    streams.close();
    Thread end =
        new Thread(
            () -> {
              iopub.close();
              context.close();
            },
            "munet4j-close");
    end.setDaemon(true);
    end.start();
    try {
      end.join(CLOSE_MILLIS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  private void register(Executions executions, Answers answers) {
    handlers.put(
        EXECUTE_REQUEST,
        (request, listener) -> executions.execute(request, listener).forEach(this::abort));
    on(KERNEL_INFO_REQUEST, Answers::kernelInfo);
    on(COMPLETE_REQUEST, answers::complete);
    on(INSPECT_REQUEST, answers::inspect);
    on(IS_COMPLETE_REQUEST, answers::isComplete);
    on(HISTORY_REQUEST, this::history);
    on(COMM_INFO_REQUEST, Answers::commInfo);
    on(COMM_OPEN_COMMAND, this::refuseComm);
    on(INTERRUPT_REQUEST, this::interrupt);
    on(SHUTDOWN_REQUEST, this::shutdown);
  }

  private void on(MessageType<?> type, Consumer<Request> handler) {
    handlers.put(type, (request, listener) -> handler.accept(request));
  }

  private void handle(Request request, Listener listener) {
    BiConsumer<Request, Listener> handler = handlers.get(request.type());
    if (handler == null) {
      return;
    }
    Header<?> parent = request.message().getHeader();
    status(parent, "busy");
    try {
      handler.accept(request, listener);
    } catch (Throwable failure) {
      request.fail(failure);
    } finally {
      status(parent, "idle");
    }
    if (stops) {
      shutdown.countDown();
    }
  }

  private void abort(Request request) {
    Header<?> parent = request.message().getHeader();
    status(parent, "busy");
    request.reply(EXECUTE_REPLY, Map.of("status", "aborted"));
    status(parent, "idle");
  }

  private void history(Request request) {
    request.reply(HISTORY_REPLY, history.answer(request.content()));
  }

  private void interrupt(Request request) {
    engine.interrupt();
    request.reply(INTERRUPT_REPLY, Map.of());
  }

  private void shutdown(Request request) {
    stops = true;
    boolean restart = Json.flag(request.content(), "restart", false);
    request.reply(SHUTDOWN_REPLY, Map.of("restart", restart));
  }

  /** There are no widgets here; the front end is told so at once. */
  private void refuseComm(Request request) {
    outbox.send(
        request.message().getHeader(),
        COMM_CLOSE_COMMAND,
        Map.of("comm_id", Json.text(request.content(), "comm_id", ""), "data", Map.of()));
  }

  private void status(Header<?> parent, String state) {
    outbox.send(parent, PUBLISH_STATUS, Map.of("execution_state", state));
  }

  private Channel channel(ConnectionFile connection, SocketType kind, String address) {
    return new Channel(context, kind, connection.signatures(), address);
  }
}

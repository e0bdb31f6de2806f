package org.munet4j.tensor;

import ai.djl.Device;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.munet4j.internal.Require;

/**
 * The devices of a machine, handed out to jobs: each job keeps one from its first question for it
 * to its end, the one with the fewest jobs. Within a job {@link Torch#device} answers that one.
 */
public final class Devices {
  private static final ThreadLocal<Lease> LEASE = new ThreadLocal<>();

  private final Supplier<List<Device>> found;
  private int[] jobs = {};
  private List<Device> devices = List.of();

  private Devices(Supplier<List<Device>> found) {
    this.found = found;
  }

  /** These devices, at least one. */
  public static Devices of(List<Device> devices) {
    return new Devices(() -> devices);
  }

  /** All GPUs of this machine, or its processor where it has none. */
  public static Devices ofThisMachine() {
    return Holder.MACHINE;
  }

  /** Runs a job whose thread has a device of its own. */
  public <T> T lend(Callable<T> job) throws Exception {
    Lease before = LEASE.get();
    Lease lease = new Lease(this);
    LEASE.set(lease);
    try {
      return job.call();
    } finally {
      lease.end();
      LEASE.set(before);
    }
  }

  /** The device of the job on this thread; empty where none runs. */
  static Optional<Device> lent() {
    return Optional.ofNullable(LEASE.get()).map(Lease::device);
  }

  private synchronized int take() {
    if (devices.isEmpty()) {
      devices = List.copyOf(found.get());
      Require.that(!devices.isEmpty(), "devices: none is given, needs at least 1");
      jobs = new int[devices.size()];
    }
    int least =
        IntStream.range(0, jobs.length).reduce((a, b) -> jobs[b] < jobs[a] ? b : a).orElseThrow();
    jobs[least]++;
    return least;
  }

  private synchronized void giveBack(int place) {
    jobs[place]--;
  }

  /** What one job has; nothing until it asks. */
  private static final class Lease {
    private final Devices pool;
    private int place = -1;

    Lease(Devices pool) {
      this.pool = pool;
    }

    Device device() {
      place = place < 0 ? pool.take() : place;
      return pool.devices.get(place);
    }

    void end() {
      if (place >= 0) {
        pool.giveBack(place);
      }
    }
  }

  private static final class Holder {
    private static final Devices MACHINE =
        new Devices(
            () -> {
              int gpus = Torch.engine().getGpuCount();
              return gpus == 0
                  ? List.of(Device.cpu())
                  : IntStream.range(0, gpus).mapToObj(Device::gpu).toList();
            });
  }
}

package org.munet4j.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DevicesTest {
  private static final List<Device> TWO = List.of(Device.gpu(0), Device.gpu(1));

  @Test
  void jobsAtOnceGetTheDevicesEvenlyAndEachKeepsItsOwn() throws Exception {
    Devices devices = Devices.of(TWO);
    CyclicBarrier all = new CyclicBarrier(4);
    Callable<Device> job =
        () -> {
          Device first = Torch.device();
          all.await(10, TimeUnit.SECONDS);
          assertEquals(first, Torch.device());
          return first;
        };
    ExecutorService pool = Executors.newFixedThreadPool(4);
    List<Future<Device>> lent = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      lent.add(pool.submit(() -> devices.lend(job)));
    }
    int first = 0;
    for (Future<Device> device : lent) {
      first += device.get().equals(TWO.get(0)) ? 1 : 0;
    }
    pool.shutdown();
    assertEquals(2, first, "of four jobs on the first of two devices");
  }

  @Test
  void aDeviceComesBackWhenItsJobEndsOrFails() throws Exception {
    Devices devices = Devices.of(TWO);
    for (int i = 0; i < 3; i++) {
      assertEquals(TWO.get(0), devices.lend(Torch::device));
      assertThrows(
          IllegalStateException.class,
          () ->
              devices.lend(
                  () -> {
                    throw new IllegalStateException("on " + Torch.device());
                  }));
    }
    assertEquals(Device.Type.CPU, Devices.of(List.of(Device.cpu())).lend(DevicesTest::type));
  }

  @Test
  void aJobWithinAJobHasItsOwnAndTheOuterOneStays() throws Exception {
    Devices devices = Devices.of(TWO);
    List<Device> seen = new ArrayList<>();
    devices.lend(
        () -> {
          seen.add(Torch.device());
          seen.add(devices.lend(Torch::device));
          return seen.add(Torch.device());
        });
    assertEquals(List.of(TWO.get(0), TWO.get(1), TWO.get(0)), seen);
  }

  private static String type() {
    return Torch.device().getDeviceType();
  }
}

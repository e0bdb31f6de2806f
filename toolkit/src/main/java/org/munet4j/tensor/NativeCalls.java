package org.munet4j.tensor;

import ai.djl.pytorch.jni.IValue;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * The one call that DJL keeps to itself: a function by its name with plain values, and with a
 * result that autograd accepts. DJL's public call answers inference tensors, which autograd
 * refuses.
 */
final class NativeCalls {
  private static final MethodHandle RUN;
  private static final MethodHandle VALUE;

  static {
    try {
      MethodHandles.Lookup inside =
          MethodHandles.privateLookupIn(IValue.class, MethodHandles.lookup());
      Class<?> library = inside.findClass("ai.djl.pytorch.jni.PyTorchLibrary");
      MethodType run =
          MethodType.methodType(
              long.class, long.class, String.class, long[].class, boolean.class, boolean.class);
      Object bridge = inside.findStaticGetter(library, "LIB", library).invoke();
      RUN = inside.findVirtual(library, "moduleRunMethod", run).bindTo(bridge);
      VALUE = inside.findConstructor(IValue.class, MethodType.methodType(void.class, long.class));
    } catch (Throwable other) {
      throw new ExceptionInInitializerError(other);
    }
  }

  private NativeCalls() {}

  static IValue run(long module, String function, long[] arguments) {
    try {
      long result = (long) RUN.invokeExact(module, function, arguments, true, false);
      return (IValue) VALUE.invokeExact(result);
    } catch (RuntimeException | Error failed) {
      throw failed;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

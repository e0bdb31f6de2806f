package org.munet4j.tensor;

import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Native functions written as TorchScript text and kept as a resource file. One script serves all
 * models and threads. Whatever a function changes in place must reach it as an argument: PyTorch
 * silently drops changes of anything else.
 */
public final class Script {
  private final PtSymbolBlock module;

  private Script(PtSymbolBlock module) {
    this.module = module;
  }

  /**
   * Compiles the functions of resource files; they live as long as the program.
   *
   * @param owner a class in whose package the files lie
   * @param resources one behind the other, they define one class named {@code Script}
   * @throws IllegalStateException with PyTorch's words, if the text does not compile
   */
  public static Script load(Class<?> owner, String... resources) {
    return of(
        Stream.of(resources).map(each -> text(owner, each)).collect(Collectors.joining("\n")));
  }

  /** The text of a resource file beside its owner. */
  public static String text(Class<?> owner, String resource) {
    try (InputStream text = owner.getResourceAsStream(resource)) {
      if (text == null) {
        throw new IllegalStateException("script " + resource + " is missing beside " + owner);
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read script " + resource, e);
    }
  }

  /**
   * Writes functions and parameters as a file that PyTorch loads; the same content gives the same
   * bytes.
   *
   * @param text defines one class named {@code Script}, which names no parameters itself
   * @param parameters by the names that functions know them by, as {@code self.name}
   */
  public static void write(OutputStream out, String text, Map<String, Tensor> parameters)
      throws IOException {
    ScriptArchive.write(out, text, parameters);
  }

  static Script of(String text) {
    Torch.engine();
    try {
      return new Script(
          JniUtils.loadModule(
              (PtNDManager) Torch.scope(), new ByteArrayInputStream(packed(text)), false, false));
    } catch (IOException | EngineException wrong) {
      throw new IllegalStateException("a script does not compile: " + wrong.getMessage(), wrong);
    }
  }

  private static byte[] packed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    write(bytes, text, Map.of());
    return bytes.toByteArray();
  }

  /**
   * Calls a function. Its result can take part in a gradient, whether or not this thread records
   * one now.
   *
   * @param arguments each an array, a list of arrays, a whole number, a double, a boolean, numbers
   *     as {@code long[]} or {@code double[]}, or a {@link Value}; all stay open
   * @return to be closed by the caller
   */
  public Value call(String function, Object... arguments) {
    Torch.settle();
    List<Value> passing = new ArrayList<>();
    try {
      long[] handles = new long[arguments.length];
      for (int i = 0; i < handles.length; i++) {
        handles[i] = handle(arguments[i], passing);
      }
      return new Value(NativeCalls.run(module.getHandle(), function, handles));
    } finally {
      passing.forEach(Value::close);
    }
  }

  private static long handle(Object argument, List<Value> passing) {
    if (argument instanceof Value kept) {
      return kept.handle();
    }
    Value value = Value.of(argument);
    passing.add(value);
    return value.handle();
  }
}

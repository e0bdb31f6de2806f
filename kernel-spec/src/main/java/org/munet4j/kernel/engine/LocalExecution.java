package org.munet4j.kernel.engine;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import jdk.jshell.spi.SPIResolutionException;

/**
 * Runs snippets in this JVM and keeps what they answer and throw as objects; JShell itself only
 * hands on text.
 */
final class LocalExecution extends DirectExecutionControl implements ExecutionControlProvider {
  private final StopSwitch stop;
  private final Map<String, Object> values = new HashMap<>();
  private final Map<String, byte[]> classes = new ConcurrentHashMap<>();
  private Throwable thrown;

  LocalExecution(StopSwitch stop) {
    this.stop = stop;
  }

  /** Forgets what the last snippet answered. */
  void clear() {
    values.clear();
    thrown = null;
  }

  /** The object that JShell knows by this text. */
  Object value(String id) {
    return values.get(id);
  }

  /** What the last snippet threw, or null. */
  Throwable thrown() {
    return thrown;
  }

  /** What cells became, bytes by class name. */
  Map<String, byte[]> classes() {
    return Collections.unmodifiableMap(classes);
  }

  @Override
  public void load(ClassBytecodes[] loaded)
      throws ClassInstallException, NotImplementedException, EngineTerminationException {
    super.load(loaded);
    for (ClassBytecodes one : loaded) {
      classes.put(one.name(), one.bytecodes());
    }
  }

  @Override
  public String invoke(String className, String methodName) throws RunException {
    try {
      Method method = findClass(className).getDeclaredMethod(methodName);
      method.setAccessible(true);
      Thread.currentThread().setContextClassLoader(method.getDeclaringClass().getClassLoader());
      return keep(stop.guard(() -> method.invoke(null)));
    } catch (InvocationTargetException failure) {
      throw converted(failure.getCause());
    } catch (Throwable failure) {
      throw converted(failure);
    }
  }

  @Override
  public String varValue(String className, String name) throws RunException {
    try {
      Field field = findClass(className).getDeclaredField(name);
      field.setAccessible(true);
      return keep(field.get(null));
    } catch (Throwable failure) {
      throw converted(failure);
    }
  }

  private String keep(Object value) {
    String id = "value" + values.size();
    values.put(id, value);
    return id;
  }

  private RunException converted(Throwable failure) {
    thrown = failure;
    stop.tellWhere(failure);
    if (failure instanceof SPIResolutionException unresolved) {
      return new ResolutionException(unresolved.id(), named(unresolved.getStackTrace()));
    }
    return chain(failure, 0);
  }

  /** The same chain of causes in JShell's words, so that JShell translates its line numbers. */
  private static UserException chain(Throwable failure, int depth) {
    UserException copy =
        new UserException("", failure.getClass().getName(), named(failure.getStackTrace()));
    if (failure.getCause() != null && depth < Traceback.MAX_CAUSES) {
      copy.initCause(chain(failure.getCause(), depth + 1));
    }
    return copy;
  }

  /** JShell cannot read frames without a file name, which generated classes have. */
  private static StackTraceElement[] named(StackTraceElement[] frames) {
    StackTraceElement[] named = new StackTraceElement[frames.length];
    for (int i = 0; i < frames.length; i++) {
      StackTraceElement f = frames[i];
      named[i] =
          f.getFileName() != null
              ? f
              : new StackTraceElement(f.getClassName(), f.getMethodName(), "", f.getLineNumber());
    }
    return named;
  }

  @Override
  public String name() {
    return "munet4j";
  }

  @Override
  public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
    return this;
  }
}

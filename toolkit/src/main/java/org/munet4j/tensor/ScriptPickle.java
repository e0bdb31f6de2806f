package org.munet4j.tensor;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Pickle (protocol 2) of one object of the class {@code Script}, whose fields are parameters. */
final class ScriptPickle {
  private static final String OBJECT = "\u0080\u0002c__torch__\nScript\n)\u0081}(";
  private static final String STORAGE = "ctorch._utils\n_rebuild_tensor_v2\n((";
  private static final String NO_GRADIENT = "\u0089ccollections\nOrderedDict\n)RtR";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private ScriptPickle() {}

  /** The numbers of a parameter are in the file of its place, from 0. */
  static byte[] of(Map<String, Tensor> parameters) {
    ScriptPickle pickle = new ScriptPickle();
    pickle.codes(OBJECT);
    int number = 0;
    for (Map.Entry<String, Tensor> parameter : parameters.entrySet()) {
      pickle.text(parameter.getKey());
      pickle.tensor(parameter.getValue(), number++);
    }
    pickle.codes("ub.");
    return pickle.bytes.toByteArray();
  }

  private void tensor(Tensor tensor, int file) {
    codes(STORAGE);
    text("storage");
    codes("ctorch\nFloatStorage\n");
    text(String.valueOf(file));
    text("cpu");
    number(tensor.size());
    codes("tQ");
    number(0);
    long[] shape = tensor.shape();
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape[axis];
    }
    numbers(shape);
    numbers(strides);
    codes(NO_GRADIENT);
  }

  private void numbers(long[] numbers) {
    codes("(");
    for (long number : numbers) {
      number(number);
    }
    codes("t");
  }

  private void number(long number) {
    codes("J");
    fourBytes(Math.toIntExact(number));
  }

  private void text(String text) {
    byte[] letters = text.getBytes(StandardCharsets.UTF_8);
    codes("X");
    fourBytes(letters.length);
    bytes.writeBytes(letters);
  }

  private void fourBytes(int number) {
    bytes.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array());
  }

  private void codes(String codes) {
    bytes.writeBytes(codes.getBytes(StandardCharsets.ISO_8859_1));
  }
}

package org.munet4j.store;

import java.io.IOException;

/** Something that the disk may refuse. */
interface Step<T> {
  T take() throws IOException;
}

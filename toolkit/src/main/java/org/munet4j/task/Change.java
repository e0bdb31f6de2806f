package org.munet4j.task;

import org.munet4j.data.Images;
import org.munet4j.internal.Require;

/** What happens to every image of a planned task, all splits alike. */
public sealed interface Change {
  /** The changed images. */
  Images of(Images images);

  /** In a few words, for tables; empty where nothing changes. */
  String words();

  /** Leaves images as they are. */
  record None() implements Change {
    @Override
    public Images of(Images images) {
      return images;
    }

    @Override
    public String words() {
      return "";
    }
  }

  /** Puts pixels to other places, see {@link Images#permuted}. */
  record Permuted(long seed) implements Change {
    @Override
    public Images of(Images images) {
      return images.permuted(seed);
    }

    @Override
    public String words() {
      return "pixels permuted";
    }
  }

  /** Turns images, see {@link Images#rotated}. */
  record Rotated(double degrees) implements Change {
    @Override
    public Images of(Images images) {
      return images.rotated(degrees);
    }

    @Override
    public String words() {
      return Require.text("turned by %.4g°", degrees);
    }
  }
}

package org.munet4j.notebook;

import java.util.function.Consumer;
import org.munet4j.data.Decoding.Decoded;
import org.munet4j.internal.Require;

/** Shows how far a large folder or zip of images is read; small ones are read in silence. */
final class Reading implements Consumer<Decoded> {
  private static final int LARGE = 1_000;

  private Progress progress;
  private int total;
  private int done;

  @Override
  public synchronized void accept(Decoded news) {
    if (news.total() < LARGE) {
      return;
    }
    if (progress == null || news.total() != total) {
      progress = Progress.start("reading images", news.total());
      total = news.total();
      done = 0;
    }
    String speed = Require.text("%,.0f a second", news.perSecond());
    progress.advance(news.done() - done, speed);
    done = news.done();
    if (done == total) {
      progress.done(speed);
      progress = null;
    }
  }
}

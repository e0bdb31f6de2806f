package org.munet4j.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.munet4j.tensor.Torch;

/**
 * All pages of a cache: in memory up to a limit; beyond it those that were not used for longest are
 * in a file of at most four times the limit; beyond that they are forgotten. Not safe for threads:
 * {@link FrozenCache} guards it.
 */
final class Pages implements AutoCloseable {
  private static final int FILE_FACTOR = 4;

  private final NDManager scope = Torch.scope();
  private final long limit;
  private final Map<Page, Integer> inMemory = new LinkedHashMap<>(16, 0.75f, true);
  private Optional<SpillFile> file = Optional.empty();
  private long bytes;

  Pages(long limit) {
    this.limit = limit;
  }

  /** Takes what was computed over from its step. */
  void add(Rows rows, int[] images, NDArray computed) {
    NDArray kept = computed.toDevice(Device.cpu(), false).flatten();
    kept.attach(scope);
    Page page = new Page(rows, images, kept, (int) computed.getShape().get(0));
    rows.shapedLike(computed);
    rows.add(page);
    inMemory.put(page, page.bytes());
    bytes += page.bytes();
  }

  /** Spills what is over the limit. */
  void fit() {
    List<Page> leaving = new ArrayList<>();
    long after = bytes;
    for (var oldest = inMemory.keySet().iterator(); after > limit && oldest.hasNext(); ) {
      Page page = oldest.next();
      after -= page.bytes();
      leaving.add(page);
    }
    leaving.forEach(this::spill);
  }

  private void spill(Page page) {
    forgetMemory(page);
    file = file.or(() -> SpillFile.temporary(FILE_FACTOR * limit));
    if (!page.spill(file)) {
      page.owner().forget(page);
    }
  }

  private void forgetMemory(Page page) {
    if (inMemory.remove(page) != null) {
      bytes -= page.bytes();
    }
  }

  /** Puts an image's row into {@code target}, which has its size; a lost page is forgotten. */
  boolean copy(Page page, int row, ByteBuffer target) {
    inMemory.get(page);
    boolean isRight = page.copy(row, target, file);
    if (!isRight) {
      remove(page);
    }
    return isRight;
  }

  void remove(Page page) {
    forgetMemory(page);
    page.owner().forget(page);
    page.release(file);
  }

  @Override
  public void close() {
    inMemory.clear();
    file.ifPresent(SpillFile::close);
    scope.close();
  }
}

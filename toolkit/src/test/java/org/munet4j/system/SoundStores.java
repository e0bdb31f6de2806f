package org.munet4j.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.munet4j.component.Component;
import org.munet4j.internal.Sha256;
import org.munet4j.store.Commit;
import org.munet4j.store.ObjectId;
import org.munet4j.store.Store;

/**
 * Looks through every store of a test behind it: all hashes right, nothing missing that a model
 * needs, every model derived from the root, and a replay that gives the same system.
 */
public final class SoundStores implements AfterEachCallback {
  private final List<Store> stores = new ArrayList<>();

  /** A store in memory that will be looked through. */
  public Store inMemory() {
    return watched(Store.inMemory());
  }

  /** A store in a folder that will be looked through. */
  public Store in(Path folder) {
    return watched(Store.open(folder));
  }

  private Store watched(Store store) {
    stores.add(store);
    return store;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    stores.forEach(SoundStores::check);
  }

  /** Fails if anything of this store is not as it should be. */
  public static void check(Store store) {
    assertEquals(List.of(), store.verify().damages());
    if (store.find(new Commit.Key(Model.ROOT, 0)).isEmpty()) {
      return;
    }
    MultitaskSystem system = MultitaskSystem.open(store);
    Set<String> ids = new HashSet<>();
    for (Model model : system.models()) {
      assertTrue(ids.add(model.id()), "twice: " + model.id());
      assertTrue(system.lineage(model).get(system.lineage(model).size() - 1).isRoot());
      for (Component velocity : model.momentum()) {
        assertEquals(velocity.id(), Sha256.of(velocity.bytes()));
      }
      for (Component component : model.graph().components()) {
        assertTrue(store.has(new ObjectId(component.id())), component.toString());
        assertEquals(component.id(), Sha256.of(component.bytes()));
        assertTrue(model.isRoot() || system.users(component.id()).contains(model.task()));
      }
    }
    assertEquals(system.models(), MultitaskSystem.open(store).models());
  }
}

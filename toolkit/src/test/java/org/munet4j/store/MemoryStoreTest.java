package org.munet4j.store;

class MemoryStoreTest extends StoreContract {
  @Override
  Store made() {
    return Store.inMemory();
  }
}

package org.munet4j.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store promises, wherever it keeps its files. */
abstract class StoreContract {
  private static final Duration DAY = Duration.ofDays(1);
  private Store store;

  abstract Store made();

  private Store store() {
    if (store == null) {
      store = made();
    }
    return store;
  }

  @AfterEach
  void everyStoreIsCleanInTheEnd() {
    Verification found = store().verify();
    assertTrue(found.isClean(), found::toString);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Commit.Key key(int cycle) {
    return new Commit.Key("mnist", cycle);
  }

  private static Commit commit(int cycle, String attempt, ObjectId... objects) {
    return Commit.publish(key(cycle), attempt, List.of(objects), "{\"score\":0.5}");
  }

  @Test
  void anObjectComesBackUnderTheHashOfItsBytes() {
    ObjectId id = store().put(bytes("abc"));
    assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", id.hex());
    assertTrue(store().has(id));
    assertEquals(ByteBuffer.wrap(bytes("abc")), store().object(id));
    assertEquals(ByteBuffer.wrap(bytes("abc")), store().loadVerified(id));
  }

  @Test
  void anObjectCannotBeChangedThroughWhatWasRead() {
    ObjectId id = store().put(bytes("abc"));
    assertTrue(store().object(id).isReadOnly());
    store().object(id).get();
    assertEquals(3, store().object(id).remaining());
  }

  @Test
  void equalObjectsAreKeptOnce() {
    store().put(bytes("abc"));
    store().put(bytes("abc"));
    assertEquals(1, store().verify().objects());
  }

  @Test
  void anObjectThatIsNotThereGivesASentence() {
    ObjectId id = ObjectId.of(ByteBuffer.wrap(bytes("abc")));
    assertFalse(store().has(id));
    Exception error = assertThrows(StoreException.class, () -> store().object(id));
    assertTrue(error.getMessage().contains(id.hex()), error.getMessage());
  }

  @Test
  void aCommitComesBackAsItWasWritten() {
    ObjectId object = store().put(bytes("abc"));
    String body = "{\"text\":\"gr\u00fc\u00dfe \\n \ud83d\ude00\",\n \"list\":[1,2.50,null]}";
    Commit written = Commit.publish(key(0), "a:1", List.of(object, object), body);
    Outcome outcome = store().commit(written);
    assertTrue(outcome.isWon());
    assertEquals(Optional.of(outcome.commit()), store().find(key(0)));
    assertEquals(List.of(object, object), outcome.commit().objects());
    assertEquals(body, outcome.commit().body());
    assertEquals(2.5, written.json().getAsJsonArray("list").get(1).getAsDouble());
  }

  @Test
  void theFirstCommitOfACycleWinsForEver() {
    assertTrue(store().commit(commit(0, "first")).isWon());
    Outcome second = store().commit(commit(0, "second"));
    assertInstanceOf(Outcome.Lost.class, second);
    assertEquals("first", second.commit().attempt());
    assertTrue(store().commit(commit(0, "first")).isWon(), "repeated by the same attempt");
  }

  @Test
  void aCommitHoldsTheHashOfTheOneBefore() {
    Commit first = store().commit(commit(0, "a")).commit();
    Commit second = store().commit(commit(1, "b")).commit();
    assertEquals("", first.previous());
    assertEquals(first.hash(), second.previous());
  }

  @Test
  void aCommitMayNameOnlyObjectsThatAreThere() {
    ObjectId missing = ObjectId.of(ByteBuffer.wrap(bytes("abc")));
    Exception error =
        assertThrows(StoreException.class, () -> store().commit(commit(0, "a", missing)));
    assertTrue(error.getMessage().contains(missing.hex()), error.getMessage());
    assertTrue(store().find(key(0)).isEmpty());
    store().put(bytes("abc"));
    assertTrue(store().commit(commit(0, "a", missing)).isWon());
  }

  @Test
  void cyclesAreClosedInOrder() {
    Exception error =
        assertThrows(IllegalArgumentException.class, () -> store().commit(commit(1, "a")));
    assertTrue(error.getMessage().contains("cycle 0"), error.getMessage());
    assertEquals(key(0), store().snapshot().next("mnist"));
  }

  @Test
  void aTombstoneBeatsALateAttempt() {
    assertTrue(store().commit(Commit.cancel(key(0), "stop", "{}")).isWon());
    ObjectId late = store().put(bytes("late"));
    Outcome outcome = store().commit(commit(0, "late", late));
    assertFalse(outcome.isWon());
    assertEquals(Commit.Kind.CANCEL, outcome.commit().kind());
    assertEquals(Set.of(), store().snapshot().objects());
    assertTrue(store().commit(commit(1, "next", late)).isWon());
  }

  @Test
  void aSnapshotNeverChangesAndARefreshedOneSeesWhatIsNew() {
    store().commit(commit(0, "a"));
    Snapshot before = store().snapshot();
    assertSame(before, before.refresh());
    Commit second = store().commit(commit(1, "b")).commit();
    Commit draft = Commit.publish(new Commit.Key("letters", 0), "c", List.of(), "{}");
    Commit other = store().commit(draft).commit();
    Snapshot after = before.refresh();
    assertEquals(Set.of("mnist"), before.agents());
    assertEquals(1, before.commits("mnist").size());
    assertEquals(Set.of("letters", "mnist"), after.agents());
    assertEquals(Optional.of(second), after.find(key(1)));
    assertEquals(key(2), after.next("mnist"));
    assertEquals(List.of(other), after.commits("letters"));
  }

  @Test
  void aRecordedStepIsRecalledAndTheFirstRecordStands() {
    ObjectId object = store().put(bytes("abc"));
    Progress first = new Progress(key(0), "0.child_1", List.of(object), "{\"score\":1}");
    assertTrue(store().recalled(key(0), "0.child_1").isEmpty());
    assertEquals(first, store().record(first));
    Progress second = new Progress(key(0), "0.child_1", List.of(), "{\"score\":2}");
    assertEquals(first, store().record(second));
    assertEquals(Optional.of(first), store().recalled(key(0), "0.child_1"));
    assertTrue(store().recalled(key(1), "0.child_1").isEmpty());
  }

  @Test
  void pruneDeletesWhatNothingNamesAndNothingElse() {
    ObjectId published = store().put(bytes("published"));
    ObjectId open = store().put(bytes("open"));
    ObjectId pinned = store().put(bytes("pinned"));
    ObjectId nobodys = store().put(bytes("nobody's"));
    store().commit(commit(0, "a", published));
    store().record(new Progress(key(1), "child", List.of(open), "{}"));
    try (Pin pin = store().pin(List.of(pinned), DAY)) {
      assertEquals(List.of(), store().prune(DAY, false).files(), "younger than a day");
      pause();
      Prune dry = store().prune(Duration.ZERO, true);
      assertEquals(List.of(nobodys.file()), dry.files());
      assertTrue(store().has(nobodys), pin::toString);
      assertEquals(8, dry.bytes());
      assertEquals(3, dry.kept());
      assertEquals(dry.files(), store().prune(Duration.ZERO, false).files());
    }
    assertFalse(store().has(nobodys));
    store().commit(commit(1, "b"));
    pause();
    Prune last = store().prune(Duration.ZERO, false);
    assertTrue(last.files().containsAll(List.of(open.file(), pinned.file())), last::toString);
    assertTrue(store().recalled(key(1), "child").isEmpty());
    assertEquals(1, store().verify().objects());
  }

  @Test
  void whatIsForgottenMayBePrunedUnlessOthersUseIt() {
    ObjectId own = store().put(bytes("own"));
    ObjectId shared = store().put(bytes("shared"));
    store().commit(commit(0, "a", own, shared));
    Commit.Key other = new Commit.Key("letters", 0);
    store().commit(Commit.publish(other, "b", List.of(shared), "{}"));
    store().commit(Commit.forget(key(1), "c", List.of(key(0)), "{}"));
    assertEquals(Set.of(shared), store().snapshot().objects());
    assertEquals(Set.of(key(0)), store().snapshot().released());
    pause();
    assertEquals(List.of(own.file()), store().prune(Duration.ZERO, false).files());
    assertEquals(1, store().snapshot().commits("letters").size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "../x", "a/b", "a\\b", "A", ".a", "a.", "a b", "-a", "a\n"})
  void aNameThatIsNoFolderNameIsRefused(String agent) {
    assertThrows(IllegalArgumentException.class, () -> new Commit.Key(agent, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[1]", "{", "{} {}", "{\"a\":1,\"a\":2}", "{'a':1}", "{\"a\":\"\ud800\"}"})
  void aBodyThatIsNotOneJsonObjectIsRefused(String body) {
    assertThrows(
        IllegalArgumentException.class, () -> Commit.publish(key(0), "a", List.of(), body));
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedBeforeAnythingIsWritten() {
    String body = "{\"a\":\"" + "x".repeat(Envelope.LARGEST) + "\"}";
    Commit large = Commit.publish(key(0), "a", List.of(), body);
    assertThrows(IllegalArgumentException.class, () -> store().commit(large));
    assertTrue(store().snapshot().agents().isEmpty());
  }

  /** Until the file system's clock has gone on. */
  private void pause() {
    long start = System.currentTimeMillis();
    while (System.currentTimeMillis() < start + 15) {
      Thread.onSpinWait();
    }
  }
}

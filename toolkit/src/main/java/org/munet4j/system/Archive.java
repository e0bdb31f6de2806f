package org.munet4j.system;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.munet4j.component.Component;
import org.munet4j.component.ModelPath;
import org.munet4j.data.SafeZip;
import org.munet4j.internal.Require;
import org.munet4j.store.Commit;
import org.munet4j.store.ObjectId;
import org.munet4j.store.Store;
import org.munet4j.store.StoreException;
import org.munet4j.store.StrictJson;

/**
 * A system, or the model of one task, in a single zip: {@code commits/<agent>/<cycle>.json} and
 * {@code objects/<hash>.safetensors} as they lie in a store, or {@code model.json} and objects.
 * Reading one checks all of it before anything is published.
 */
final class Archive {
  private static final String COMMITS = "commits/";
  private static final String OBJECTS = "objects/";
  private static final String MODEL = "model.json";
  private static final int LARGEST_TEXT = 4 << 20;
  private static final String IMPORTED = ".imported";
  private static final Pattern COMMIT =
      Pattern.compile("commits/[^/]+/(?:0|[1-9][0-9]{0,8})\\.json");
  private static final Set<String> MEMBERS = Set.of("agent", "lineage", "publication");

  private final SafeZip zip;
  private final Path file;
  private final Set<String> names;
  private final Parts parts = new Parts(this::object);

  private Archive(SafeZip zip, Path file) {
    this.zip = zip;
    this.file = file;
    this.names = new LinkedHashSet<>(zip.names());
  }

  /** Writes these commits of a store, and the objects of those that were not taken back. */
  static void write(Store store, List<Commit> commits, Path file) {
    Set<ObjectId> needed = new TreeSet<>();
    Set<Commit.Key> released =
        commits.stream().flatMap(c -> c.releases().stream()).collect(Collectors.toSet());
    commits.stream()
        .filter(commit -> !released.contains(commit.key()))
        .forEach(commit -> needed.addAll(commit.objects()));
    write(
        file,
        out -> {
          for (Commit commit : commits) {
            String name = COMMITS + commit.key().agent() + "/" + commit.key().cycle() + ".json";
            entry(out, name, array(commit.bytes()));
          }
          for (ObjectId id : needed) {
            entry(out, name(id), array(store.loadVerified(id)));
          }
        });
  }

  /** Writes the model of one task, with the ids of those it came from. */
  static void write(MultitaskSystem system, String agent, String task, Path file) {
    Model model = system.model(task);
    List<String> lineage = system.lineage(model).stream().skip(1).map(Model::id).toList();
    JsonObject json = new JsonObject();
    json.addProperty("agent", agent);
    json.add("lineage", Fields.json(lineage));
    json.add(
        "publication",
        PublicationJson.write(new Publication(task, 0, Optional.of(model), List.of(), false)));
    write(
        file,
        out -> {
          entry(out, MODEL, json.toString().getBytes(StandardCharsets.UTF_8));
          for (Component component : new LinkedHashSet<>(model.stored())) {
            entry(out, name(new ObjectId(component.id())), component.bytes());
          }
        });
  }

  /** Publishes what an archive holds. */
  static void read(Path file, Commits commits) {
    try (SafeZip zip = SafeZip.open(file, SafeZip.Limits.SYSTEM)) {
      Archive archive = new Archive(zip, file);
      if (archive.names.contains(MODEL)) {
        archive.model(commits);
      } else {
        archive.system(commits);
      }
    }
  }

  private void model(Commits commits) {
    String text = new String(zip.read(MODEL, LARGEST_TEXT), StandardCharsets.UTF_8);
    String place = file + ", " + MODEL;
    Fields json = new Fields(StrictJson.object(text, place), place).exactly(MEMBERS);
    Commit.Key any = json.checked(() -> new Commit.Key(json.text("agent"), 0));
    Publication read = PublicationJson.read(any, json.object("publication"), parts);
    json.check(read.best().isPresent(), "holds no model");
    Model model = read.best().get();
    MultitaskSystem system = commits.system();
    Require.that(
        system.find(model.task()).isEmpty(),
        "%s holds a model of task '%s', which the system solves already; forget that one first",
        file,
        model.task());
    for (ModelPath path : model.graph().paths()) {
      Require.that(
          system.root().isSinglePath()
              && path.vit().withLayers(0).equals(system.root().path().vit().withLayers(0)),
          "%s holds a model of %s, the system's root is %s; open a system with such a root",
          file,
          path.vit(),
          system.root().graph());
    }
    model.stored().forEach(Component::tensors);
    String parent =
        json.texts("lineage").stream()
            .flatMap(id -> Stream.of(id, imported(id)))
            .filter(id -> system.withId(id).isPresent())
            .findFirst()
            .orElse(Model.ROOT);
    Model named = model.withId(imported(model.id()));
    Require.that(
        system.withId(named.id()).isEmpty(),
        "%s holds model '%s', and the system has another one of that id; forget its task first",
        file,
        named.id());
    Publication publication =
        new Publication(
            any.agent(),
            model.task(),
            system.cycles(any.agent()),
            Optional.of(named.withParent(parent)),
            List.of(),
            false);
    Require.that(
        commits.publish(publication).isWon(),
        "another run published cycle %d of '%s' meanwhile; look at the system and import again",
        publication.cycle(),
        any.agent());
  }

  /** An id that no cycle of this system gives to a child: those end with a number. */
  private static String imported(String id) {
    return id.endsWith(IMPORTED) ? id : id + IMPORTED;
  }

  private void system(Commits commits) {
    List<Commit> all = new ArrayList<>();
    for (String name : names) {
      if (name.startsWith(COMMITS)) {
        all.add(commit(name));
      }
    }
    List<Entry> entries =
        all.stream().map(commit -> Entry.read(commit, parts)).sorted(Entry.IN_ORDER).toList();
    checkWhole(all, entries);
    commits.replayed(entries);
    List<Entry> standing = Forgotten.standing(entries);
    List<Component> needed =
        standing.stream()
            .flatMap(entry -> entry.publication().best().stream())
            .flatMap(model -> model.stored().stream())
            .distinct()
            .toList();
    needed.forEach(Component::tensors);
    checkObjects(standing, all);
    checkFits(all, commits.store());
    needed.forEach(component -> commits.store().put(component.bytes()));
    Map<Commit.Key, Commit> byKey = new HashMap<>();
    all.forEach(commit -> byKey.put(commit.key(), commit));
    for (Entry entry : entries) {
      Commit commit = byKey.get(entry.key());
      if (standing.contains(entry)) {
        commits.store().commit(commit);
      } else {
        commits.store().adoptReleased(commit);
      }
    }
  }

  private void checkWhole(List<Commit> all, List<Entry> entries) {
    boolean hasRoot = !entries.isEmpty() && entries.get(0).key().equals(Commits.ROOT);
    StoreException.unless(
        hasRoot && Forgotten.standing(entries).contains(entries.get(0)),
        "%s: the commit of the root is missing or taken back; get the file again",
        file);
    Map<Commit.Key, String> hashes = new HashMap<>();
    all.forEach(commit -> hashes.put(commit.key(), commit.hash()));
    for (Commit commit : all) {
      int cycle = commit.key().cycle();
      String before = cycle == 0 ? "" : hashes.get(new Commit.Key(commit.key().agent(), cycle - 1));
      StoreException.unless(
          commit.previous().equals(before),
          "%s: the commit before %s is missing or another one; get the file again",
          file,
          commit.key());
    }
    Optional<String> unknown = Commits.unknownParent(entries);
    StoreException.unless(
        unknown.isEmpty(),
        "%s: the commit that published '%s' is missing; get the file again",
        file,
        unknown.orElse(""));
  }

  private void checkObjects(List<Entry> standing, List<Commit> all) {
    Map<Commit.Key, Set<ObjectId>> named = new HashMap<>();
    all.forEach(commit -> named.put(commit.key(), Set.copyOf(commit.objects())));
    for (Entry entry : standing) {
      Set<ObjectId> needed =
          entry.publication().best().stream()
              .flatMap(model -> Commits.ids(model.stored()))
              .collect(Collectors.toSet());
      StoreException.unless(
          named.get(entry.key()).equals(needed),
          "%s: %s names other objects than its model has",
          file,
          entry.key());
    }
  }

  private void checkFits(List<Commit> all, Store store) {
    for (Commit commit : all) {
      Optional<Commit> there = store.find(commit.key());
      Require.that(
          there.isEmpty() || there.get().equals(commit),
          "%s and %s have different histories from %s on; import it into a new folder, or import"
              + " the models of single tasks",
          file,
          store,
          commit.key());
    }
  }

  private Commit commit(String name) {
    StoreException.unless(
        COMMIT.matcher(name).matches(), "%s: entry '%s' is no commit's name", file, name);
    int slash = name.lastIndexOf('/');
    int cycle = Integer.parseInt(name.substring(slash + 1, name.length() - ".json".length()));
    Commit.Key key = new Commit.Key(name.substring(COMMITS.length(), slash), cycle);
    return Commit.read(key, ByteBuffer.wrap(zip.read(name, LARGEST_TEXT)), file + ", " + name);
  }

  private ByteBuffer object(ObjectId id) {
    StoreException.unless(
        names.contains(name(id)), "%s: object %s is missing; get the file again", file, id.hex());
    ByteBuffer bytes = ByteBuffer.wrap(zip.read(name(id)));
    StoreException.unless(
        ObjectId.of(bytes).equals(id),
        "%s: object %s has other bytes than its name says; get the file again",
        file,
        id.hex());
    return bytes;
  }

  private static String name(ObjectId id) {
    return OBJECTS + id.hex() + ".safetensors";
  }

  private static byte[] array(ByteBuffer bytes) {
    byte[] array = new byte[bytes.remaining()];
    bytes.duplicate().get(array);
    return array;
  }

  private interface Content {
    void to(ZipOutputStream out) throws IOException;
  }

  private static void write(Path file, Content content) {
    try {
      Path part = file.toAbsolutePath().resolveSibling(".part-" + UUID.randomUUID());
      try {
        try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE_NEW);
            ZipOutputStream zip = new ZipOutputStream(out)) {
          zip.setLevel(Deflater.NO_COMPRESSION);
          content.to(zip);
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(
          Require.text(
              "cannot write '%s' (%s); nothing was left of it: name a file in a folder that is"
                  + " there, may be written and has room",
              file, failure),
          failure);
    }
  }

  /** Entries carry no time, so that equal systems give equal files. */
  private static void entry(ZipOutputStream out, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(0);
    out.putNextEntry(entry);
    out.write(bytes);
    out.closeEntry();
  }
}

package org.munet4j.store;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.munet4j.component.Component;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Vit;
import org.munet4j.internal.Sha256;
import org.munet4j.tensor.DamagedFileException;
import org.munet4j.tensor.Safetensors;
import org.munet4j.tensor.Tensor;

/**
 * Paths that can be computed again, kept in a folder: {@code <hash of the recipe>/<hash of the
 * file>.safetensors}. A file whose content does not have the hash in its name is as good as none.
 *
 * @param folder made when the first path is kept
 */
public record PathCache(Path folder) {
  private static final String ENDING = ".safetensors";

  /**
   * The path that was kept under this recipe.
   *
   * @param recipe everything that decides the path's numbers, in words
   */
  public Optional<ModelPath> find(String recipe, Vit vit, String owner) {
    Path place = place(recipe);
    if (!Files.isDirectory(place)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(place)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(ENDING))
          .sorted()
          .flatMap(file -> read(file, vit, owner).stream())
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list cache folder " + place, e);
    }
  }

  /** Keeps a path; readers see all of the file or nothing. */
  public void keep(String recipe, ModelPath path) {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    path.components().forEach(component -> tensors.putAll(component.named()));
    byte[] bytes = Safetensors.write(tensors);
    Path place = place(recipe);
    try {
      Files.createDirectories(place);
      Path part = Files.createTempFile(place, "part", ".tmp");
      try (FileOutputStream out = new FileOutputStream(part.toFile())) {
        out.write(bytes);
        out.getFD().sync();
      }
      Files.move(part, place.resolve(Sha256.of(bytes) + ENDING), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep a path in cache folder " + place, e);
    }
  }

  private Optional<ModelPath> read(Path file, Vit vit, String owner) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return file.getFileName().toString().equals(Sha256.of(bytes) + ENDING)
          ? Optional.of(path(Safetensors.read(bytes, file.toString()), vit, owner))
          : Optional.empty();
    } catch (IOException | DamagedFileException unreadable) {
      return Optional.empty();
    }
  }

  private static ModelPath path(SortedMap<String, Tensor> tensors, Vit vit, String owner) {
    List<Component> components = new ArrayList<>();
    for (String name : vit.components()) {
      SortedMap<String, Tensor> own = new TreeMap<>();
      tensors
          .tailMap(name + "/")
          .headMap(name + "0")
          .forEach((tensor, values) -> own.put(tensor.substring(name.length() + 1), values));
      components.add(new Component(name, owner, own));
    }
    return new ModelPath(vit, components);
  }

  private Path place(String recipe) {
    return folder.resolve(Sha256.of(recipe.getBytes(StandardCharsets.UTF_8)).substring(0, 16));
  }
}

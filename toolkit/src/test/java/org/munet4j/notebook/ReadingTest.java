package org.munet4j.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.data.ClassFolders;
import org.munet4j.data.Decoding;
import org.munet4j.task.Task;

class ReadingTest {
  private final Screen before = Display.screen();
  private final List<String> shown = new ArrayList<>();

  @BeforeEach
  void listen() {
    Screen.use(
        new Screen() {
          @Override
          public String show(Object value, Bundle bundle) {
            replace("", bundle);
            return "";
          }

          @Override
          public void replace(String id, Bundle bundle) {
            shown.add(bundle.data().get(Bundle.TEXT));
          }

          @Override
          public boolean isLive() {
            return true;
          }
        });
  }

  @AfterEach
  void leave() {
    Display.showOn(before);
  }

  private static void draw(Path folder, int count) throws IOException {
    ByteArrayOutputStream image = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY), "png", image);
    for (int i = 0; i < count; i++) {
      Path file = folder.resolve(i % 2 + "/" + i + ".png");
      Files.createDirectories(file.getParent());
      Files.write(file, image.toByteArray());
    }
  }

  @Test
  void aTaskFromALargeFolderShowsItsProgressUnasked(@TempDir Path folder) throws IOException {
    draw(folder, 1_000);
    Task task = Task.named("dots").from(ClassFolders.at(folder).read()).build();
    assertTrue(task.train().count() > 0);
    assertTrue(shown.get(0).startsWith("reading images 0/1000 0%"), shown.get(0));
    String last = shown.get(shown.size() - 1);
    assertTrue(last.matches("reading images 1000/1000 100% 0:0\\d · [0-9,]+ a second"), last);
  }

  @Test
  void aSmallFolderIsReadInSilence(@TempDir Path folder) throws IOException {
    draw(folder, 20);
    ClassFolders.at(folder).read();
    assertEquals(List.of(), shown);
  }

  @Test
  void aReadingThatBeginsAgainGoesBackAndALaterOneHasItsOwnLine() {
    Reading reading = new Reading();
    for (int done : new int[] {900, 100, 2_000, 2_000}) {
      reading.accept(new Decoding.Decoded(done, 2_000, 500));
    }
    assertEquals(
        2, shown.stream().filter(line -> line.startsWith("reading images 0/2000")).count());
    assertEquals("reading images 2000/2000 100% 0:00 · 500 a second", shown.get(shown.size() - 1));
  }
}

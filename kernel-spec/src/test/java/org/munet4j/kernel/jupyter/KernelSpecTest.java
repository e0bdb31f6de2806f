package org.munet4j.kernel.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Holds what editors such as VS Code and JupyterLab read from a kernel spec without running it. */
class KernelSpecTest {
  private static final Path FOLDER = Path.of("src/main/kernel");

  private static JsonObject spec() throws IOException {
    return JsonParser.parseString(Files.readString(FOLDER.resolve("kernel.json")))
        .getAsJsonObject();
  }

  /** VS Code picks the language of the cells by this word and the kernel's list by the name. */
  @Test
  void saysThatItsLanguageIsJava() throws IOException {
    assertEquals("java", spec().get("language").getAsString());
    assertTrue(spec().get("display_name").getAsString().contains("Java"));
  }

  /** Placeholders are filled in the command only, each as a whole word or at its beginning. */
  @Test
  void usesThePlaceholdersThatFrontEndsFill() throws IOException {
    List<String> command =
        spec().getAsJsonArray("argv").asList().stream().map(JsonElement::getAsString).toList();
    assertEquals("{connection_file}", command.get(command.size() - 1));
    List<String> filled = command.stream().filter(word -> word.contains("{")).toList();
    assertEquals(List.of("{resource_dir}/lib/*", "{connection_file}"), filled);
    assertEquals(Main.class.getName(), command.get(command.size() - 2));
  }

  /** Without this a front end sends SIGINT, which ends a Java process. */
  @Test
  void isInterruptedByAMessage() throws IOException {
    assertEquals("message", spec().get("interrupt_mode").getAsString());
  }

  @Test
  void offersNoDebuggerAndSetsOnlyTexts() throws IOException {
    assertEquals(false, spec().getAsJsonObject("metadata").get("debugger").getAsBoolean());
    for (JsonElement value : spec().getAsJsonObject("env").asMap().values()) {
      assertTrue(value.getAsJsonPrimitive().isString(), value::toString);
      assertTrue(!value.getAsString().contains("{resource_dir}"), value::toString);
    }
  }

  /** The names and sizes that the classic notebook and JupyterLab ask for. */
  @Test
  void bringsItsLogos() throws IOException {
    assertEquals(32, ImageIO.read(FOLDER.resolve("logo-32x32.png").toFile()).getWidth());
    assertEquals(64, ImageIO.read(FOLDER.resolve("logo-64x64.png").toFile()).getWidth());
    assertTrue(Files.readString(FOLDER.resolve("logo-svg.svg")).contains("<svg"));
  }
}

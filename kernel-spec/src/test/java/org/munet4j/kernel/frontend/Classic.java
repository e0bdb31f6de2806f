package org.munet4j.kernel.frontend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The classic notebook, and a browser to use it with. */
final class Classic implements AutoCloseable {
  private final Path downloads;
  private final NotebookServer server;
  private final Browser browser;

  /**
   * @param folder an empty folder for everything that is written
   */
  Classic(Path folder) throws IOException {
    downloads = folder.resolve("downloads");
    server =
        new NotebookServer(
            Files.createDirectory(folder.resolve("home")), List.of("/usr/bin/jupyter-notebook"));
    browser = new Browser(downloads);
  }

  NotebookServer server() {
    return server;
  }

  Browser browser() {
    return browser;
  }

  /** Where downloaded files appear. */
  Path downloads() {
    return downloads;
  }

  /** Opens a copy of a notebook of the test resources. */
  NotebookPage open(String resource, String name) throws Exception {
    server.put(resource, name);
    return open(name);
  }

  /** Opens a notebook that the server has. */
  NotebookPage open(String name) throws Exception {
    return new NotebookPage(browser.page(), server.address("notebooks/" + name));
  }

  @Override
  public void close() {
    browser.close();
    server.close();
  }
}

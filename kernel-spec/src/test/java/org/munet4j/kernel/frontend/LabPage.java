package org.munet4j.kernel.frontend;

/** A notebook that is open in JupyterLab; cells are counted from 1. */
final class LabPage implements AutoCloseable {
  private static final String PANEL = ".jp-NotebookPanel:not(.lm-mod-hidden) ";

  private final Page page;

  /** Opens a notebook and waits until its kernel is ready. */
  LabPage(Page page, String address) {
    this.page = page;
    page.open(address);
    page.await("document.querySelector('.jp-CodeCell .cm-content')");
    page.click(cell(1));
    page.await("/munet4j\\W+Idle/.test(document.querySelector('#jp-main-statusbar').textContent)");
    awaitIdle();
  }

  Page page() {
    return page;
  }

  /** Run → Run All Cells. */
  void runAll() {
    page.click("#jp-MainMenu .lm-MenuBar-item:nth-child(4)");
    page.click(".lm-Menu-item[data-command='runmenu:run-all']");
  }

  void run(int cell) {
    select(cell);
    page.click(PANEL + "[data-command='notebook:run-cell-and-select-next']");
  }

  /** Types code into an empty cell. */
  void type(int cell, String code) {
    select(cell);
    page.type(code);
  }

  /** Presses the button ■. */
  void stop() {
    page.click(PANEL + "[data-command='notebook:interrupt-kernel']");
  }

  void save() {
    page.click(PANEL + "[data-command='docmanager:save']");
    page.await("!document.querySelector('.lm-TabBar-tab.jp-mod-dirty')");
  }

  /** Scrolls to a cell: only what can be seen is drawn. */
  void show(int cell) {
    page.await("document.querySelector(\"" + cell(cell) + "\")");
    page.evaluate("document.querySelector(\"" + cell(cell) + "\").scrollIntoView()");
  }

  void awaitIdle() {
    page.await("document.querySelector('.jp-Notebook-ExecutionIndicator[data-status=idle]')");
  }

  String output(int cell) {
    return page.text(
        "(document.querySelector(\"%s .jp-Cell-outputArea\") || {innerText: ''}).innerText"
            .formatted(cell(cell)));
  }

  void awaitOutput(int cell, String text) {
    Patience.await(
        () -> "'" + text + "' below cell " + cell + ", there is: " + output(cell),
        () -> {
          show(cell);
          return output(cell).contains(text);
        });
  }

  /** How many elements of the output of a cell a selector finds. */
  int found(int cell, String selector) {
    return page.evaluate(
            "document.querySelectorAll(\"%s .jp-Cell-outputArea %s\").length"
                .formatted(cell(cell), selector))
        .getAsInt();
  }

  @Override
  public void close() {
    page.close();
  }

  private void select(int cell) {
    page.click(cell(cell) + " .cm-content");
  }

  private static String cell(int cell) {
    return PANEL + ".jp-Cell[data-windowed-list-index='" + (cell - 1) + "']";
  }
}

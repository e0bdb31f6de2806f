package org.munet4j.kernel.frontend;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A notebook that is open in the classic front end; cells are counted from 1. */
final class NotebookPage implements AutoCloseable {
  private static final Pattern COUNT = Pattern.compile("In\\W\\[(\\d+)]:");

  private final Page page;

  /** Opens a notebook and waits until its kernel is ready. */
  NotebookPage(Page page, String address) {
    this.page = page;
    page.open(address);
    page.await("window.Jupyter && Jupyter.notebook && Jupyter.notebook._fully_loaded");
    awaitIdle();
  }

  Page page() {
    return page;
  }

  void runAll() {
    choose("#celllink", "#run_all_cells");
  }

  /** Clicks an entry of a menu. */
  void choose(String menu, String entry) {
    page.click(menu);
    page.click(entry + " > a");
  }

  /** Selects a cell with the mouse and presses Run. */
  void run(int cell) {
    select(cell);
    press("jupyter-notebook:run-cell-and-select-next");
  }

  /** Types code into an empty cell. */
  void type(int cell, String code) {
    select(cell);
    page.type(code);
    page.await(element(cell, ".CodeMirror") + ".CodeMirror.getValue() != ''");
  }

  /** The code of a cell. */
  String source(int cell) {
    return page.text(element(cell, ".CodeMirror") + ".CodeMirror.getValue()");
  }

  /** Presses the button ■. */
  void stop() {
    press("jupyter-notebook:interrupt-kernel");
  }

  void save() {
    press("jupyter-notebook:save-notebook");
    page.await("!Jupyter.notebook.dirty");
  }

  /** Kernel → Restart, up to the question whether to. */
  void askRestart() {
    choose("#kernellink", "#restart_kernel");
    page.await("document.querySelector('.modal.in .btn-danger')");
  }

  void confirmRestart() {
    page.click(".modal.in .btn-danger");
    page.await("!document.querySelector('.modal-backdrop')");
    page.await(
        "document.querySelector('.cell.code_cell') && Jupyter.notebook.kernel.is_connected()");
    awaitIdle();
  }

  /** File → Download as → HTML. */
  void downloadAsHtml() {
    page.click("#filelink");
    page.pointAt("#file_menu > li:has(#download_menu) > a");
    page.click("#download_html > a");
  }

  /** Saves a picture of what is seen from a cell on. */
  void shoot(int cell, String name) throws IOException {
    page.evaluate("document.querySelector('" + cell(cell) + "').scrollIntoView()");
    page.screenshot(name);
  }

  void awaitIdle() {
    page.await("document.querySelector('#kernel_indicator_icon.kernel_idle_icon')");
  }

  /** Runs a cell and waits for its end. */
  void runToEnd(int cell) {
    int before = count(cell);
    run(cell);
    Patience.await(() -> "an end of cell " + cell, () -> count(cell) > before);
    awaitIdle();
  }

  /** The number in front of a cell; 0 before it ran, -1 while it runs. */
  int count(int cell) {
    String prompt = page.text(element(cell, ".input_prompt") + ".innerText").strip();
    Matcher number = COUNT.matcher(prompt);
    if (number.matches()) {
      return Integer.parseInt(number.group(1));
    }
    return prompt.contains("*") ? -1 : 0;
  }

  /** What stands below a cell, as a person reads it. */
  String output(int cell) {
    return page.text(
        "[...document.querySelectorAll('%s .output_subarea')].map(part => part.innerText.trim()).join('\\n')"
            .formatted(cell(cell)));
  }

  void awaitOutput(int cell, String text) {
    Patience.await(
        () -> "'" + text + "' below cell " + cell + ", there is: " + output(cell),
        () -> output(cell).contains(text));
  }

  /** How many elements of the output of a cell a selector finds. */
  int found(int cell, String selector) {
    return page.evaluate(
            "document.querySelectorAll('%s .output %s').length".formatted(cell(cell), selector))
        .getAsInt();
  }

  /** Ends the kernel and closes the tab. */
  @Override
  public void close() {
    page.evaluate("Jupyter.notebook.session.delete()");
    page.await("Jupyter.notebook.kernel.is_fully_disconnected()");
    page.close();
  }

  /** Clicks into a cell, again if late output pushed it away from under the mouse. */
  private void select(int cell) {
    Patience.await(
        () -> "the selection of cell " + cell,
        () -> {
          page.click(cell(cell) + " .CodeMirror-lines");
          return page.holds("Jupyter.notebook.get_selected_index() == " + (cell - 1));
        });
  }

  private void press(String action) {
    page.click("button[data-jupyter-action=\"" + action + "\"]");
  }

  private static String element(int cell, String part) {
    return "document.querySelector('" + cell(cell) + " " + part + "')";
  }

  private static String cell(int cell) {
    return "#notebook-container > .cell:nth-child(" + cell + ")";
  }
}

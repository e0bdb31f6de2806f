package org.munet4j.kernel.notebook;

import org.munet4j.kernel.engine.CellOutput;
import org.munet4j.notebook.Bundle;
import org.munet4j.notebook.Screen;
import tech.tablesaw.api.Table;

/** Takes what cells print and show to the notebook's outputs, the table files and the log. */
final class RunScreen implements Screen, CellOutput {
  private final CellOutputs outputs;
  private final TableFiles tables;
  private final RunLog log;

  RunScreen(CellOutputs outputs, TableFiles tables, RunLog log) {
    this.outputs = outputs;
    this.tables = tables;
    this.log = log;
  }

  @Override
  public void out(String text) {
    print("stdout", text);
  }

  @Override
  public void err(String text) {
    print("stderr", text);
  }

  @Override
  public String show(Object value, Bundle bundle) {
    String id = outputs.show(bundle);
    keepTable(id, value);
    log.shown(bundle);
    return id;
  }

  @Override
  public void replace(String id, Bundle bundle) {
    replace(id, bundle, bundle);
  }

  @Override
  public void replace(String id, Object value, Bundle bundle) {
    if (outputs.replace(id, bundle)) {
      keepTable(id, value);
      log.shown(bundle);
    }
  }

  @Override
  public void clear(boolean isWaiting) {
    outputs.clear(isWaiting);
  }

  @Override
  public boolean isLive() {
    return log.isLive();
  }

  void keepTable(String id, Object value) {
    if (value instanceof Table table) {
      tables.write(id, table);
    }
  }

  private void print(String stream, String text) {
    outputs.text(stream, text);
    log.printed(text);
  }
}

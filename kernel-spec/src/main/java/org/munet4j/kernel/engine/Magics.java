package org.munet4j.kernel.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import jdk.jshell.JShell;
import org.munet4j.kernel.engine.CodeHelp.Completion;
import org.munet4j.kernel.engine.CodeHelp.Word;
import org.munet4j.kernel.javadoc.Block;
import org.munet4j.kernel.javadoc.Page;

/** Runs cells that have magic lines, and knows which magics there are. */
final class Magics {
  private static final String TIME = "time";
  private static final String LIST = "magics";

  private final JShell shell;
  private final Snippets snippets;
  private final Session session;
  private final StopSwitch stop;
  private final CellOutput output;
  private Map<String, Magic> known;

  Magics(
      JShell shell,
      Snippets snippets,
      Scratch scratch,
      StopSwitch stop,
      CellOutput output,
      Path folder) {
    this.shell = shell;
    this.snippets = snippets;
    this.stop = stop;
    this.output = output;
    session = new Session(shell, this::run, scratch, stop, output, folder);
  }

  CellResult run(Cell cell) {
    if (!MagicLine.mayStandIn(cell.source())) {
      return snippets.run(cell, output);
    }
    MagicCell cut = MagicCell.of(shell.sourceCodeAnalysis(), cell);
    Optional<MagicLine> first = MagicLine.at(cell.source(), 0);
    boolean isTimed = first.filter(this::isTime).isPresent();
    Stopwatch watch = Stopwatch.start();
    CellResult result = run(cut);
    if (isTimed) {
      output.out(watch.toString() + "\n");
    }
    return result;
  }

  private CellResult run(MagicCell cut) {
    CellResult result = new CellResult.Done(false, null);
    for (MagicCell.Part part : cut.parts()) {
      if (result instanceof CellResult.Failed) {
        return result;
      }
      result =
          part.magic()
              .map(magic -> run(cut.cell(), magic))
              .orElseGet(() -> snippets.run(cut.only(part), output));
    }
    return result;
  }

  private CellResult run(Cell cell, MagicLine magic) {
    try {
      if (stop.wanted()) {
        throw new InterruptedException();
      }
      if (magic.name().equals(LIST)) {
        output.out(list() + "\n");
      } else if (!isTime(magic) || !MagicLine.at(cell.source(), 0).equals(Optional.of(magic))) {
        find(magic).run(magic.words(), session);
      }
      return new CellResult.Done(false, null);
    } catch (MagicException failure) {
      return failure.at(cell, magic);
    } catch (InterruptedException stopped) {
      return Traceback.interrupted(cell, magic.start(), new Places(), null, null);
    } catch (Throwable failure) {
      if (stop.wanted()) {
        return Traceback.interrupted(cell, magic.start(), new Places(), null, null);
      }
      return new MagicException("%s", failure).at(cell, magic);
    }
  }

  private Magic find(MagicLine line) throws MagicException {
    if (isTime(line)) {
      throw new MagicException("it times a whole cell; make it the first line of its cell");
    }
    Magic magic = line.isOfCell() ? null : known().get(line.name());
    if (magic == null) {
      String meant =
          NearMatch.of(line.name(), words()).map(near -> "; did you mean " + near).orElse("");
      throw new MagicException("there is no such magic%s. There are:%n%s", meant, list());
    }
    return magic;
  }

  private boolean isTime(MagicLine line) {
    return line.isOfCell() && line.name().equals(TIME);
  }

  void close() {
    snippets.close();
  }

  /** The names that begin as the one at the cursor, or the files if the magic takes some. */
  Optional<Completion> complete(String code, int cursor) {
    int begin = code.lastIndexOf('\n', cursor - 1) + 1;
    String line = code.substring(begin, cursor);
    if (!line.stripLeading().startsWith("%") || !startsHere(code, begin)) {
      return Optional.empty();
    }
    int start = begin + Math.max(line.lastIndexOf(' '), line.lastIndexOf('\t')) + 1;
    String typed = code.substring(start, cursor);
    if (typed.startsWith("%")) {
      List<Word> names =
          words().stream()
              .filter(w -> w.startsWith(typed))
              .map(w -> new Word(w, "magic", ""))
              .toList();
      return Optional.of(new Completion(start, cursor, names));
    }
    Magic magic = known().get(line.strip().split("\\s+")[0].substring(1));
    List<Word> files =
        magic != null && magic.takesFiles() ? FileWords.of(session.folder(), typed) : List.of();
    return Optional.of(new Completion(start, cursor, files));
  }

  /** How to use the magic in whose line the position is. */
  Optional<Page> describe(String code, int cursor) {
    int begin = code.lastIndexOf('\n', Math.min(cursor, code.length()) - 1) + 1;
    return startsHere(code, begin)
        ? MagicLine.at(code, begin)
            .filter(line -> line.start() <= cursor && cursor <= line.end())
            .map(line -> usage(line.name()))
            .map(text -> new Page(List.of(new Block(Block.Kind.CODE, text))))
        : Optional.empty();
  }

  /** Whether a magic may begin at the start of this line, because no snippet is open there. */
  private boolean startsHere(String code, int begin) {
    Cell above = new Cell(0, code.substring(0, begin) + "%x");
    return MagicCell.of(shell.sourceCodeAnalysis(), above).parts().stream()
        .anyMatch(part -> part.magic().isPresent() && part.start() == begin);
  }

  private String usage(String name) {
    return list()
        .lines()
        .filter(line -> line.matches("%%?" + name + "\\b.*"))
        .findFirst()
        .orElse(list());
  }

  private String list() {
    List<String> lines = new ArrayList<>();
    known().values().forEach(magic -> lines.add(magic.usage()));
    lines.add("%magics  lists the magics");
    lines.add("%%time  first in a cell: prints how long the cell takes");
    return String.join("\n", lines);
  }

  private List<String> words() {
    List<String> words =
        new ArrayList<>(known().keySet().stream().map(name -> "%" + name).toList());
    words.addAll(List.of("%" + LIST, "%%" + TIME));
    return words;
  }

  private Map<String, Magic> known() {
    if (known == null) {
      known = new TreeMap<>();
      ServiceLoader.load(Magic.class, Magic.class.getClassLoader())
          .forEach(magic -> known.put(magic.name(), magic));
    }
    return known;
  }
}

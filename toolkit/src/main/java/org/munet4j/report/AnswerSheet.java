package org.munet4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.munet4j.component.ModelGraph;
import org.munet4j.data.Images;
import org.munet4j.internal.Require;
import org.munet4j.train.Evaluation;

/**
 * Images with what a model answered to them: the answer below a right one, true class and answer
 * below a wrong one, which has a red frame.
 *
 * @param images that were asked about
 * @param answers the class that was answered for each image
 * @param most images that are shown
 * @param isOnlyWrong whether only images with a wrong answer are shown
 */
public record AnswerSheet(Images images, List<Integer> answers, int most, boolean isOnlyWrong)
    implements Figure {
  private static final Ink WRONG = new Ink(0xC1272D, 1);
  private static final double WIDEST = 700;
  private static final String WRONG_WORD = "not ";
  private static final double LEFT = 16;
  private static final double TOP = 40;
  private static final double TYPE = 11;
  private static final double NAME = 130;

  public AnswerSheet {
    answers = List.copyOf(answers);
    Require.that(
        answers.size() == images.count(),
        "answer sheet: %d answers to %d images; give one for each image",
        answers.size(),
        images.count());
    for (int answer : answers) {
      Require.that(
          answer >= 0 && answer < images.classes(),
          "answer sheet: answer %d is no class; classes run from 0 to %d",
          answer,
          images.classes() - 1);
    }
    Require.that(most >= 1 && most <= 240, "answer sheet: %d images, needs 1 to 240", most);
  }

  /** The first 32 images with these answers. */
  public static AnswerSheet of(Images images, int[] answers) {
    return new AnswerSheet(images, IntStream.of(answers).boxed().toList(), 32, false);
  }

  /** The first 32 images with what the path or multipath answers. */
  public static AnswerSheet of(ModelGraph graph, Images images) {
    return of(images, Answers.of(Evaluation.logits(graph, images)));
  }

  public AnswerSheet onlyWrong() {
    return new AnswerSheet(images, answers, most, true);
  }

  public AnswerSheet most(int newMost) {
    return new AnswerSheet(images, answers, newMost, isOnlyWrong);
  }

  @Override
  public Drawing drawing() {
    int[] shown =
        IntStream.range(0, images.count())
            .filter(image -> !isOnlyWrong || !isRight(image))
            .limit(most)
            .toArray();
    double cell = SheetFlow.cell(images, SheetFlow.LARGE);
    double name =
        images.classNames().stream()
            .mapToDouble(n -> Words.width(WRONG_WORD + n, TYPE))
            .max()
            .orElse(0);
    double pitch = Math.max(cell, Math.min(NAME, name)) + 8;
    int across = Math.max(1, (int) (WIDEST / pitch));
    double line = cell + 36;
    List<Mark> marks = new ArrayList<>();
    marks.add(Mark.Text.of(LEFT, 24, headline(), TYPE + 1, Ink.QUIET));
    for (int i = 0; i < shown.length; i++) {
      draw(shown[i], LEFT + i % across * pitch, TOP + i / across * line, cell, pitch - 8, marks);
    }
    int down = (shown.length + across - 1) / across;
    double width = Math.max(340, 2 * LEFT + Math.min(across, shown.length) * pitch - 8);
    return new Drawing(toString(), width, TOP + down * line + 8, marks);
  }

  private void draw(int image, double x, double y, double cell, double room, List<Mark> marks) {
    String label = images.classNames().get(images.label(image));
    String answer = images.classNames().get(answers.get(image));
    boolean isRight = isRight(image);
    double longest = Math.max(images.rows(), images.columns());
    double wide = cell * images.columns() / longest;
    double high = cell * images.rows() / longest;
    double left = x + (room - wide) / 2;
    double top = y + cell - high;
    String png = Thumbnail.png(images, image, SheetFlow.block(images, SheetFlow.LARGE));
    String tip =
        isRight
            ? Require.text("image %d: %s", image, label)
            : Require.text("image %d: %s, answered %s", image, label, answer);
    marks.add(new Mark.Raster(left, top, wide, high, png, tip));
    Pen frame = isRight ? Ink.GRID.pen(1) : WRONG.pen(2.5);
    marks.add(new Mark.Box(left, top, wide, high, 0, Ink.NONE, frame, ""));
    text(
        isRight ? answer : WRONG_WORD + answer,
        x + room / 2,
        y + cell + 14,
        room,
        isRight ? Ink.TEXT : WRONG,
        marks);
    if (!isRight) {
      text(label, x + room / 2, y + cell + 27, room, Ink.TEXT, marks);
    }
  }

  private static void text(
      String text, double x, double y, double room, Ink ink, List<Mark> marks) {
    marks.add(
        Mark.Text.of(x, y, Words.fit(text, TYPE, room), TYPE, ink)
            .anchored(Mark.Anchor.MIDDLE)
            .tip(text));
  }

  private boolean isRight(int image) {
    return images.label(image) == answers.get(image);
  }

  private String headline() {
    long wrong = IntStream.range(0, images.count()).filter(image -> !isRight(image)).count();
    return Require.text("%,d of %,d answers are wrong", wrong, images.count());
  }

  @Override
  public String toString() {
    List<String> wrong =
        IntStream.range(0, images.count())
            .filter(image -> !isRight(image))
            .limit(8)
            .mapToObj(
                image ->
                    Require.text(
                        "image %d is %s, answered %s",
                        image,
                        images.classNames().get(images.label(image)),
                        images.classNames().get(answers.get(image))))
            .toList();
    String first = wrong.isEmpty() ? "" : "; " + String.join("; ", wrong);
    return Escape.visible("answer sheet: " + headline() + first);
  }
}

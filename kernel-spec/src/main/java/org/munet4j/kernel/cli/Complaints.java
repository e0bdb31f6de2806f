package org.munet4j.kernel.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.munet4j.data.DataException;
import org.munet4j.internal.Require;
import org.munet4j.kernel.engine.NearMatch;
import org.munet4j.kernel.notebook.NotebookException;
import org.munet4j.kernel.notebook.PlainText;
import org.munet4j.store.StoreException;
import org.munet4j.tensor.DamagedFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What goes wrong on the command line, as one sentence and without a stack trace. */
final class Complaints implements IParameterExceptionHandler, IExecutionExceptionHandler {
  static final int FAILED = 1;
  static final int WRONG_WORD = 2;
  static final int STOPPED = 130;

  @Override
  public int handleParseException(ParameterException wrong, String[] args) {
    CommandLine command = wrong.getCommandLine();
    say(command, sentence(wrong));
    command
        .getErr()
        .println(Require.text("help: %s --help", command.getCommandSpec().qualifiedName()));
    return WRONG_WORD;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    if (failure instanceof NotebookException) {
      say(command, failure.getMessage());
      return WRONG_WORD;
    }
    if (failure instanceof UncheckedIOException
        || failure instanceof IllegalArgumentException
        || failure instanceof DataException
        || failure instanceof DamagedFileException
        || failure instanceof StoreException) {
      say(command, failure.getMessage());
      return FAILED;
    }
    say(command, "unexpected: " + lastWords(failure) + "; details: " + details(failure));
    return FAILED;
  }

  private static String sentence(ParameterException wrong) {
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      String word = unmatched.getUnmatched().get(0);
      boolean isOption = word.startsWith("-");
      CommandLine command = wrong.getCommandLine();
      Optional<String> near =
          NearMatch.of(
              word,
              isOption
                  ? command.getCommandSpec().optionsMap().keySet()
                  : command.getSubcommands().keySet());
      return Require.text(
          "unknown %s '%s'%s",
          isOption ? "option" : "word",
          word,
          near.map(known -> "; did you mean " + known + "?").orElse(""));
    }
    return wrong.getMessage().replaceFirst("^Error: ", "");
  }

  private static void say(CommandLine command, String sentence) {
    command.getErr().println("munet4j: " + PlainText.withoutControls(sentence));
  }

  private static String lastWords(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  private static String details(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    try {
      Path file = Files.createTempFile("munet4j-", ".txt");
      return Files.writeString(file, trace.toString()).toString();
    } catch (IOException noFile) {
      return trace.toString();
    }
  }
}

package org.munet4j.notebook;

import java.util.List;

/** The imports that every cell of a munet4j notebook starts with. */
public final class Imports {
  private Imports() {}

  /** Java import declarations, one a line, run by the kernel before the first cell. */
  public static List<String> declarations() {
    return List.of(
        "import java.util.*;",
        "import java.util.stream.*;",
        "import java.nio.file.Path;",
        "import static org.munet4j.notebook.Display.*;",
        "import org.munet4j.agent.MuNet;",
        "import org.munet4j.agent.RootAgent;",
        "import org.munet4j.agent.SizeScore;",
        "import org.munet4j.component.Component;",
        "import org.munet4j.component.Fresh;",
        "import org.munet4j.component.ModelPath;",
        "import org.munet4j.component.Vit;",
        "import org.munet4j.data.Alphabets;",
        "import org.munet4j.data.DataFolder;",
        "import org.munet4j.data.Images;",
        "import org.munet4j.data.Source;",
        "import org.munet4j.notebook.Bundle;",
        "import org.munet4j.notebook.Environment;",
        "import org.munet4j.notebook.Exercise;",
        "import org.munet4j.notebook.MemoryUse;",
        "import org.munet4j.notebook.Progress;",
        "import org.munet4j.notebook.Settings;",
        "import org.munet4j.notebook.Watch;",
        "import org.munet4j.paper.Claim;",
        "import org.munet4j.paper.Size;",
        "import org.munet4j.paper.Tour;",
        "import org.munet4j.report.AnswerSheet;",
        "import org.munet4j.report.ConfusionMatrix;",
        "import org.munet4j.report.ContactSheet;",
        "import org.munet4j.report.LearningCurve;",
        "import org.munet4j.report.Memory;",
        "import org.munet4j.report.ModelSummary;",
        "import org.munet4j.report.RouterWeights;",
        "import org.munet4j.report.Summaries;",
        "import org.munet4j.report.SystemGraph;",
        "import org.munet4j.report.Tables;",
        "import org.munet4j.run.Run;",
        "import org.munet4j.space.Hyperparameters;",
        "import org.munet4j.space.SearchSpace;",
        "import org.munet4j.system.Model;",
        "import org.munet4j.system.MultitaskSystem;",
        "import org.munet4j.task.Task;",
        "import org.munet4j.tensor.RandomStream;",
        "import org.munet4j.tensor.Tensor;",
        "import org.munet4j.tensor.Torch;",
        "import org.munet4j.train.Augmentation;",
        "import org.munet4j.train.Budget;",
        "import org.munet4j.train.Evaluation;",
        "import org.munet4j.train.Schedule;",
        "import org.munet4j.train.Sgd;",
        "import org.munet4j.train.Stop;",
        "import org.munet4j.train.Trainer;",
        "import org.munet4j.train.Training;",
        "import tech.tablesaw.api.*;",
        "import tech.tablesaw.plotly.api.*;");
  }
}

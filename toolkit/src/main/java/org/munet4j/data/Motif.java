package org.munet4j.data;

/** The kinds of strokes scripts are made of, each inside -0.5 to 0.5. */
enum Motif {
  BAR(0, false) {
    @Override
    double[] knots(Dice dice) {
      return new double[] {0, -0.5, 0, 0.5};
    }
  },
  CORNER(0, false) {
    @Override
    double[] knots(Dice dice) {
      return new double[] {-0.4, -0.5, dice.between(-0.5, -0.1), dice.between(0.1, 0.5), 0.5, 0.4};
    }
  },
  ZIGZAG(0, false) {
    @Override
    double[] knots(Dice dice) {
      double lean = dice.between(-0.1, 0.2);
      return new double[] {-0.4, -0.5, 0.4, -0.25 + lean, -0.4, 0.15 + lean, 0.4, 0.5};
    }
  },
  FLAG(0, false) {
    @Override
    double[] knots(Dice dice) {
      double fold = dice.between(-0.2, 0.2);
      return new double[] {-0.4, 0.5, -0.4, -0.5, 0.4, -0.5 + dice.between(0, 0.3), -0.4, fold};
    }
  },
  BOX(0, false) {
    @Override
    double[] knots(Dice dice) {
      double top = dice.between(-0.5, -0.3);
      return new double[] {-0.5, 0.5, -0.5, -0.5, 0.5, top, 0.5, 0.5, -0.5, 0.5};
    }
  },
  STEP(0, false) {
    @Override
    double[] knots(Dice dice) {
      double middle = dice.between(-0.2, 0.2);
      return new double[] {-0.5, -0.5, middle, -0.5, middle, 0.5, 0.5, 0.5};
    }
  },
  HOUSE(0, false) {
    @Override
    double[] knots(Dice dice) {
      double eave = dice.between(-0.3, 0.2);
      return new double[] {-0.4, 0.5, -0.4, eave, 0, -0.5, 0.4, eave, 0.4, 0.5};
    }
  },
  HOOK(1, true) {
    @Override
    double[] knots(Dice dice) {
      double curl = dice.between(0.05, 0.35);
      return new double[] {0.3, -0.5, 0.3, -0.1, 0.28, 0.25, 0.05, 0.5, -0.3, 0.4, -0.4, curl};
    }
  },
  BOWL(1, true) {
    @Override
    double[] knots(Dice dice) {
      return arc(dice.between(-2.2, -1.4), dice.between(1.2, 2.3), 6, 0.5, 0.5);
    }
  },
  WAVE(1, true) {
    @Override
    double[] knots(Dice dice) {
      double high = dice.between(0.25, 0.45);
      return new double[] {0.3, -0.5, -0.2, -high, 0, 0, 0.25, high, -0.3, 0.5};
    }
  },
  CUP(1, true) {
    @Override
    double[] knots(Dice dice) {
      double rim = dice.between(-0.5, 0.1);
      return new double[] {-0.5, -0.5, -0.48, 0.1, -0.25, 0.46, 0.15, 0.46, 0.45, 0.1, 0.5, rim};
    }
  },
  LOOP(1, true) {
    @Override
    double[] knots(Dice dice) {
      return arc(0, 2 * Math.PI, 8, dice.between(0.35, 0.5), 0.45);
    }
  },
  KNOT(1, true) {
    @Override
    double[] knots(Dice dice) {
      double tail = dice.between(0.2, 0.5);
      return new double[] {
        -0.45, 0.5, 0.1, 0.15, 0.4, -0.2, 0.15, -0.5, -0.15, -0.25, 0.05, 0.1, 0.5, tail
      };
    }
  },
  SPIRAL(1, true) {
    @Override
    double[] knots(Dice dice) {
      double turns = dice.between(4.5, 7.5);
      double[] knots = new double[18];
      for (int knot = 0; knot < 9; knot++) {
        double radius = 0.12 + 0.38 * knot / 8;
        double angle = turns * knot / 8;
        knots[2 * knot] = radius * StrictMath.cos(angle);
        knots[2 * knot + 1] = radius * StrictMath.sin(angle);
      }
      return knots;
    }
  };

  /** 0 for angular scripts to 1 for round ones. */
  final double roundness;

  private final boolean smooth;

  Motif(double roundness, boolean smooth) {
    this.roundness = roundness;
    this.smooth = smooth;
  }

  /** Knots as x, y, x, y, …, with the details that one script keeps. */
  abstract double[] knots(Dice dice);

  static Motif any(Dice dice) {
    return values()[dice.below(values().length)];
  }

  Stroke stroke(Dice dice) {
    double[] knots = knots(dice);
    double[] xs = new double[knots.length / 2];
    double[] ys = new double[knots.length / 2];
    for (int knot = 0; knot < xs.length; knot++) {
      xs[knot] = knots[2 * knot];
      ys[knot] = knots[2 * knot + 1];
    }
    return new Stroke(xs, ys, smooth);
  }

  private static double[] arc(double from, double to, int spans, double radiusX, double radiusY) {
    double[] knots = new double[2 * spans + 2];
    for (int knot = 0; knot <= spans; knot++) {
      double angle = from + (to - from) * knot / spans;
      knots[2 * knot] = radiusX * StrictMath.cos(angle);
      knots[2 * knot + 1] = radiusY * StrictMath.sin(angle);
    }
    if (to - from == 2 * Math.PI) {
      knots[2 * spans] = knots[0];
      knots[2 * spans + 1] = knots[1];
    }
    return knots;
  }
}

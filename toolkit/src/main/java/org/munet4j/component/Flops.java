package org.munet4j.component;

/**
 * Floating-point operations of one image's way through a path, in FLOPs per image: two for each
 * multiply-add of the matrix products, nothing else counted, as the papers count (muNet family,
 * §2.2). With N tokens, width D, MLP width M, P patches of side p, C classes and bottleneck a:
 *
 * <pre>
 *   embedding   2·P·3p²·D
 *   block       2·N·D·3D + 2·2·N²·D + 2·N·D² + 2·2·N·D·M
 *   adapter     2·2·N·D·a
 *   head        2·D·C
 * </pre>
 *
 * The whole network is counted, though our last block computes the class token alone.
 */
final class Flops {
  private Flops() {}

  static long of(Vit vit, Component component) {
    String name = component.name();
    long tokens = vit.tokens();
    long width = vit.hidden();
    if (Vit.isBlock(name)) {
      long attention = 2 * tokens * width * 4 * width + 4 * tokens * tokens * width;
      return attention + 4 * tokens * width * vit.mlp();
    }
    if (Vit.isAdapter(name)) {
      return 4 * tokens * width * ModelPath.sizeOf(component);
    }
    return switch (name) {
      case Vit.EMBEDDING -> 2 * (tokens - 1) * Vit.CHANNELS * vit.patch() * vit.patch() * width;
      case Vit.HEAD -> 2 * width * ModelPath.sizeOf(component);
      default -> 0;
    };
  }
}

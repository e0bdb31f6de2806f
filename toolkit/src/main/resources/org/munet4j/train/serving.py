  # From images [batch, 1 or 3, rows, columns] of 0 to 1 to logits [batch, class].
  def FORWARD(self: __torch__.Script, images: Tensor) -> Tensor:
    b, c, rows, columns = images.size()
    across = torch.transpose(self.taps(columns, SIDE, images), 0, 1)
    squares = torch.matmul(self.taps(rows, SIDE, images), torch.matmul(images, across))
    x = torch.expand(squares * 2. - 1., [b, 3, SIDE, SIDE])
    return self.run(x, PLAN, PARAMETERS, GEOMETRY, annotate(List[Tensor], []))

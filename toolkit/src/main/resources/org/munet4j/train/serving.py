  # Matrix [side, length] that resizes an axis bilinearly, with triangles that widen where it shrinks.
  def taps(self: __torch__.Script, length: int, side: int, images: Tensor) -> Tensor:
    scale = length / side
    reach = max(1., scale)
    device = ops.prim.device(images)
    centre = (torch.unsqueeze(torch.arange(side, dtype=7, device=device), 1) + 0.5) * scale - 0.5
    distance = torch.abs(torch.arange(length, dtype=7, device=device) - centre) / reach
    weights = torch.relu(1. - distance)
    return torch.to(weights / torch.sum(weights, [1], True), 6)

  # From images [batch, 1 or 3, rows, columns] of 0 to 1 to logits [batch, class].
  def forward(self: __torch__.Script, images: Tensor) -> Tensor:
    b, c, rows, columns = images.size()
    across = torch.transpose(self.taps(columns, SIDE, images), 0, 1)
    squares = torch.matmul(self.taps(rows, SIDE, images), torch.matmul(images, across))
    x = torch.expand(squares * 2. - 1., [b, 3, SIDE, SIDE])
    return self.run(x, PLAN, PARAMETERS, GEOMETRY, annotate(List[Tensor], []))

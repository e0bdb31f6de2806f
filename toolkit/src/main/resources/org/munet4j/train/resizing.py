  # Matrix [side, length] that resizes an axis bilinearly, with triangles that widen where it shrinks.
  def taps(self: __torch__.Script, length: int, side: int, images: Tensor) -> Tensor:
    scale = length / side
    reach = max(1., scale)
    device = ops.prim.device(images)
    centre = (torch.unsqueeze(torch.arange(side, dtype=7, device=device), 1) + 0.5) * scale - 0.5
    distance = torch.abs(torch.arange(length, dtype=7, device=device) - centre) / reach
    weights = torch.relu(1. - distance)
    return torch.to(weights / torch.sum(weights, [1], True), 6)


  # Paths side by side, behind the functions of transformer.py.
  #
  # outputs     the main path's logits, then what each branch answers
  # connectors  bias and kernel of each
  # router      its bias; where the main path's logits decide also its kernel, and bias and scale of its norm

  # Weights [batch, path].
  def weights(self: __torch__.Script, main: Tensor, router: List[Tensor]) -> Tensor:
    if len(router) == 1:
      scores = torch.expand(router[0], [main.size(0), -1])
    else:
      calm = torch.layer_norm(main, [main.size(-1)], router[3], router[2], 1e-06)
      scores = torch.linear(calm, router[1], router[0])
    return torch.softmax(scores, -1)

  # Logits of each path.
  def votes(self: __torch__.Script, outputs: List[Tensor], connectors: List[Tensor]) -> List[Tensor]:
    votes = [outputs[0]]
    for i in range(len(outputs) - 1):
      votes.append(torch.linear(outputs[i + 1], connectors[2 * i + 1], connectors[2 * i]))
    return votes

  def mixture(self: __torch__.Script, weights: Tensor, votes: List[Tensor]) -> Tensor:
    z = torch.slice(weights, 1, 0, 1) * votes[0]
    for i in range(len(votes) - 1):
      z = z + torch.slice(weights, 1, i + 1, i + 2) * votes[i + 1]
    return z

  def mix(self: __torch__.Script, weights: Tensor, outputs: List[Tensor], connectors: List[Tensor]) -> Tensor:
    return self.mixture(weights, self.votes(outputs, connectors))

  # Gradients of the cross-entropy, its value last. They are those of a sum whose factors are constants: every
  # weight times what its path says about the loss, and every path's logits times how the loss moves with them,
  # which decoupled is how it moves with the mixture, whatever the weight.
  def mixing_gradients(self: __torch__.Script, outputs: List[Tensor], labels: Tensor, connectors: List[Tensor], router: List[Tensor], multiplier: float, decoupled: bool, trained: List[Tensor], smoothing: float) -> List[Tensor]:
    weights = self.weights(outputs[0], router)
    votes = self.votes(outputs, connectors)
    logits = self.mixture(weights, votes)
    loss = torch.cross_entropy_loss(logits, labels, None, 1, -100, smoothing)
    moves = unchecked_cast(Tensor, torch.grad([loss], [logits])[0])
    said = annotate(List[Tensor], [])
    for i in range(len(votes)):
      said.append(torch.sum(moves * torch.detach(votes[i]), [1]))
    total = torch.sum(weights * torch.stack(said, 1)) * multiplier
    constant = torch.detach(weights)
    for i in range(len(votes) - 1):
      if decoupled:
        factor = moves
      else:
        factor = torch.slice(constant, 1, i + 1, i + 2) * moves
      total = total + torch.sum(votes[i + 1] * factor)
    found = torch.grad([total], trained)
    result = annotate(List[Tensor], [])
    for i in range(len(found)):
      result.append(unchecked_cast(Tensor, found[i]))
    result.append(torch.detach(loss))
    return result

  def mix_sgd(self: __torch__.Script, outputs: List[Tensor], labels: Tensor, connectors: List[Tensor], router: List[Tensor], multiplier: float, decoupled: bool, trained: List[Tensor], smoothing: float, clip: float, health: List[Tensor], targets: List[Tensor], momenta: List[Tensor], rate: float, momentum: float, nesterov: bool) -> Tensor:
    g = self.mixing_gradients(outputs, labels, connectors, router, multiplier, decoupled, trained, smoothing)
    loss = g.pop()
    scale = self.divisor(g, loss, clip, health)
    torch._fused_sgd_(targets, g, momenta, weight_decay=0., momentum=momentum, lr=rate, dampening=0., nesterov=nesterov, maximize=False, is_first_step=False, grad_scale=scale, found_inf=health[0])
    return loss

  def mix_adamw(self: __torch__.Script, outputs: List[Tensor], labels: Tensor, connectors: List[Tensor], router: List[Tensor], multiplier: float, decoupled: bool, trained: List[Tensor], smoothing: float, clip: float, health: List[Tensor], targets: List[Tensor], means: List[Tensor], squares: List[Tensor], steps: List[Tensor], decayed: List[Tensor], numbers: List[float]) -> Tensor:
    g = self.mixing_gradients(outputs, labels, connectors, router, multiplier, decoupled, trained, smoothing)
    loss = g.pop()
    scale = self.divisor(g, loss, clip, health)
    if len(decayed) > 0:
      torch._foreach_mul_(decayed, 1 - (1 - health[0]) * (numbers[0] * numbers[4]))
    torch._fused_adamw_(targets, g, means, squares, annotate(List[Tensor], []), steps, lr=numbers[0], beta1=numbers[1], beta2=numbers[2], weight_decay=0., eps=numbers[3], amsgrad=False, maximize=False, grad_scale=scale, found_inf=health[0])
    return loss

# Networks whose layers hold components side by side, as TorchScript.
#
# plan     the number of layers; of each layer its components, whether they are equal and dense (0 or 1) and the shape
#          [channel, row, column] or [feature, 0, 0] of its output; of each component its operations, five numbers each
# active   of each component whether it is computed (0 or 1); p holds the parameters of those that are
# weights  of each routed layer [1 or batch, component]
# groups   of each sample which of the batch's tasks it is of
# scores   of each routed layer, and in it of each of the batch's tasks, what gates are made of
# numbers  kind of the gates, number of components that are chosen; temperature, then the penalties
class Script(Module):
  __parameters__ = []
  __buffers__ = []

  def operation(self: __torch__.Script, x: Tensor, plan: List[int], p: List[Tensor], o: int) -> Tensor:
    kind = plan[0]
    stride = [plan[4], plan[4]]
    window = [plan[2], plan[3]]
    around = [(plan[2] - 1) // 2, (plan[3] - 1) // 2]
    if kind == 0:
      y = torch.linear(torch.flatten(x, 1), p[o + 1], p[o])
    elif kind == 1:
      y = torch.linear(torch.flatten(x, 1), p[o])
    elif kind == 2:
      y = torch.relu(x)
    elif kind == 3:
      y = torch.conv2d(x, p[o + 1], p[o], stride, around)
    elif kind == 4:
      y = torch.conv2d(x, p[o + 1], p[o], stride)
    elif kind == 5:
      y = torch.group_norm(x, plan[1], p[o + 1], p[o], 1e-05)
    elif kind == 6:
      y = torch.max_pool2d(x, window, stride, around)
    else:
      y = torch.avg_pool2d(x, window, stride, around, False, False)
    return y

  # Number of tensors of an operation.
  def tensors(self: __torch__.Script, kind: int) -> int:
    if kind == 0 or (kind >= 3 and kind <= 5):
      n = 2
    elif kind == 1:
      n = 1
    else:
      n = 0
    return n

  def weighted(self: __torch__.Script, y: Tensor, weights: Tensor, component: int) -> Tensor:
    w = torch.select(weights, 1, component)
    if y.dim() == 4:
      w = torch.reshape(w, [-1, 1, 1, 1])
    else:
      w = torch.reshape(w, [-1, 1])
    return y * w

  # Equal dense components [linear, ReLU] as one product; the last bits may differ from those of one by one.
  def together(self: __torch__.Script, x: Tensor, count: int, p: List[Tensor], o: int, weights: Tensor) -> Tensor:
    biases = annotate(List[Tensor], [])
    kernels = annotate(List[Tensor], [])
    for c in range(count):
      biases.append(p[o + 2 * c])
      kernels.append(p[o + 2 * c + 1])
    y = torch.relu(torch.linear(torch.flatten(x, 1), torch.cat(kernels), torch.cat(biases)))
    parts = torch.reshape(y, [x.size(0), count, -1])
    w = torch.unsqueeze(torch.expand(weights, [x.size(0), -1]), 1)
    return torch.squeeze(torch.bmm(w, parts), 1)

  # What the layers make of images [batch, channel, row, column]; learning takes equal components together.
  def features(self: __torch__.Script, x: Tensor, plan: List[int], active: List[int], p: List[Tensor], weights: List[Tensor], learning: bool) -> Tensor:
    at = 1
    o = 0
    place = 0
    layer = 0
    for i in range(plan[0]):
      count = plan[at]
      shape = plan[at + 2:at + 5]
      is_one = learning and plan[at + 1] == 1 and sum(active[place:place + count]) == count
      at = at + 5
      parts = annotate(List[Tensor], [])
      if is_one:
        parts.append(self.together(x, count, p, o, weights[layer]))
        o = o + 2 * count
      for c in range(count):
        n = plan[at]
        at = at + 1
        if active[place] == 1 and not is_one:
          y = x
          for j in range(n):
            q = at + 5 * j
            y = self.operation(y, plan[q:q + 5], p, o)
            o = o + self.tensors(plan[q])
          if count > 1:
            y = self.weighted(y, weights[layer], c)
          parts.append(y)
        at = at + 5 * n
        place = place + 1
      if count > 1:
        layer = layer + 1
      if len(parts) > 0:
        total = parts[0]
        for j in range(len(parts) - 1):
          total = total + parts[j + 1]
        x = total
      elif shape[1] > 0:
        x = torch.new_zeros(x, [x.size(0), shape[0], shape[1], shape[2]])
      else:
        x = torch.new_zeros(x, [x.size(0), shape[0]])
    return torch.flatten(x, 1)

  # Weights [task, component] of a routed layer.
  def gates(self: __torch__.Script, scores: List[Tensor], noise: Tensor, fixed: Tensor, free: Tensor, kinds: List[int], temperature: float) -> Tensor:
    kind = kinds[0]
    s = torch.stack(scores)
    z = s + noise
    if kind == 1 or kind == 2:
      soft = torch.select(torch.softmax(torch.div(z, temperature), -1), -1, 0) * free
      if kind == 1:
        hard = torch.to(torch.ge(torch.select(z, -1, 0), torch.select(z, -1, 1)), 6) * free
        b = hard + (soft - torch.detach(soft))
        w = b / torch.clamp_min(torch.sum(b, [-1], True), 1.)
      else:
        w = soft / torch.clamp_min(torch.sum(soft, [-1], True), 1e-06)
    elif kind == 3:
      shut = torch.eq(free, 0.)
      best = torch.topk(torch.masked_fill(z, shut, -1e+30), kinds[1])[1]
      chosen = torch.scatter(torch.zeros_like(s), 1, best, 1.)
      w = torch.softmax(torch.masked_fill(s, torch.eq(chosen, 0.), -1e+30), -1)
    else:
      t = s * free
      hard = torch.to(torch.gt(t, 0.), 6)
      w = hard + (t - torch.detach(t))
    return fixed + w

  def weights(self: __torch__.Script, scores: List[Tensor], noise: List[Tensor], fixed: List[Tensor], free: List[Tensor], kinds: List[int], temperature: float) -> List[Tensor]:
    weights = annotate(List[Tensor], [])
    for i in range(len(fixed)):
      tasks = fixed[i].size(0)
      if kinds[0] == 0:
        weights.append(fixed[i])
      else:
        weights.append(self.gates(scores[i * tasks:(i + 1) * tasks], noise[i], fixed[i], free[i], kinds, temperature))
    return weights

  # The loss's terms beside the cross-entropy, their mean over tasks.
  def penalty(self: __torch__.Script, scores: List[Tensor], free: List[Tensor], numbers: List[float]) -> Tensor:
    total = torch.zeros_like(torch.sum(free[0]))
    components = torch.zeros_like(total)
    tasks = free[0].size(0)
    open = annotate(List[Tensor], [])
    for i in range(len(free)):
      s = torch.stack(scores[i * tasks:(i + 1) * tasks])
      if s.dim() == 3:
        open.append(torch.select(torch.softmax(s, -1), -1, 0) * free[i])
        components = components + torch.sum(free[i]) / tasks
      else:
        each = torch.clamp_min(torch.sum(free[i]), 1.)
        total = total + torch.sum(torch.abs(s) * free[i]) / each * (numbers[6] / len(free))
    if len(open) > 0:
      expected = torch.zeros_like(torch.sum(free[0], [-1]))
      for i in range(len(open)):
        c = torch.clamp(open[i], 1e-07, 1. - 1e-07)
        entropy = torch.sum((c * torch.log(c) + (1. - c) * torch.log(1. - c)) * free[i])
        total = total - entropy * (numbers[3] / tasks)
        total = total + torch.sum(torch.prod(1. - open[i], -1)) * (numbers[4] / tasks)
        expected = expected + torch.sum(open[i], [-1])
      total = total + torch.mean(expected) * numbers[5]
      over = torch.clamp_min(expected / components - numbers[2], 0.)
      total = total + torch.mean(over) * numbers[1]
    return total

  # Logits [batch, class]; heads hold bias and kernel of one head for all, or of one for each task.
  def logits(self: __torch__.Script, x: Tensor, groups: Tensor, plan: List[int], active: List[int], p: List[Tensor], weights: List[Tensor], heads: List[Tensor], dropout: List[Tensor], learning: bool) -> Tensor:
    own = annotate(List[Tensor], [])
    for i in range(len(weights)):
      if weights[i].size(0) > 1:
        own.append(torch.index_select(weights[i], 0, groups))
      else:
        own.append(weights[i])
    f = self.features(x, plan, active, p, own, learning)
    if len(dropout) > 0:
      f = f * dropout[0]
    if len(heads) == 2:
      z = torch.linear(f, heads[1], heads[0])
    else:
      biases = annotate(List[Tensor], [])
      kernels = annotate(List[Tensor], [])
      for i in range(len(heads) // 2):
        biases.append(heads[2 * i])
        kernels.append(heads[2 * i + 1])
      k = torch.index_select(torch.stack(kernels), 0, groups)
      z = torch.squeeze(torch.bmm(k, torch.unsqueeze(f, -1)), -1) + torch.index_select(torch.stack(biases), 0, groups)
    return z

  # Gradients of loss and penalties, then the cross-entropy.
  def gradients(self: __torch__.Script, x: Tensor, labels: Tensor, groups: Tensor, plan: List[int], active: List[int], p: List[Tensor], heads: List[Tensor], dropout: List[Tensor], scores: List[Tensor], noise: List[Tensor], fixed: List[Tensor], free: List[Tensor], kinds: List[int], numbers: List[float], trained: List[Tensor]) -> List[Tensor]:
    weights = self.weights(scores, noise, fixed, free, kinds, numbers[0])
    logits = self.logits(x, groups, plan, active, p, weights, heads, dropout, True)
    loss = torch.cross_entropy_loss(logits, labels)
    total = loss
    if len(scores) > 0:
      total = loss + self.penalty(scores, free, numbers)
    found = torch.grad([total], trained, None, None, False, True)
    result = annotate(List[Tensor], [])
    for i in range(len(found)):
      g = found[i]
      if g is None:
        result.append(torch.zeros_like(trained[i]))
      else:
        result.append(unchecked_cast(Tensor, g))
    result.append(torch.detach(loss))
    return result

  # Adds the gradients of half the squared kernels and of the pull towards earlier parameters.
  def pulled(self: __torch__.Script, g: List[Tensor], targets: List[Tensor], l2: float, fisher: List[Tensor], pull: List[Tensor]) -> List[Tensor]:
    result = annotate(List[Tensor], [])
    if l2 == 0. and len(fisher) == 0:
      result = g
    else:
      for i in range(len(targets)):
        each = g[i]
        if l2 > 0. and targets[i].dim() > 1:
          each = each + targets[i] * l2
        if i < len(fisher):
          each = each + (fisher[i] * targets[i] - pull[i])
        result.append(each)
    return result

  # Moves targets, and with a rate of their own the scores, whose gradients are behind theirs. What is changed in place
  # stands in an argument of its own: changes of a part of a list are dropped.
  def sgd(self: __torch__.Script, g: List[Tensor], targets: List[Tensor], scores: List[Tensor], fisher: List[Tensor], pull: List[Tensor], rates: List[float]) -> Tensor:
    n = len(targets)
    loss = g[n + len(scores)]
    h = self.pulled(g[:n], targets, rates[2], fisher, pull)
    if bool(torch.isfinite(loss)):
      torch._foreach_add_(targets, h, alpha=-rates[0])
      if len(scores) > 0:
        torch._foreach_add_(scores, g[n:n + len(scores)], alpha=-rates[1])
    return loss

  def adam(self: __torch__.Script, g: List[Tensor], targets: List[Tensor], scores: List[Tensor], means: List[Tensor], squares: List[Tensor], steps: List[Tensor], score_means: List[Tensor], score_squares: List[Tensor], score_steps: List[Tensor], fisher: List[Tensor], pull: List[Tensor], rates: List[float]) -> Tensor:
    n = len(targets)
    loss = g[n + len(scores)]
    h = self.pulled(g[:n], targets, rates[2], fisher, pull)
    if bool(torch.isfinite(loss)):
      torch._foreach_add_(steps, 1)
      torch._fused_adamw_(targets, h, means, squares, annotate(List[Tensor], []), steps, lr=rates[0], beta1=0.9, beta2=0.999, weight_decay=0., eps=1e-08, amsgrad=False, maximize=False)
      if len(scores) > 0:
        torch._foreach_add_(score_steps, 1)
        torch._fused_adamw_(scores, g[n:n + len(scores)], score_means, score_squares, annotate(List[Tensor], []), score_steps, lr=rates[1], beta1=0.9, beta2=0.999, weight_decay=0., eps=1e-08, amsgrad=False, maximize=False)
    return loss

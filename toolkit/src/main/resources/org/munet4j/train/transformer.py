# Pre-norm Transformers as TorchScript.
#
# p         parameters in one flat list: component by component, and in each by the names of its tensors;
#           o is where those of a component or a layer begin
# plan      five numbers for each component: its kind, and the kernels of its linear maps by the names of their
#           tensors: 0 PyTorch's own, 1 oneDNN, 2 bfloat16
# geometry  heads, patch, whether there are biases (0 or 1), whether norms are RMSNorm (0 or 1)
# masks     none, or one that is added to the attention's scores
# health    whether a step went wrong (0 or 1), and the steps before
class Script(Module):
  __parameters__ = []
  __buffers__ = []

  def linear(self: __torch__.Script, x: Tensor, kernel: Tensor, bias: Optional[Tensor], choice: int) -> Tensor:
    if choice == 1:
      y = torch.to_dense(torch.mkldnn_linear(torch.to_mkldnn(torch.contiguous(x)), kernel, bias))
    elif choice == 2:
      y = torch.to(torch.linear(torch.to(x, 15), torch.to(kernel, 15)), 6)
      if bias is not None:
        y = y + bias
    else:
      y = torch.linear(x, kernel, bias)
    return y

  # Forward and backward of one linear map, to be timed.
  def linear_step(self: __torch__.Script, x: Tensor, kernel: Tensor, bias: Tensor, choice: int) -> Tensor:
    y = self.linear(x, kernel, bias, choice)
    g = torch.grad([y], [x, kernel, bias], annotate(List[Optional[Tensor]], [torch.ones_like(y)]))
    return torch.sum(unchecked_cast(Tensor, g[1]))

  def dense(self: __torch__.Script, x: Tensor, p: List[Tensor], o: int, choice: int, geometry: List[int]) -> Tensor:
    if geometry[2] == 1:
      y = self.linear(x, p[o + 1], p[o], choice)
    else:
      y = self.linear(x, p[o], None, choice)
    return y

  def norm(self: __torch__.Script, x: Tensor, p: List[Tensor], o: int, geometry: List[int]) -> Tensor:
    if geometry[3] == 1:
      y = torch.rms_norm(x, [x.size(-1)], p[o], 1e-06)
    elif geometry[2] == 1:
      y = torch.layer_norm(x, [x.size(-1)], p[o + 1], p[o], 1e-06)
    else:
      y = torch.layer_norm(x, [x.size(-1)], p[o], None, 1e-06)
    return y

  def attention(self: __torch__.Script, q: Tensor, k: Tensor, v: Tensor, heads: int, masks: List[Tensor]) -> Tensor:
    b, n, d = q.size()
    shape = [b, -1, heads, d // heads]
    query = torch.transpose(q.view(shape), 1, 2)
    key = torch.transpose(k.view(shape), 1, 2)
    value = torch.transpose(v.view(shape), 1, 2)
    if len(masks) == 0:
      mixed = torch.scaled_dot_product_attention(query, key, value)
    else:
      mixed = torch.scaled_dot_product_attention(query, key, value, masks[0])
    return torch.reshape(torch.transpose(mixed, 1, 2), [b, n, d])

  # Self-attention; only for the first token where the others are not read any more.
  def mixed(self: __torch__.Script, x: Tensor, p: List[Tensor], o: int, choice: int, geometry: List[int], masks: List[Tensor], is_last: bool) -> Tensor:
    d = x.size(-1)
    if is_last:
      kernels = torch.split(p[o + geometry[2]], [d, 2 * d])
      if geometry[2] == 1:
        biases = torch.split(p[o], [d, 2 * d])
        q = self.linear(torch.slice(x, 1, 0, 1), kernels[0], biases[0], choice)
        kv = self.linear(x, kernels[1], biases[1], choice)
      else:
        q = self.linear(torch.slice(x, 1, 0, 1), kernels[0], None, choice)
        kv = self.linear(x, kernels[1], None, choice)
      k, v, = torch.split(kv, d, -1)
    else:
      q, k, v, = torch.split(self.dense(x, p, o, choice, geometry), d, -1)
    return self.attention(q, k, v, geometry[0], masks)

  def block(self: __torch__.Script, x: Tensor, p: List[Tensor], o: int, choices: List[int], geometry: List[int], masks: List[Tensor], is_last: bool) -> Tensor:
    s = 1 + geometry[2]
    t = s - geometry[2] * geometry[3]
    calm = self.norm(x, p, o + 4 * s, geometry)
    if is_last:
      y = torch.slice(x, 1, 0, 1)
    else:
      y = x
    y = y + self.dense(self.mixed(calm, p, o + s, choices[1], geometry, masks, is_last), p, o, choices[0], geometry)
    wide = self.dense(self.norm(y, p, o + 4 * s + t, geometry), p, o + 2 * s, choices[2], geometry)
    return y + self.dense(torch.gelu(wide), p, o + 3 * s, choices[3], geometry)

  def adapter(self: __torch__.Script, x: Tensor, p: List[Tensor], o: int, choices: List[int], geometry: List[int]) -> Tensor:
    narrow = self.dense(self.norm(x, p, o + 2, geometry), p, o, choices[0], geometry)
    return x + self.dense(torch.gelu(narrow), p, o + 4, choices[1], geometry)

  def patches(self: __torch__.Script, images: Tensor, p: List[Tensor], o: int, choice: int, patch: int) -> Tensor:
    b, c, rows, columns = images.size()
    g = rows // patch
    cut = torch.slice(torch.slice(images, 2, 0, g * patch), 3, 0, g * patch)
    tiles = torch.permute(torch.reshape(cut, [b, c, g, patch, g, patch]), [0, 2, 4, 1, 3, 5])
    flat = torch.reshape(tiles, [b, g * g, c * patch * patch])
    return self.linear(flat, torch.flatten(p[o + 1], 1), p[o], choice)

  # From the input of the plan's first component to the output of its last.
  def run(self: __torch__.Script, x: Tensor, plan: List[int], p: List[Tensor], geometry: List[int], masks: List[Tensor]) -> Tensor:
    o = 0
    b = 1 + geometry[2]
    t = b - geometry[2] * geometry[3]
    for i in range(len(plan) // 5):
      kind = plan[5 * i]
      choices = plan[5 * i + 1:5 * i + 5]
      if kind == 0:
        x = self.patches(x, p, o, choices[0], geometry[1])
        o = o + 2
      elif kind == 1:
        x = torch.cat([torch.expand(p[o], [x.size(0), -1, -1]), x], 1)
        o = o + 1
      elif kind == 2:
        x = x + torch.slice(p[o], 1, 0, x.size(1))
        o = o + 1
      elif kind == 3 or kind == 4:
        x = self.block(x, p, o, choices, geometry, masks, kind == 4)
        o = o + 4 * b + 2 * t
      elif kind == 5:
        x = self.adapter(x, p, o, choices, geometry)
        o = o + 6
      elif kind == 6:
        x = self.norm(torch.slice(x, 1, 0, 1), p, o, geometry)
        o = o + t
      elif kind == 7:
        x = self.dense(torch.select(x, 1, 0), p, o, choices[0], geometry)
        o = o + b
      else:
        x = torch.embedding(p[o], x)
        o = o + 1
    return x

  # Gradients of the cross-entropy, its value last.
  def gradients(self: __torch__.Script, x: Tensor, labels: Tensor, plan: List[int], p: List[Tensor], geometry: List[int], masks: List[Tensor], trained: List[Tensor], smoothing: float) -> List[Tensor]:
    logits = self.run(x, plan, p, geometry, masks)
    loss = torch.cross_entropy_loss(logits, labels, None, 1, -100, smoothing)
    found = torch.grad([loss], trained)
    result = annotate(List[Tensor], [])
    for i in range(len(found)):
      result.append(unchecked_cast(Tensor, found[i]))
    result.append(torch.detach(loss))
    return result

  # What gradients are divided by, so that their global norm is at most clip; a step that is not finite changes
  # health, and then nothing else changes any more.
  def divisor(self: __torch__.Script, gradients: List[Tensor], loss: Tensor, clip: float, health: List[Tensor]) -> Tensor:
    length = torch.linalg_vector_norm(torch.stack(torch._foreach_norm(gradients, 2)), 2)
    wrong = torch.logical_not(torch.isfinite(length + loss))
    health[0].copy_(torch.maximum(health[0], torch.to(wrong, 6)))
    health[1].add_(1 - health[0])
    return torch.clamp_min(torch.div(length, clip), 1.)

  def train_sgd(self: __torch__.Script, x: Tensor, labels: Tensor, plan: List[int], p: List[Tensor], geometry: List[int], masks: List[Tensor], trained: List[Tensor], smoothing: float, clip: float, health: List[Tensor], targets: List[Tensor], momenta: List[Tensor], rate: float, momentum: float, nesterov: bool) -> Tensor:
    g = self.gradients(x, labels, plan, p, geometry, masks, trained, smoothing)
    loss = g.pop()
    scale = self.divisor(g, loss, clip, health)
    torch._fused_sgd_(targets, g, momenta, weight_decay=0., momentum=momentum, lr=rate, dampening=0., nesterov=nesterov, maximize=False, is_first_step=False, grad_scale=scale, found_inf=health[0])
    return loss

  # numbers are rate, beta1, beta2, epsilon and decay.
  def train_adamw(self: __torch__.Script, x: Tensor, labels: Tensor, plan: List[int], p: List[Tensor], geometry: List[int], masks: List[Tensor], trained: List[Tensor], smoothing: float, clip: float, health: List[Tensor], targets: List[Tensor], means: List[Tensor], squares: List[Tensor], steps: List[Tensor], decayed: List[Tensor], numbers: List[float]) -> Tensor:
    g = self.gradients(x, labels, plan, p, geometry, masks, trained, smoothing)
    loss = g.pop()
    scale = self.divisor(g, loss, clip, health)
    if len(decayed) > 0:
      torch._foreach_mul_(decayed, 1 - (1 - health[0]) * (numbers[0] * numbers[4]))
    torch._fused_adamw_(targets, g, means, squares, annotate(List[Tensor], []), steps, lr=numbers[0], beta1=numbers[1], beta2=numbers[2], weight_decay=0., eps=numbers[3], amsgrad=False, maximize=False, grad_scale=scale, found_inf=health[0])
    return loss

  # Paths side by side, all of them computed.
  def FORWARD(self: __torch__.Script, images: Tensor) -> Tensor:
    outputs = [PARTS]
    return self.mix(self.weights(outputs[0], ROUTER), outputs, CONNECTORS)

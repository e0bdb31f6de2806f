"""The benchmark's models in native PyTorch: answers one line of milliseconds for each line it reads.

A line is `forward|train image patch width mlp heads layers classes batch repeats threads`, or `peak size repeats threads`.
The answer is `<processor ms> <wall ms>`, the smallest of the repeats.
"""
import signal
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn


class Block(nn.Module):
    def __init__(self, width, mlp, heads):
        super().__init__()
        self.heads = heads
        self.norm1 = nn.LayerNorm(width, eps=1e-6)
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-6)
        self.wide = nn.Linear(width, mlp)
        self.narrow = nn.Linear(mlp, width)

    def attention(self, x):
        b, n, d = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        if hasattr(F, "scaled_dot_product_attention"):
            mixed = F.scaled_dot_product_attention(q, k, v)
        else:
            mixed = (q * (d // self.heads) ** -0.5 @ k.transpose(2, 3)).softmax(-1) @ v
        return self.out(mixed.transpose(1, 2).reshape(b, n, d))

    def forward(self, x):
        x = x + self.attention(self.norm1(x))
        return x + self.narrow(F.gelu(self.wide(self.norm2(x))))


class ViT(nn.Module):
    def __init__(self, image, patch, width, mlp, heads, layers, classes):
        super().__init__()
        self.embedding = nn.Conv2d(3, width, patch, patch)
        self.cls = nn.Parameter(torch.zeros(1, 1, width))
        self.position = nn.Parameter(torch.randn(1, (image // patch) ** 2 + 1, width) * 0.02)
        self.blocks = nn.Sequential(*[Block(width, mlp, heads) for _ in range(layers)])
        self.norm = nn.LayerNorm(width, eps=1e-6)
        self.head = nn.Linear(width, classes)

    def forward(self, images):
        x = self.embedding(images).flatten(2).transpose(1, 2)
        x = torch.cat([self.cls.expand(len(x), -1, -1), x], 1) + self.position
        return self.head(self.norm(self.blocks(x)[:, 0]))


def case(words):
    image, patch, width, mlp, heads, layers, classes, batch = map(int, words[1:9])
    torch.manual_seed(1)
    model = ViT(image, patch, width, mlp, heads, layers, classes)
    images = torch.rand(batch, 3, image, image) * 2 - 1
    labels = torch.arange(batch) % classes
    if words[0] == "forward":

        def step():
            with torch.no_grad():
                model(images)

        return step
    parameters = list(model.parameters())
    optimiser = torch.optim.SGD(parameters, lr=0.01, momentum=0.9, foreach=True)

    def step():
        optimiser.zero_grad(set_to_none=True)
        F.cross_entropy(model(images), labels).backward()
        nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()

    return step


def peak(size):
    left, right = torch.rand(size, size), torch.rand(size, size)
    return lambda: left @ right


def measure(step, repeats):
    step()
    processor, wall = [], []
    for _ in range(repeats):
        started = time.process_time(), time.perf_counter()
        step()
        processor.append(time.process_time() - started[0])
        wall.append(time.perf_counter() - started[1])
    return min(processor) * 1000, min(wall) * 1000


signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends Ctrl-C to us as well; we end with the pipe
kept = {}
print("torch", torch.__version__, flush=True)
for line in sys.stdin:
    words = line.split()
    torch.set_num_threads(int(words[-1]))
    name = " ".join(words[:-2])
    if name not in kept:
        kept.clear()
        kept[name] = peak(int(words[1])) if words[0] == "peak" else case(words)
    print("%.5f %.5f" % measure(kept[name], int(words[-2])), flush=True)

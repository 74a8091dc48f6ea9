"""The sentence encoder in PyTorch, and its file: 8 bits a weight, one scale a row, as tools/pack-encoder writes it."""
import struct

import numpy
import torch
from torch import nn

WIDTH, HEADS, INNER, PLACES, MOST_PIECES = 384, 12, 1536, 64, 62
MARK = b"ENC2"


class Layer(nn.Module):
    """Every piece looks at every other, then each is thought about alone."""

    def __init__(self):
        super().__init__()
        self.query, self.key, self.value, self.output = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.after_attention = nn.LayerNorm(WIDTH, eps=1e-12)
        self.widen, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.after_inner = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x, mask, drop):
        def heads(y):
            return y.view(*y.shape[:2], HEADS, WIDTH // HEADS).transpose(1, 2)

        looks = heads(self.query(x)) @ heads(self.key(x)).transpose(2, 3) / (WIDTH // HEADS) ** 0.5 + mask
        seen = (drop(looks.softmax(-1)) @ heads(self.value(x))).transpose(1, 2).reshape(x.shape)
        x = self.after_attention(x + drop(self.output(seen)))
        return self.after_inner(x + drop(self.narrow(nn.functional.gelu(self.widen(x)))))


class Encoder(nn.Module):
    """Pieces of words in, the mean of what the last layer makes of them out."""

    def __init__(self, pieces: int, layers: int, drop: float = 0.1):
        super().__init__()
        self.words = nn.Embedding(pieces, WIDTH)
        self.places = nn.Parameter(torch.zeros(PLACES, WIDTH))
        self.first = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.drop = nn.Dropout(drop)

    def forward(self, ids, padding):
        x = self.drop(self.first(self.words(ids) + self.places[: ids.shape[1]]))
        mask = torch.zeros(padding.shape).masked_fill(padding, -1e9)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask, self.drop)
        kept = (~padding).float()[:, :, None]
        return (x * kept).sum(1) / kept.sum(1)

    def parts(self):
        """Everything in the order of the file: each tensor, and whether it is kept in 8 bits."""
        yield self.words.weight, True
        yield self.places, False
        yield from ((part, False) for part in (self.first.weight, self.first.bias))
        for layer in self.layers:
            for dense in (layer.query, layer.key, layer.value, layer.output):
                yield from ((dense.bias, False), (dense.weight, True))
            yield from ((part, False) for part in (layer.after_attention.weight, layer.after_attention.bias))
            for dense in (layer.widen, layer.narrow):
                yield from ((dense.bias, False), (dense.weight, True))
            yield from ((part, False) for part in (layer.after_inner.weight, layer.after_inner.bias))


def read(path: str):
    """The pieces and the encoder of a file. Raises ValueError when it is no such file."""
    with open(path, "rb") as file:
        if file.read(4) != MARK:
            raise ValueError(f"{path} holds no sentence encoder")
        layers = struct.unpack("<i", file.read(4))[0]
        pieces = [piece for piece in file.read(struct.unpack("<i", file.read(4))[0]).decode().split("\n") if piece]
        encoder = Encoder(len(pieces), layers)
        for part, is_small in encoder.parts():
            rows = part.shape[0]
            if is_small:
                scales = numpy.frombuffer(file.read(4 * rows), "<f4").copy()
                weights = numpy.frombuffer(file.read(part.numel()), "i1").reshape(part.shape) * scales[:, None]
            else:
                weights = numpy.frombuffer(file.read(4 * part.numel()), "<f4").reshape(part.shape)
            part.data.copy_(torch.tensor(weights))
    return pieces, encoder


def write(path: str, pieces, encoder: Encoder):
    """Rounds an encoder to 8 bits and writes it."""
    with open(path, "wb") as file:
        lines = "\n".join(pieces).encode()
        file.write(MARK + struct.pack("<ii", len(encoder.layers), len(lines)) + lines)
        for part, is_small in encoder.parts():
            weights = part.detach().numpy()
            if is_small:
                scales = numpy.abs(weights).max(axis=1) / 127
                scales[scales == 0] = 1
                file.write(scales.astype("<f4").tobytes())
                weights = numpy.rint(weights / scales[:, None]).astype("i1")
            else:
                weights = weights.astype("<f4")
            file.write(weights.tobytes())


class Pieces:
    """Words to the numbers of their pieces, as WordPieces does in the bot."""

    def __init__(self, pieces):
        self.numbers = {}
        for number, piece in enumerate(pieces):
            self.numbers.setdefault(piece, number)

    def of(self, sentence: str):
        found = [self.numbers["[CLS]"]]
        for word in sentence.split():
            found += self._of_word(word[:40])
        return found[:MOST_PIECES] + [self.numbers["[SEP]"]]

    def _of_word(self, word: str):
        found, start = [], 0
        while start < len(word):
            end = len(word)
            while end > start and ("##" * (start > 0) + word[start:end]) not in self.numbers:
                end -= 1
            if end == start:
                return [self.numbers["[UNK]"]]
            found.append(self.numbers["##" * (start > 0) + word[start:end]])
            start = end
        return found


def together(sentences):
    """Sentences of different lengths in one table, and where it is only filled up."""
    longest = max(map(len, sentences))
    ids = torch.zeros(len(sentences), longest, dtype=torch.long)
    padding = torch.ones(len(sentences), longest, dtype=torch.bool)
    for row, sentence in enumerate(sentences):
        ids[row, : len(sentence)] = torch.tensor(sentence)
        padding[row, : len(sentence)] = False
    return ids, padding

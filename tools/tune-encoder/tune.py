"""Teaches the sentence encoder to keep urgent messages apart from ordinary ones: python3 tune.py BASE OUT [rounds]. See the README here."""
import collections
import os
import random
import subprocess
import sys
import time

import torch
from torch import nn

from encoder import WIDTH, Pieces, read, together, write
from noise import joined, shortened, typed_wrong

SEED, TOGETHER, RATE, RATE_OF_CLASSES, DOUBT = 1, 32, 4e-5, 1e-3, 0.05
ASKS_A_ROUND, WITH_NOISE, WITH_A_QUESTION = 2500, 0.6, 0.15
PLAIN = ["dotnet", "run", "-c", "Release", "--project", os.path.join(os.path.dirname(os.path.abspath(__file__)), "plain"), "--"]


def examples():
    """Every example as (kind, how, family): its wordings in plain words, clean ones first, then noisy ones."""
    said = collections.defaultdict(list)
    for line in subprocess.run([*PLAIN, "examples"], check=True, capture_output=True, text=True).stdout.splitlines():
        kind, how, family, text = line.split("\t")
        said[kind, how, family].append(text)
    lines = []
    for (kind, how, family), texts in said.items():
        lines += [(kind, how, family, "clean", text) for text in texts]
        if how != "ask" or random.random() < 0.3:
            one, other = random.choice(texts), random.choice(texts)
            lines += [(kind, how, family, "noisy", noisy) for noisy in (typed_wrong(typed_wrong(one)), typed_wrong(typed_wrong(other)), joined(one), shortened(other))]
    written = subprocess.run(PLAIN, input="\n".join(map("\t".join, lines)), check=True, capture_output=True, text=True).stdout
    wordings = collections.defaultdict(lambda: ([], []))
    for line in written.splitlines():
        kind, how, family, noise, ruled, _, plain = line.split("\t")
        # A way of asking that the rules take for a cry for help is no example of an ordinary message.
        if plain and not (how == "ask" and ruled == "Hard"):
            wordings[kind, how, family][noise == "noisy"].append(plain.replace(" | ", " "))
    cries = {words for (kind, _, _), (clean, _) in wordings.items() if kind != "ordinary" for words in clean}
    return {key: both for key, both in wordings.items() if both[0] and not (key[1] == "ask" and both[0][0] in cries)}


def one_round(all_wordings, kinds, pieces):
    """The messages of a round in groups of about the same length, mixed."""
    asks = [key for key in all_wordings if key[1] == "ask"]
    chosen = set(random.sample(asks, min(ASKS_A_ROUND, len(asks))))
    messages = []
    for key, (clean, noisy) in all_wordings.items():
        if key[1] != "ask" or key in chosen:
            messages.append((random.choice(clean), kinds[key[0]]))
            if noisy and key[1] != "ask" and random.random() < WITH_NOISE:
                messages.append((random.choice(noisy), kinds[key[0]]))
    for at, (words, kind) in enumerate(messages):
        if random.random() < WITH_A_QUESTION:
            ask = all_wordings[random.choice(asks)][0][0]
            if len(words.split()) + len(ask.split()) <= 40:
                messages[at] = (f"{words} {ask}" if random.random() < 0.5 else f"{ask} {words}", kind)
    random.shuffle(messages)
    read_as = [(pieces.of(words), kind) for words, kind in messages]
    groups = []
    for start in range(0, len(read_as), 1024):
        by_length = sorted(read_as[start:start + 1024], key=lambda message: len(message[0]))
        groups += [by_length[at:at + TOGETHER] for at in range(0, len(by_length), TOGETHER)]
    random.shuffle(groups)
    return groups


def main(base: str, out: str, rounds: int):
    random.seed(SEED)
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    names, encoder = read(base)
    pieces, all_wordings = Pieces(names), examples()
    kinds = {kind: number for number, kind in enumerate(sorted({key[0] for key in all_wordings}))}
    classes = nn.Linear(WIDTH, len(kinds))
    nn.init.normal_(classes.weight, std=0.02)
    nn.init.zeros_(classes.bias)
    encoder.words.weight.requires_grad = False
    learned = [part for part in encoder.parameters() if part.requires_grad]
    optimiser = torch.optim.AdamW([{"params": learned, "lr": RATE}, {"params": classes.parameters(), "lr": RATE_OF_CLASSES}], weight_decay=0.01)
    steps = rounds * len(one_round(all_wordings, kinds, pieces))
    slower = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: min(1, (step + 1) / 100) * max(0, 1 - step / steps))
    began = time.time()
    for number in range(rounds):
        total, groups = 0.0, one_round(all_wordings, kinds, pieces)
        for group in groups:
            found = classes(encoder(*together([words for words, _ in group])))
            loss = nn.functional.cross_entropy(found, torch.tensor([kind for _, kind in group]), label_smoothing=DOUBT)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(learned, 1.0)
            optimiser.step()
            slower.step()
            total += loss.item()
        print(f"round {number + 1} of {rounds}: loss {total / len(groups):.3f}, {time.time() - began:.0f} s", flush=True)
        write(out, names, encoder)


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) == 4 else 5)

"""Teaches the sentence encoder what is urgent and which need is meant: python3 tune.py BASE OUT [ROUNDS [NEW]]. See the README here."""
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
WEIGHTS = torch.tensor([2.0, 1.0, 1.0])
ASKS_AS_ORDINARY, WITH_NOISE, ASKS_WITH_NOISE, WITH_A_QUESTION, OF_THE_KNOWN = 0.25, 0.7, 0.15, 0.15, 0.5
NOBODY_SAID, FOREIGN, PART = "-", "(foreign)", "(part)"
PLAIN = ["dotnet", "run", "-c", "Release", "--project", os.path.join(os.path.dirname(os.path.abspath(__file__)), "plain"), "--"]

Example = collections.namedtuple("Example", "kind need is_ask is_known clean noisy")
Message = collections.namedtuple("Message", "words kind need scope")


def examples(new):
    """Every example: its wordings in plain words, clean ones and noisy ones. Known are those not among the new, where there are any."""
    said = collections.defaultdict(list)
    for line in subprocess.run([*PLAIN, "examples"], check=True, capture_output=True, text=True).stdout.splitlines():
        kind, how, family, need, text = line.split("\t")
        said[kind, how, family, need].append(text)
    lines = []
    for key, texts in said.items():
        lines += [(*key, "clean", text) for text in texts]
        one, other = random.choice(texts), random.choice(texts)
        lines += [(*key, "noisy", noisy) for noisy in (typed_wrong(typed_wrong(one)), typed_wrong(typed_wrong(other)), joined(one), shortened(other))]
    written = subprocess.run(PLAIN, input="\n".join(map("\t".join, lines)), check=True, capture_output=True, text=True).stdout
    wordings = collections.defaultdict(lambda: ([], []))
    cries_by_rule = set()
    for line in written.splitlines():
        *key, noise, ruled, _, plain = line.split("\t")
        if plain:
            wordings[tuple(key)][noise == "noisy"].append(plain.replace(" | ", " "))
            if ruled == "Hard":
                cries_by_rule.add(tuple(key))
    cries = {words for (kind, *_), (clean, _) in wordings.items() if kind not in ("ordinary", NOBODY_SAID) for words in clean}
    found = []
    for (kind, how, family, need), (clean, noisy) in wordings.items():
        if clean:
            # A way of asking that is a cry for help by itself is no example of an ordinary message.
            is_cry = how == "ask" and ((kind, how, family, need) in cries_by_rule or clean[0] in cries)
            found.append(Example(NOBODY_SAID if is_cry else kind, need, how == "ask", bool(new) and new.isdisjoint(said[kind, how, family, need]), clean, noisy))
    return found


def one_round(all_examples, pieces, kinds, needs):
    """The messages of a round in groups of about the same length, mixed; -1 for what nobody has said."""
    asks = [example for example in all_examples if example.is_ask and example.need != FOREIGN]

    def message(example, words):
        is_kind_taught = not example.is_ask or random.random() < ASKS_AS_ORDINARY
        scope = -1 if example.need == NOBODY_SAID else 0 if example.need == FOREIGN else 1
        return Message(words, kinds.get(example.kind, -1) if is_kind_taught else -1, needs.get(example.need, -1), scope)

    messages = []
    for example in all_examples:
        if example.is_known and random.random() >= OF_THE_KNOWN:
            continue
        messages.append(message(example, random.choice(example.clean)))
        if example.noisy and random.random() < (ASKS_WITH_NOISE if example.is_ask else WITH_NOISE):
            messages.append(message(example, random.choice(example.noisy)))
    for at, said in enumerate(messages):
        if said.need < 0 and said.scope < 0 and random.random() < WITH_A_QUESTION:
            ask = random.choice(asks)
            if len(said.words.split()) + len(ask.clean[0].split()) <= 40:
                both = [said.words, ask.clean[0]]
                random.shuffle(both)
                messages[at] = said._replace(words=" ".join(both), need=needs.get(ask.need, -1) if said.kind == kinds["ordinary"] else -1)
    random.shuffle(messages)
    read_as = [(pieces.of(said.words), said) for said in messages]
    groups = []
    for start in range(0, len(read_as), 1024):
        by_length = sorted(read_as[start:start + 1024], key=lambda pair: len(pair[0]))
        groups += [by_length[at:at + TOGETHER] for at in range(0, len(by_length), TOGETHER)]
    random.shuffle(groups)
    return groups


def taught(layer, vectors, labels):
    """The loss of those whose label somebody has said, by the share of them."""
    known = labels >= 0
    if not known.any():
        return torch.zeros(())
    return nn.functional.cross_entropy(layer(vectors[known]), labels[known], label_smoothing=DOUBT) * known.float().mean()


def main(base: str, out: str, rounds: int, new: set):
    random.seed(SEED)
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    names, encoder = read(base)
    pieces, all_examples = Pieces(names), examples(new)
    kinds = {kind: number for number, kind in enumerate(sorted({e.kind for e in all_examples} - {NOBODY_SAID}))}
    needs = {need: number for number, need in enumerate(sorted({e.need for e in all_examples} - {NOBODY_SAID, FOREIGN, PART}))}
    print(f"{len(all_examples)} examples of {len(kinds)} kinds and {len(needs)} needs", flush=True)
    heads = nn.ModuleList(nn.Linear(WIDTH, classes) for classes in (len(kinds), len(needs), 2))
    for head in heads:
        nn.init.normal_(head.weight, std=0.02)
        nn.init.zeros_(head.bias)
    encoder.words.weight.requires_grad = False
    learned = [part for part in encoder.parameters() if part.requires_grad]
    optimiser = torch.optim.AdamW([{"params": learned, "lr": RATE}, {"params": heads.parameters(), "lr": RATE_OF_CLASSES}], weight_decay=0.01)
    steps = rounds * len(one_round(all_examples, pieces, kinds, needs))
    slower = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: min(1, (step + 1) / 100) * max(0, 1 - step / steps))
    began = time.time()
    for number in range(rounds):
        total, groups = torch.zeros(3), one_round(all_examples, pieces, kinds, needs)
        for at, group in enumerate(groups):
            vectors = encoder(*together([words for words, _ in group]))
            labels = torch.tensor([[said.kind, said.need, said.scope] for _, said in group])
            losses = torch.stack([taught(head, vectors, labels[:, which]) for which, head in enumerate(heads)])
            optimiser.zero_grad()
            (losses * WEIGHTS).sum().backward()
            nn.utils.clip_grad_norm_(learned, 1.0)
            optimiser.step()
            slower.step()
            total += losses.detach()
            if at % 100 == 99:
                print(f"  {at + 1} of {len(groups)}: {[round(loss / (at + 1), 3) for loss in total.tolist()]}, {time.time() - began:.0f} s", flush=True)
        print(f"round {number + 1} of {rounds}: urgent, need, scope {[round(loss / len(groups), 3) for loss in total.tolist()]}, {time.time() - began:.0f} s", flush=True)
        write(out, names, encoder)


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4, 5):
        sys.exit(__doc__)
    among = set(open(sys.argv[4], encoding="utf-8").read().splitlines()) if len(sys.argv) == 5 else set()
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 5, among)

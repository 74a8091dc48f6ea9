"""Typing errors, joined words and text-speak, as people on old phones make them."""
import random

NEXT = {
    "a": "sqz", "b": "vn", "c": "xv", "d": "sfe", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk", "k": "jl", "l": "k", "m": "n",
    "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "x",
}
SHORT = {
    "you": "u", "are": "r", "to": "2", "for": "4", "because": "cos", "my boyfriend": "my bf", "people": "ppl", "going to": "gonna",
    "want to": "wanna", "isn't": "isnt", "don't": "dont", "doesn't": "doesnt", "I'm": "im", "what": "wot", "thanks": "thx", "with": "wiv",
    "the": "da", "right now": "rn",
}


def typed_wrong(text: str) -> str:
    """One letter left out, swapped with the next, doubled, or its neighbour on the keyboard."""
    letters = list(text)
    places = [place for place, letter in enumerate(letters) if letter.isalpha()]
    if len(places) < 6:
        return text
    at, chance = random.choice(places), random.random()
    if chance < 0.3:
        del letters[at]
    elif chance < 0.55 and at + 1 < len(letters):
        letters[at], letters[at + 1] = letters[at + 1], letters[at]
    elif chance < 0.75:
        letters.insert(at, letters[at])
    else:
        letters[at] = random.choice(NEXT.get(letters[at].lower(), "e"))
    return "".join(letters)


def joined(text: str) -> str:
    """One or two spaces left out; sometimes all."""
    words = text.split()
    if len(words) < 3:
        return text
    if random.random() < 0.3:
        return "".join(words)
    for _ in range(2 if len(words) > 4 and random.random() < 0.5 else 1):
        at = random.randrange(len(words) - 1)
        words[at:at + 2] = [words[at] + words[at + 1]]
    return " ".join(words)


def shortened(text: str) -> str:
    """Some words as text-speak has them."""
    text = f" {text} "
    for whole, short in SHORT.items():
        if random.random() < 0.6:
            text = text.replace(f" {whole} ", f" {short} ")
    return text.strip()

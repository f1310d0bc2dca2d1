"""The small statistical layer: how likely each kind is in a sentence, from words that stand together.

One weight for each piece (a word, two words, a word class of `coach_words.toml`, a place in the draft) and
kind; the sum says how likely. The weights are learnt from labelled drafts (benchmarks/train_coach.py) and
stand in `coach_weights.tsv`, a table that any spreadsheet opens. Whether the layer earns its place is
measured on drafts it has never met (docs/explanation/coach.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import exp

from goldseam.repair.coaching.kinds import Kind
from goldseam.repair.coaching.patterns import Lexicon
from goldseam.repair.coaching.scopes import lists
from goldseam.repair.coaching.tokens import BREAKS, Draft, spelling

CLASSES = (
    "family", "day", "feeling", "hard", "past", "slip", "off", "notdid", "step", "maybe", "hits", "torment",
    "habit", "inner", "strain", "circumstance", "mine_thing", "me_part",
)  # fmt: skip
FILE = "coach_weights.tsv"
STEM = 4  # letters of a word's beginning
MOST_ALONE = 2  # with so few sentences, first and last say nothing
KINDS: tuple[Kind, ...] = tuple(kind for kind in Kind if kind is not Kind.TOO_LONG)
LIKELY = 0.6
COMMON = frozenset(spelling()["common"]["words"]) - {"but", "if", "because", "never", "sorry"}
Weights = tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class Sentence:
    """One sentence to the layer: its tokens, how likely each kind is, and the pieces that were known.

    `pull` is the sum of the weights alone: below nought, the words speak against the kind.
    """

    first: int
    last: int
    chance: Mapping[Kind, float]
    pull: Mapping[Kind, float]
    known: Set[str]

    def telling(self, kind: Kind) -> tuple[str, ...]:
        """The two weightiest pieces for a kind that are words as they stand in the draft."""
        number, table = KINDS.index(kind), weights()
        told = [
            (weight, piece)
            for piece in self.known
            if _is_plain(piece.split())
            for which, weight in table[piece]
            if which == number and weight > 0
        ]
        chosen: list[str] = []
        for _, piece in sorted(told, reverse=True):
            if not any(piece in other or other in piece for other in chosen):
                chosen.append(piece)
        return tuple(chosen[:2])


def pieces(words: Sequence[str], place: int, of: int, classes: Mapping[str, Sequence[str]]) -> set[str]:
    """The pieces of a sentence, given where it stands among how many and the classes of its words.

    >>> sorted(pieces(("you", "left"), 0, 3, {"left": ["{past}"]}))  # doctest: +NORMALIZE_WHITESPACE
    ['[first]', '^ _ left', '^ you', 'left', 'left $', 'left*', 'you', 'you _ $', 'you left', 'you {past}',
     '{past}', '{past} $']
    """
    row = ("^", *words, "$")
    found = set(words)
    found.update([f"{a} {b}" for a, b in pairwise(row)])
    found.update([f"{a} _ {b}" for a, b in zip(row, row[2:], strict=False)])
    found.update([word[:STEM] + "*" for word in words if len(word) >= STEM])
    for at, word in enumerate(words):
        for name in classes.get(word, ()):
            found.update((name, f"{row[at]} {name}", f"{name} {row[at + 2]}"))
    if of > MOST_ALONE:
        found.update(["[first]"] * (place == 0) + ["[last]"] * (place == of - 1))
    return found


def spelled(draft: Draft) -> list[tuple[int, int, set[str]]]:
    """The sentences of a draft that hold a word: first and last token, and the pieces."""
    classes = {word: found for word in draft.vocabulary if (found := _classes(word))}
    kept = [(a, b) for a, b in draft.sentences if not BREAKS.issuperset(draft.words[a:b])]
    return [
        (a, b - 1, pieces(draft.words[a:b], place, len(kept), classes)) for place, (a, b) in enumerate(kept)
    ]


def _classes(word: str) -> list[str]:
    return [name for name, words in _class_words() if words.holds(word)]


@cache
def _class_words() -> tuple[tuple[str, Lexicon], ...]:
    return tuple((f"{{{name}}}", lists()[name]) for name in CLASSES)


@cache
def weights() -> Mapping[str, Weights]:
    """For each piece, numbers of kinds in `KINDS` and their weights; under "" where each starts."""
    text = files("goldseam.repair.coaching").joinpath(FILE).read_text(encoding="utf-8")
    (_, *names), *rows = (line.split("\t") for line in text.splitlines())
    kinds = [KINDS.index(Kind(name)) for name in names]
    return {
        piece: tuple((kind, int(value) / 100) for kind, value in zip(kinds, values, strict=False) if value)
        for piece, *values in rows
    }


def look(draft: Draft) -> list[Sentence]:
    """What the layer thinks of every sentence.

    >>> from goldseam.repair.coaching.tokens import read
    >>> seen = look(read("How was that for you?"))[0]
    >>> seen.chance[Kind.INVITES] > 0.5 > seen.chance[Kind.BLAME]
    True
    """
    return [_seen(first, last, held) for first, last, held in spelled(draft)]


def _seen(first: int, last: int, held: set[str]) -> Sentence:
    table = weights()
    sums = [0.0] * len(KINDS)
    met = held & table.keys()
    for piece in met:
        for kind, weight in table[piece]:
            sums[kind] += weight
    pull = dict(zip(KINDS, sums, strict=True))
    chance = {KINDS[kind]: 1 / (1 + exp(-start - sums[kind])) for kind, start in table[""]}
    return Sentence(first, last, chance, pull, met)


def _is_plain(parts: Sequence[str]) -> bool:
    """Whether a piece is words as they stand in a draft, and not a single word of every draft."""
    return all(part.isalpha() for part in parts) and (len(parts) > 1 or parts[0] not in COMMON)

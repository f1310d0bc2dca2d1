"""What the trained layers see of a turn: feelings in its words, rules that fired, and its length.

`RULES` is every readable rule in a fixed order. The numbers of one turn are its feelings (one
column each, trained on public emotion and offence data), its rule counts and its length; a head
looks at the turn and at the turn before and after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from goldseam.noticing.confrontation import CONFRONTATION
from goldseam.noticing.contribution import CONTRIBUTION
from goldseam.noticing.hostility import HOSTILITY
from goldseam.noticing.marks import Found, Mark, plain
from goldseam.noticing.presence import PRESENCE
from goldseam.noticing.resistance import RESISTANCE
from goldseam.noticing.resolution import RESOLUTION
from goldseam.noticing.stance import STANCE
from goldseam.noticing.withdrawal import WITHDRAWAL
from goldseam.noticing.words import Floats, tokens

RULES: tuple[Mark, ...] = (
    *WITHDRAWAL,
    *CONFRONTATION,
    *HOSTILITY,
    *RESISTANCE,
    *RESOLUTION,
    *CONTRIBUTION,
    *PRESENCE,
    *STANCE,
)
LENGTHS = 9
MAX_CHARACTERS = 20_000  # of one turn read by the rules: five times the longest turn in our data
MOST_HITS = 8


@dataclass(frozen=True)
class Seen:
    """One turn's words, the rules that fired with their places, how often each did, and its shape."""

    words: tuple[str, ...]
    found: tuple[Found, ...]
    counts: Floats
    shape: tuple[float, ...]


def see(text: str) -> Seen:
    """Read one turn with every rule, once.

    >>> [f.kind.name for f in see("That didn't help, you never listen.").found][:2]
    ['complains about you', 'turns down what you offered']
    """
    body = plain(text[:MAX_CHARACTERS])
    found: list[Found] = []
    counts = np.zeros(len(RULES))
    for at, rule in enumerate(RULES):
        for hit in rule.pattern.finditer(body):
            if counts[at] == 0:
                found.append(Found(rule.kind, hit.start(), hit.end(), rule.weight))
            counts[at] += 1
            if counts[at] == MOST_HITS:
                break
    words = tuple(tokens(text))
    return Seen(words, tuple(found), counts, _shape(body, words))


def numbers(seen: Sequence[Seen], feelings: Floats) -> Floats:
    """(turns, columns): feelings, log rule counts, and nine columns of length and marks."""
    counts = np.log1p(np.array([one.counts for one in seen])).reshape(len(seen), len(RULES))
    lengths = np.array([one.shape for one in seen]).reshape(len(seen), LENGTHS)
    return np.hstack([feelings, counts, lengths])


def _shape(text: str, words: tuple[str, ...]) -> tuple[float, ...]:
    """Length, short and long, ? and !, letters in capitals, sentences, letters a word, different words."""
    count = len(words)
    capitals = sum(letter.isupper() for letter in text) / max(len(text), 1)
    ends = sum(text.count(mark) for mark in ".?!")
    return (
        float(np.log1p(count)),
        float(count <= 2),
        float(count >= 40),
        float(np.log1p(words.count("?"))),
        float(np.log1p(words.count("!"))),
        min(capitals * 5.0, 3.0),
        float(np.log1p(ends)),
        sum(map(len, words)) / max(count, 1) / 5.0,
        len(set(words)) / max(count, 1),
    )


def with_neighbours(rows: Floats, first: Sequence[bool]) -> Floats:
    """(turns, 3 x columns): each turn beside the one before and after; none across conversations."""
    before = np.vstack([np.zeros((1, rows.shape[1])), rows[:-1]])
    after = np.vstack([rows[1:], np.zeros((1, rows.shape[1]))])
    starts = np.asarray(first, dtype=bool)
    before[starts] = 0.0
    after[np.append(starts[1:], True)] = 0.0
    return np.hstack([rows, before, after])

"""What the trained layers see of a turn: feelings in its words, rules that fired, and its length.

`RULES` is every readable rule in a fixed order. The numbers of one turn are its feelings (one
column each, trained on public emotion and offence data), its rule counts, its length, and how
often each rule fired for so many words. How a turn opens, and the talk around it, are read too:
see `surroundings`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from goldseam.noticing.change_talk import CHANGE_TALK
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
    *CHANGE_TALK,
)
LENGTHS = 9
MAX_CHARACTERS = 20_000  # of one turn read by the rules: five times the longest turn in our data
MOST_HITS = 8
_SENTENCE_END = re.compile(r"(?<=[.!?])\s")


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
        for hit in rule.places(body):
            if counts[at] == 0:
                found.append(Found(rule.kind, hit.start(), hit.end(), rule.weight))
            counts[at] += 1
            if counts[at] == MOST_HITS:
                break
    words = tuple(tokens(text))
    return Seen(words, tuple(found), counts, _shape(body, words))


def opening(text: str) -> str:
    """The first sentence: how a reply begins says most about how open it is.

    >>> opening("I see. But no.")
    'I see.'
    """
    return _SENTENCE_END.split(text.strip(), maxsplit=1)[0]


def numbers(seen: Sequence[Seen], feelings: Floats) -> Floats:
    """(turns, columns): feelings, log rule counts, nine columns of length and marks; then the rules' rates.

    A rate is hits in ten words, so that a long turn is not all rules at once; the last len(RULES) columns.
    """
    counts = np.array([one.counts for one in seen]).reshape(len(seen), len(RULES))
    lengths = np.array([one.shape for one in seen]).reshape(len(seen), LENGTHS)
    words = np.array([len(one.words) for one in seen], dtype=float)[:, None]
    return np.hstack([feelings, np.log1p(counts), lengths, np.log1p(10.0 * counts / (words + 4.0))])


def without_rates(rows: Floats) -> Floats:
    """The same rows without their last columns, the rates."""
    return rows[:, : -len(RULES)]


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

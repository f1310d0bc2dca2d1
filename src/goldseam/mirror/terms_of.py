"""From a text to the terms that are compared: word stems, pairs of them, and what the words mean.

Small and readable on purpose: a stop list, a stemmer of a few endings, the phrases of `features`, and the
`themes` of `sentences/kin.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from goldseam.mirror.features import read
from goldseam.mirror.themes import themes

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
# Function words of English, and the few words every therapist's entry holds.
_STOP = frozenset(
    """a about after again all also am an and any are as at back be because been before being both but by can
    could did didn do does doesn don doing down each even ever every few for from get go got had has have
    having he her here hers him his how i if in into is isn it its just let like made make me more most
    much my myself no nor not now of off on once one only or other our out over own really s said same say
    says she should so some still such t than that the their them then there these they thing things this
    those through to today told too two under until up us very was wasn way we well went were what when
    where which while who whom why will with without would wouldn you your yours im ive id he'd she'd he's
    she's it's i'd i'm i've that's there's what's couldn't didn't don't doesn't wasn't isn't won't can't
    client clients session sessions hour room""".split()  # noqa: SIM905
)
_ENDINGS = ("ings", "ing", "edly", "ed", "ies", "ied", "ly", "es", "s", "er", "e")


@dataclass(frozen=True)
class Term:
    """One term of a text with its place (characters, end exclusive); `weight` as it counts here."""

    key: str
    start: int
    end: int
    weight: float


@cache
def stem(word: str) -> str:
    """The first part of a word that its forms share, roughly.

    >>> stem("explaining"), stem("explained"), stem("explains")
    ('explain', 'explain', 'explain')
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


@dataclass(frozen=True)
class Worth:
    """How much a term counts beside a single stem (1): a pair of stems, a feature, a theme."""

    pair: float
    meaning: float
    kin: float


def terms_of(text: str, worth: Worth) -> Iterator[Term]:
    """The terms of a text: stems, pairs `a b`, features `=topic:value`, themes `~theme`.

    >>> [one.key for one in terms_of("The invoice lies there.", Worth(0.5, 1, 1))]
    ['invoic', 'lie', 'invoic lie', '=situation:money', '~money']
    """
    plain = text.lower().replace("\u2019", "'")
    stems = [
        Term(stem(hit.group().removesuffix("'s")), hit.start(), hit.end(), 1.0)
        for hit in _WORD.finditer(plain)
        if hit.group() not in _STOP and len(hit.group()) > 2
    ]
    yield from stems
    for one, two in pairwise(stems):
        yield Term(f"{one.key} {two.key}", one.start, two.end, worth.pair)
    for seen in read(text):
        yield Term(f"={seen.feature}", seen.start, seen.end, worth.meaning)
    for found in themes(text):
        yield Term(f"~{found.theme}", found.start, found.end, worth.kin)

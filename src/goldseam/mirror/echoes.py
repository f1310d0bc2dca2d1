"""*This may remind you of*: the nearest earlier entries, with the phrases that tie them, or nothing.

TF-IDF over unlocked text, in memory only: nothing here is written anywhere. It sees shared words and
themes; it mostly misses paraphrase. On voices written after it was fixed, 2 of the 4 it showed were right,
and 2 of 68 true pairs were shown (`benchmarks/echoes.py`, docs/explanation/mirror.md): offer it when asked
for, and always with its ties.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from goldseam.errors import BadInput
from goldseam.mirror.features import feature, said
from goldseam.mirror.terms_of import Term, Worth, terms_of
from goldseam.mirror.themes import name as theme_name
from goldseam.mirror.wording import words
from goldseam.terms.therapist import Reflection


@dataclass(frozen=True)
class EchoWords:
    """What is said beside an echo. In `sentences/echoes.toml`."""

    title: str
    none: str
    too_few: str
    ties_words: str
    ties_meaning: str


SAY = words("echoes", EchoWords)


WORTH = Worth(pair=0.3, meaning=1.5, kin=2.5)


@dataclass(frozen=True)
class Weights:
    """How terms weigh, and how close is close enough (cosine, 0..1).

    Chosen on the voices of `tests/samples/mirror/` that were open for it, for a precision of 0.75 there.
    """

    worth: Worth = WORTH
    close_enough: float = 0.35


WEIGHTS = Weights()


@dataclass(frozen=True)
class Tie:
    """What ties two entries: the words here, the words there, and a sentence that says so."""

    here: str
    there: str
    because: str


@dataclass(frozen=True)
class Echo:
    """An earlier entry that comes close. `closeness` is a cosine in 0..1, comparable within one book only."""

    entry: Reflection
    closeness: float
    ties: tuple[Tie, ...]


@dataclass(frozen=True)
class Echoes:
    """The nearest entries, or a sentence that nothing is close enough."""

    found: tuple[Echo, ...]
    said: str


Vector = dict[str, float]


class Corpus:
    """Unlocked entries, ready to be compared. Lives in memory; drop it when the vault locks.

    A term that stands in few of the entries weighs more (inverse document frequency, Spärck Jones 1972);
    counts are damped as 1 + log(count).
    """

    def __init__(self, entries: Iterable[Reflection], weights: Weights = WEIGHTS) -> None:
        self.weights = weights
        self.entries = tuple(entries)
        self._terms = [self.terms(one.text) for one in self.entries]
        holding = Counter(key for terms in self._terms for key in {one.key for one in terms})
        # Smoothed as if one more entry held every term: a lone shared word is then never all there is.
        self._idf = {key: math.log((1 + len(self.entries)) / (1 + n)) + 1 for key, n in holding.items()}
        self._new = math.log(1 + len(self.entries)) + 1
        self.vectors = [self.vector(terms) for terms in self._terms]

    def terms(self, text: str) -> tuple[Term, ...]:
        """The terms of a text, weighed as in this corpus."""
        return tuple(terms_of(text, self.weights.worth))

    def vector(self, terms: Iterable[Term]) -> Vector:
        """Terms as a vector of length 1; the empty text gives the empty vector."""
        counts: Counter[str] = Counter()
        weight: dict[str, float] = {}
        for one in terms:
            counts[one.key] += 1
            weight[one.key] = one.weight
        raw = {
            key: weight[key] * (1 + math.log(count)) * self._idf.get(key, self._new)
            for key, count in counts.items()
        }
        length = math.sqrt(sum(value * value for value in raw.values()))
        return {key: value / length for key, value in raw.items()} if length else {}


def closeness(one: Vector, two: Vector) -> float:
    """The cosine of two vectors of length 1, in 0..1.

    >>> closeness({"quiet": 1.0}, {"quiet": 0.6, "late": 0.8})
    0.6
    """
    small, large = sorted((one, two), key=len)
    return sum(value * large[key] for key, value in small.items() if key in large)


def echoes(here: Reflection, corpus: Corpus, most: int = 3) -> Echoes:
    """The at most `most` earlier entries closest to `here`, with what ties them.

    `here` may be unfinished, and may itself be in the corpus; only entries of earlier days are shown.
    Errors: BadInput where `most` is below 1.

    >>> from datetime import date
    >>> old = Reflection("1", date(2026, 1, 5), "I explained the worksheet while she looked at the floor.")
    >>> dull = Reflection("2", date(2026, 1, 9), "New chairs came. They are green.")
    >>> now = Reflection("3", date(2026, 2, 2), "I explained a worksheet again. He looked at the floor.")
    >>> [echo.entry.id for echo in echoes(now, Corpus([old, dull])).found]
    ['1']
    >>> echoes(dull, Corpus([old])).said
    'Nothing earlier is close enough.'
    """
    if most < 1:
        raise BadInput(f"{most} echoes were asked for. Ask for 1 or more.")
    terms = corpus.terms(here.text)
    vector = corpus.vector(terms)
    earlier = [n for n, one in enumerate(corpus.entries) if one.on < here.on and one.id != here.id]
    if not earlier:
        return Echoes((), SAY.too_few)
    near = sorted(
        ((closeness(vector, corpus.vectors[n]), n) for n in earlier), key=lambda it: (-it[0], it[1])
    )
    found = tuple(
        Echo(corpus.entries[n], how, ties(here.text, terms, vector, corpus, n))
        for how, n in near[:most]
        if how >= corpus.weights.close_enough
    )
    return Echoes(found, SAY.title if found else SAY.none)


def ties(
    text: str, terms: Sequence[Term], vector: Vector, corpus: Corpus, n: int, most: int = 3
) -> tuple[Tie, ...]:
    """The phrases that tie a text to entry number `n`: the shared terms that count most, none twice."""
    there_terms, there_text = corpus._terms[n], corpus.entries[n].text
    shared = sorted(vector.keys() & corpus.vectors[n].keys(), key=lambda k: -vector[k] * corpus.vectors[n][k])
    first_here, first_there = _first_places(terms), _first_places(there_terms)
    taken: list[tuple[int, int]] = []
    found: list[Tie] = []
    for key in shared:
        here, there = first_here[key], first_there[key]
        if len(found) < most and all(here.end <= start or here.start >= end for start, end in taken):
            taken.append((here.start, here.end))
            found.append(_tie(key, text[here.start : here.end], there_text[there.start : there.end]))
    return tuple(found)


def _first_places(terms: Iterable[Term]) -> dict[str, Term]:
    places: dict[str, list[Term]] = defaultdict(list)
    for one in terms:
        places[one.key].append(one)
    return {key: found[0] for key, found in places.items()}


def _tie(key: str, here: str, there: str) -> Tie:
    if key[0] in "=~":
        meaning = said(feature(key[1:])).name if key[0] == "=" else theme_name(key[1:])
        return Tie(here, there, SAY.ties_meaning.replace("{meaning}", meaning))
    both = here if here.lower() == there.lower() else f"{here}, {there}"
    return Tie(here, there, SAY.ties_words.replace("{words}", both))

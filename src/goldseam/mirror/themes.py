"""What an entry is about, by words anyone can read: the themes of `sentences/kin.toml`.

A theme is there where one of its words is, or two different hints of it: a hint alone is everyday.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from goldseam.mirror.wording import table

HINTS = 2  # different hints that make up for a word
_WORD = re.compile(r"[\w']+")
_BETWEEN = frozenset({"-"})  # what may stand between the words of a phrase beside spaces


@dataclass(frozen=True)
class Found:
    """One place of a text where a theme shows (characters, end exclusive)."""

    theme: str
    start: int
    end: int


@dataclass(frozen=True)
class _Phrase:
    theme: str
    is_hint: bool
    words: tuple[str, ...]  # a star ends a word freely


def name(theme: str) -> str:
    """How a theme is said."""
    return str(table("kin")[theme]["name"])


def themes(text: str) -> Iterator[Found]:
    """The themes of a text with the places that show them, words before hints.

    >>> [one.theme for one in themes("The clock ticked. He waited.")]
    ['late', 'late']
    >>> list(themes("The clock ticked."))
    []
    """
    plain = text.replace("\u2019", "'").lower()
    sure, maybe = _places(plain)
    for theme in sorted({*sure, *maybe}):
        # "clock" and "clocks" are one hint.
        different = {plain[one.start : one.end].rstrip("s") for one in maybe[theme]}
        if sure[theme] or len(different) >= HINTS:
            yield from (*sure[theme], *maybe[theme])


_Places = dict[str, list[Found]]


def _places(plain: str) -> tuple[_Places, _Places]:
    """Where words and where hints of each theme stand, the longest phrase at a place, none overlapping."""
    words = list(_WORD.finditer(plain))
    both: tuple[_Places, _Places] = (defaultdict(list), defaultdict(list))
    for at, word in enumerate(words):
        for phrase in _beginning_with(word.group()):
            found = both[phrase.is_hint][phrase.theme]
            if found and found[-1].end > word.start():
                continue
            if _stands(phrase.words, words, at, plain):
                found.append(Found(phrase.theme, word.start(), words[at + len(phrase.words) - 1].end()))
    return both


def _stands(phrase: Sequence[str], words: Sequence[re.Match[str]], at: int, plain: str) -> bool:
    here = words[at : at + len(phrase)]
    return len(here) == len(phrase) and all(
        (word.group().startswith(asked[:-1]) if asked.endswith("*") else word.group() == asked)
        and (n == 0 or _joined(plain[here[n - 1].end() : word.start()]))
        for n, (asked, word) in enumerate(zip(phrase, here, strict=True))
    )


def _joined(gap: str) -> bool:
    return gap.isspace() or gap in _BETWEEN


@cache
def _beginning_with(word: str) -> tuple[_Phrase, ...]:
    """The phrases whose first word is this one or a starred beginning of it, longest first."""
    keys = (word, *(f"{word[:end]}*" for end in range(2, len(word) + 1)))
    found = [phrase for key in keys for phrase in _phrases().get(key, ())]
    return tuple(sorted(found, key=lambda one: -len(" ".join(one.words))))


@cache
def _phrases() -> dict[str, tuple[_Phrase, ...]]:
    """Every phrase by its first word."""
    found: dict[str, list[_Phrase]] = defaultdict(list)
    for theme, row in table("kin").items():
        for is_hint, phrases in ((False, row["words"]), (True, row["hints"])):
            for phrase in phrases:
                words = tuple(re.findall(r"[\w'*]+", phrase.lower()))
                found[words[0]].append(_Phrase(theme, is_hint, words))
    return {first: tuple(mine) for first, mine in found.items()}

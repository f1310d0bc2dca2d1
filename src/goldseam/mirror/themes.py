"""What an entry is about, by words anyone can read: the themes of `sentences/kin.toml`.

A theme is there where one of its words is, or two different hints of it: a hint alone is everyday.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from goldseam.mirror.features import any_of
from goldseam.mirror.wording import table

HINTS = 2  # different hints that make up for a word


@dataclass(frozen=True)
class Found:
    """One place of a text where a theme shows (characters, end exclusive)."""

    theme: str
    start: int
    end: int


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
    plain = text.replace("\u2019", "'")
    for theme, words, hints in _rules():
        sure = _places(theme, words, plain)
        maybe = _places(theme, hints, plain)
        different = {plain[one.start : one.end].lower().rstrip("s") for one in maybe}
        if sure or len(different) >= HINTS:
            yield from (*sure, *maybe)


def _places(theme: str, rule: re.Pattern[str], text: str) -> list[Found]:
    return [Found(theme, hit.start(), hit.end()) for hit in rule.finditer(text)]


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (theme, _whole(row["words"]), _whole(row["hints"])) for theme, row in sorted(table("kin").items())
    )


def _whole(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'])(?:{any_of(phrases)})(?![\w'])", re.IGNORECASE)

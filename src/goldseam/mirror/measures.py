"""Questionnaires about oneself over months, in words: beside one's own earlier answers, never a norm.

No threshold for a change that counts was found for these scales, so none is used. The latest answer is only
said to lie within, above or below all earlier ones, and how often chance does that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goldseam.errors import BadInput
from goldseam.mirror.wording import table, words

FEWEST = 4  # answers before anything is said; with fewer, the latest is the highest or lowest too often


@dataclass(frozen=True)
class MeasureWords:
    """What is said around questionnaires about oneself. In `sentences/measures.toml`."""

    title: str
    kindness_and_doubt: str
    the_work: str
    offer: str
    needs_words: str
    together: str
    too_few: str
    within: str
    more: str
    less: str
    same: str
    chance: str
    figures: str
    blank: str
    doubt: str
    kindness: str
    every: str


SAY = words("measures", MeasureWords)


def named(score: str) -> str:
    """How a score is named for the person who gave it; `score` is `instrument:name`.

    Errors: BadInput names the scores there are.

    >>> named("scs-sf:kindness")
    'Kindness to yourself'
    """
    found = table("measures")["named"]
    if score not in found:
        raise BadInput(f"The score {score!r} has no name here. Allowed: {', '.join(found)}.")
    return str(found[score])


def compared(score: str, values: Sequence[float]) -> str:
    """The latest of one's own answers beside all earlier ones, oldest first.

    >>> compared("scs-sf:kindness", [2.5, 3.0, 2.75, 3.25])
    'Kindness to yourself: more than any time before.'
    >>> compared("scs-sf:kindness", [2.5, 3.0])
    'Kindness to yourself: too few times to say. From 4 on there is something to compare.'
    """
    said = _said(values).replace("{fewest}", str(FEWEST))
    return said.replace("{name}", named(score))


def _said(values: Sequence[float]) -> str:
    if len(values) < FEWEST:
        return SAY.too_few
    *earlier, latest = values
    if len(set(values)) == 1:
        return SAY.same
    if latest > max(earlier):
        return SAY.more
    return SAY.less if latest < min(earlier) else SAY.within


def chance(count: int) -> str:
    """How often the latest of `count` answers is the highest or lowest by chance; empty while too few.

    Where nothing changes, each of the answers is as likely as any other to be the highest.

    >>> chance(5)
    'Chance alone makes the latest the highest or lowest 2 times in 5.'
    """
    if count < FEWEST:
        return ""
    return SAY.chance.replace("{count}", str(count)).replace("{times}", "2")


def blanks(blank: int, count: int) -> str:
    """What is said where items were left blank.

    >>> blanks(2, 12)
    '2 of 12 are blank, and then no sum is made. Answer them, or leave the page.'
    """
    return SAY.blank.replace("{blank}", str(blank)).replace("{count}", str(count))

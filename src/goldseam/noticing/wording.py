"""The sentence behind each reading: what was seen, against what is usual, and how sure."""

from __future__ import annotations

from functools import lru_cache

from goldseam.noticing.standing import Kind

_TEXT = {
    Kind.FIRST: "This is the first score, so it is too early to say what is usual.",
    Kind.SECOND: "With two scores it is too early to say what is usual for this client.",
    Kind.ALL_TOP: "These ratings cannot tell us: every one so far is the best the scale allows.",
    Kind.ALL_BOTTOM: "These ratings cannot tell us: every one so far is the worst the scale allows.",
    Kind.MISSING: "There is no score at this session, so nothing new can be said.",
    Kind.WITHIN: "{score} lies within this client's usual {band}.",
    Kind.BELOW: "{score}, usually {band}: single days vary, {sure} chance of rupture.",
    Kind.ABOVE: "{score} is {better} than this client's usual {band}.",
    Kind.NEW: "{Worse} than {rare} of 100 expected sessions: worth asking, {sure} chance of rupture.",
    Kind.STILL: "Still {worse} than the usual {band}: {sure} that the rupture stays.",
    Kind.SINKING: "Scores stay away from the earlier usual, now {score}: {sure} chance of rupture.",
    Kind.BACK: "{score} is back within the usual {band} after the drop before it.",
    Kind.PART_BACK: "Part of the way back to {band}: {sure} that strain stays.",
}


@lru_cache(maxsize=200_000)
def because(
    kind: int, score: float, low: float, high: float, tenths: int, rare: int, higher_is_better: bool = True
) -> str:
    """The sentence of one reading. `tenths`: chance of a rupture in tenths; `rare`: of 100 quiet sessions.

    >>> because(Kind.NEW, 29, 34, 39, 7, 98)
    'Lower than 98 of 100 expected sessions: worth asking, 7 in 10 chance of rupture.'
    """
    worse, better = ("lower", "higher") if higher_is_better else ("higher", "lower")
    band = f"{number(low)} to {number(high)}" if low == low else "band"
    return _TEXT[Kind(kind)].format(
        score=number(score),
        band=band,
        worse=worse,
        Worse=worse.capitalize(),
        better=better,
        rare=rare,
        sure=how_sure(tenths),
    )


def how_sure(tenths: int) -> str:
    """A chance in words; never surer than 9 in 10, since no score is proof.

    >>> how_sure(0), how_sure(7), how_sure(10)
    ('under 1 in 10', '7 in 10', '9 in 10')
    """
    return "under 1 in 10" if tenths < 1 else f"{min(tenths, 9)} in 10"


def number(value: float) -> str:
    """A score as a person would write it.

    >>> number(36.0), number(3.0833333)
    ('36', '3.08')
    """
    return f"{value:.2f}".rstrip("0").rstrip(".") if value == value else ""

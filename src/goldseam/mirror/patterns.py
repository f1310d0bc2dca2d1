"""What hard hours have in common, over months and in words; silent where chance gives as much.

A pattern is two features that stand in the same entries more often than shuffled copies of the entries
give. It never says why, never counts what is absent, and never speaks about the person. The figures
behind the defaults: `benchmarks/patterns.py`; the choices: `docs/decisions/0014-mirror.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from goldseam.errors import BadInput
from goldseam.mirror.chance import Pairs, judge_pairs
from goldseam.mirror.features import Feature, Topic, features_of, said
from goldseam.mirror.wording import words
from goldseam.terms.therapist import Pattern, Reflection

FEWEST = 20  # entries before anything is said
TOGETHER = 5  # entries that hold both
SPAN_DAYS = 28  # from the first of them to the last
CHANCE = 0.02  # how often shuffled copies may give as much
SHUFFLES = 999
SEED = 20  # any fixed number: the same entries always give the same page
CONTEXT = frozenset({Topic.WHO, Topic.DAY, Topic.HOUR})
# What is held against what: each pair left out makes the others easier to see. Two contexts together are
# a timetable; two moments together are the same hour told twice.
_INNER = (Topic.FEELING, Topic.DEFAULT, Topic.AFTER)
COMPARED = {
    Topic.WHO: (Topic.MOMENT, Topic.FEELING, Topic.DEFAULT),
    Topic.DAY: (Topic.FEELING, Topic.DEFAULT),
    Topic.HOUR: _INNER,
    Topic.MOMENT: _INNER,
    Topic.SITUATION: _INNER,
    Topic.HELPED: (Topic.AFTER,),
    Topic.FEELING: (Topic.DEFAULT, Topic.AFTER),
    Topic.DEFAULT: (Topic.AFTER,),
    Topic.AFTER: (),
}


@dataclass(frozen=True)
class PatternWords:
    """What is said about patterns. In `sentences/patterns.toml`."""

    too_few: str
    none: str
    title_evenings: str
    title_entries: str
    sentence: str
    seen: str
    of_those: str
    expected: str
    chance: str
    chance_never: str
    not_why: str
    merged: str
    merged_chance: str
    comes_back: str
    comes_back_span: str
    comes_back_chance: str
    numbers: tuple[str, ...]
    months: tuple[str, ...]


SAY = words("patterns", PatternWords)


@dataclass(frozen=True)
class Looked:
    """What was found, or a sentence why nothing is said. `compared`: how many pairs were looked at."""

    patterns: tuple[Pattern, ...]
    said: str
    compared: int


def patterns(entries: Iterable[Reflection], seed: int = SEED, shuffles: int = SHUFFLES) -> Looked:
    """Look for what goes together more than chance gives, the surest first.

    Errors: BadInput where an entry has an unknown tag, two entries share an id, or `shuffles` is below 99.

    >>> patterns([]).said
    'Too few to say. From 20 entries on there is something to compare.'
    """
    if shuffles < 99:
        raise BadInput(f"{shuffles} shuffled copies were asked for. Ask for 99 or more.")
    ordered = in_order(entries)
    if len(ordered) < FEWEST:
        return Looked((), SAY.too_few.replace("{fewest}", str(FEWEST)), 0)
    columns, held = _columns(ordered)
    pairs = _pairs(columns)
    if not pairs:
        return Looked((), SAY.none, 0)
    topics = np.array([list(Topic).index(one.topic) for one in columns], dtype=np.int64)
    judged = judge_pairs(held, topics, pairs, shuffles, seed)
    found = [_pattern(ordered, columns, held, judged, n, shuffles) for n in _standing_out(judged)]
    lasting = tuple(one for one in found if _days(one) >= SPAN_DAYS)
    return Looked(lasting, "" if lasting else SAY.none, len(pairs))


def in_order(entries: Iterable[Reflection]) -> list[Reflection]:
    """Entries by day, hour and id. Errors: BadInput where two share an id."""
    ordered = sorted(entries, key=lambda one: (one.on, one.at is not None, str(one.at), one.id))
    if len({one.id for one in ordered}) < len(ordered):
        raise BadInput("Two entries have the same id. Give each entry its own.")
    return ordered


def _columns(
    ordered: Sequence[Reflection],
) -> tuple[list[Feature], np.ndarray[tuple[int, int], np.dtype[np.bool_]]]:
    """The features that at least TOGETHER entries hold, and which entries hold them.

    Rarer ones could never be a pattern; leaving them out before looking costs nothing (Tarone 1990).
    """
    held = [features_of(one) for one in ordered]
    counts: dict[Feature, int] = {}
    for features in held:
        for one in features:
            counts[one] = counts.get(one, 0) + 1
    columns = sorted(one for one, count in counts.items() if count >= TOGETHER)
    return columns, np.array([[one in features for one in columns] for features in held], dtype=np.bool_)


def _pairs(columns: Sequence[Feature]) -> list[tuple[int, int]]:
    """Pairs of columns whose topics are compared; columns are sorted, so the first opens the sentence."""
    return [
        (a, b)
        for a, one in enumerate(columns)
        for b, two in enumerate(columns)
        if two.topic in COMPARED[one.topic]
    ]


def _standing_out(judged: Pairs) -> list[int]:
    good = np.flatnonzero((judged.anywhere <= CHANCE) & (judged.together >= TOGETHER))
    return sorted(good.tolist(), key=lambda n: (judged.anywhere[n], judged.alone[n]))


def _pattern(
    ordered: Sequence[Reflection],
    columns: Sequence[Feature],
    held: np.ndarray[tuple[int, int], np.dtype[np.bool_]],
    judged: Pairs,
    n: int,
    shuffles: int,
) -> Pattern:
    a, b = int(judged.one[n]), int(judged.two[n])
    with_both = [one for one, both in zip(ordered, held[:, a] & held[:, b], strict=True) if both]
    chance = float(judged.anywhere[n])
    one, two = said(columns[a]), said(columns[b])
    because = _fill(
        " ".join((SAY.seen, SAY.of_those, SAY.expected, _chance_words(chance, shuffles), SAY.not_why)),
        together=len(with_both),
        first=_month(with_both[0].on),
        last=_month(with_both[-1].on),
        one=one.name,
        one_count=int(held[:, a].sum()),
        two=two.name,
        two_count=int(held[:, b].sum()),
        expected=f"{judged.expected[n]:.0f}",
    )
    return Pattern(
        name=_fill(SAY.sentence, if_=one.if_, then=two.then),
        entries=tuple(each.id for each in with_both),
        because=because,
        p_chance=chance,
        key=f"{columns[a]}+{columns[b]}",
        first=with_both[0].on,
        last=with_both[-1].on,
    )


def _chance_words(chance: float, shuffles: int) -> str:
    """The figure in words: how many of the shuffled copies give as much anywhere among the pairs."""
    times = round(chance * (shuffles + 1)) - 1
    said_so = SAY.chance if times else SAY.chance_never
    return _fill(said_so, times=times, shuffles=shuffles)


def title(pattern: Pattern, entries: Iterable[Reflection]) -> str:
    """The line above the entries of a pattern.

    >>> from datetime import date, time
    >>> two = [Reflection(str(n), date(2026, 3, n), "", at=time(19)) for n in (2, 9)]
    >>> title(Pattern("", ("2", "9"), "", 0.01), two)
    'These two evenings have something in common'
    """
    mine = [one for one in entries if one.id in pattern.entries]
    evenings = all(one.at is not None and one.at.hour >= 17 for one in mine)
    return _fill(SAY.title_evenings if evenings else SAY.title_entries, count=_number(len(mine)))


def _number(count: int) -> str:
    return SAY.numbers[count] if count < len(SAY.numbers) else str(count)


def _month(day: date) -> str:
    return f"{SAY.months[day.month - 1]} {day.year}"


def _days(pattern: Pattern) -> int:
    return (pattern.last - pattern.first).days if pattern.first and pattern.last else 0


def _fill(text: str, **values: object) -> str:
    """Put values into braces, one pass, so that a person's own braces stay as they are."""
    for key, value in values.items():
        text = text.replace("{" + key + "}", str(value))
    return text


@dataclass(frozen=True)
class ComesBack:
    """A feature that several entries hold. Only what is written about; no sign of a tie."""

    feature: Feature
    name: str
    entries: tuple[str, ...]
    because: str


def comes_back(entries: Iterable[Reflection]) -> tuple[ComesBack, ...]:
    """Moments, situations, feelings, defaults and what helped that keep coming back, oftenest first.

    A feature has to be in TOGETHER entries or more, over SPAN_DAYS days; below FEWEST entries: nothing.
    """
    ordered = in_order(entries)
    if len(ordered) < FEWEST:
        return ()
    columns, held = _columns(ordered)
    found = []
    for n, one in enumerate(columns):
        mine = [entry for entry, holds in zip(ordered, held[:, n], strict=True) if holds]
        if one.topic not in CONTEXT and (mine[-1].on - mine[0].on).days >= SPAN_DAYS:
            found.append(_comes_back(one, mine))
    return tuple(sorted(found, key=lambda it: (-len(it.entries), it.feature)))


def _comes_back(one: Feature, mine: Sequence[Reflection]) -> ComesBack:
    span = _fill(SAY.comes_back_span, count=len(mine), first=_month(mine[0].on), last=_month(mine[-1].on))
    name = _fill(SAY.comes_back, name=said(one).name)
    return ComesBack(one, name, tuple(each.id for each in mine), f"{span} {SAY.comes_back_chance}")

"""What the therapist makes of a pattern: names it, puts two together, sets one aside. Or takes it back.

Decisions are kept as facts and applied anew each time, so that patterns found again keep their names, and
leaving out the last decision gives the earlier page back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from goldseam.errors import BadInput
from goldseam.mirror.patterns import SAY
from goldseam.terms.therapist import Pattern


@dataclass(frozen=True)
class Named:
    """The therapist's own words for a pattern."""

    key: str
    name: str


@dataclass(frozen=True)
class Merged:
    """Two or more patterns that are one to the therapist."""

    keys: tuple[str, ...]
    name: str


@dataclass(frozen=True)
class Dismissed:
    """A pattern that says nothing to the therapist. It is not shown again."""

    key: str


Decision = Named | Merged | Dismissed


def name(pattern: Pattern, own_words: str) -> Named:
    """Name a pattern in one's own words. Errors: BadInput where the name is empty.

    >>> name(Pattern("", (), "", 0.01, "a+b"), " The eager teacher ").name
    'The eager teacher'
    """
    return Named(pattern.key, _worded(own_words))


def merge(patterns: Iterable[Pattern], own_words: str) -> Merged:
    """Put patterns together under one name. Errors: BadInput for fewer than two, or an empty name."""
    keys = tuple(sorted({one.key for one in patterns}))
    if len(keys) < 2:
        raise BadInput(f"{len(keys)} pattern was given. Choose two or more to put together.")
    return Merged(keys, _worded(own_words))


def dismiss(pattern: Pattern) -> Dismissed:
    """Set a pattern aside."""
    return Dismissed(pattern.key)


def _worded(own_words: str) -> str:
    if not own_words.strip():
        raise BadInput("The name is empty. Write a word or two, or leave the pattern as it is.")
    return own_words.strip()


def shaped(patterns: Iterable[Pattern], decisions: Sequence[Decision]) -> tuple[Pattern, ...]:
    """Patterns as the therapist has shaped them, decisions in order; what is not found now waits silently.

    >>> one, two = Pattern("x", ("1",), "", 0.01, "a+b"), Pattern("y", ("2",), "", 0.02, "a+c")
    >>> [each.key for each in shaped([one, two], [dismiss(one)])]
    ['a+c']
    """
    known = {one.key: one for one in patterns}
    for decision in decisions:
        if isinstance(decision, Dismissed):
            known.pop(decision.key, None)
        elif isinstance(decision, Named) and decision.key in known:
            known[decision.key] = replace(known[decision.key], name=decision.name)
        elif isinstance(decision, Merged):
            known = _merged(known, decision)
    return tuple(known.values())


def _merged(known: dict[str, Pattern], decision: Merged) -> dict[str, Pattern]:
    """The merged pattern stands where its first part stood; its chance is that of its weakest part."""
    parts = [known[key] for key in decision.keys if key in known]
    if len(parts) < 2:
        return known
    whole = _together(parts, decision)
    first = next(key for key in known if key in decision.keys)
    return {
        (whole.key if key == first else key): (whole if key == first else one)
        for key, one in known.items()
        if key == first or key not in decision.keys
    }


def _together(parts: Sequence[Pattern], decision: Merged) -> Pattern:
    entries = dict.fromkeys(entry for one in parts for entry in one.entries)
    names = "; ".join(one.name.removesuffix(".") for one in parts)
    because = " ".join(
        (SAY.merged.replace("{names}", names), *(one.because for one in parts), SAY.merged_chance)
    )
    return Pattern(
        name=decision.name,
        entries=tuple(entries),
        because=because,
        p_chance=max(one.p_chance for one in parts),
        key=" & ".join(decision.keys),
        first=min((one.first for one in parts if one.first), default=None),
        last=max((one.last for one in parts if one.last), default=None),
    )

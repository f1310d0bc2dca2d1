"""A draft with the coach's marks in it, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

KINDS = {
    "justification": _("Explaining"),
    "conditional_apology": _("Sorry, with a condition"),
    "blame": _("Puts it on them"),
    "over_apology": _("Sorry more than once"),
    "seeks_reassurance": _("Asks them to look after you"),
    "promise": _("A promise that may not hold"),
    "interpretation": _("Explains the client"),
    "lecture": _("Teaches"),
    "too_long": _("Long"),
    "names_moment": _("Names the moment"),
    "owns_part": _("Owns a part"),
    "validates": _("Sees it from there"),
    "invites": _("Invites an answer"),
    "offers_change": _("Offers a change"),
}
THERE = frozenset({"names_moment", "owns_part", "validates", "invites", "offers_change"})
STANDING = {"there": _("there"), "partly": _("partly"), "not_yet": _("not yet")}


@dataclass(frozen=True)
class Piece:
    """A piece of the draft; `kind` empty where nothing was marked. `good` where it is there already."""

    text: str
    kind: str = ""
    good: bool = False
    number: int = 0


@dataclass(frozen=True)
class Note:
    """What is said about one marked piece; `again` where the same was said of an earlier one."""

    number: int
    kind: str
    words: str
    because: str
    instead: str
    again: bool = False


@dataclass(frozen=True)
class Read:
    """A draft as the coach read it. `gate`: the reason to stop, then nothing else is shown.

    `doubted`: the reason is a doubt only, and the draft can be read all the same.
    """

    gate: str
    doubted: bool
    pieces: tuple[Piece, ...]
    reconsider: tuple[Note, ...]
    there: tuple[Note, ...]
    criteria: tuple[tuple[str, str], ...]


def marked(text: str, coaching: Any) -> Read:
    """The draft cut at its marks, and the notes; overlapping marks share the first one's place."""
    spans = sorted(coaching.spans, key=lambda one: (one.start, -one.end))
    said = [(one.because, one.instead) for one in spans]
    notes = [
        Note(
            number,
            gettext(KINDS[_name(one)]),
            text[one.start : one.end],
            one.because,
            one.instead,
            said[number - 1] in said[: number - 1],
        )
        for number, one in enumerate(spans, 1)
    ]
    good = [_name(one) in THERE for one in spans]
    return Read(
        gate=coaching.gate or "",
        doubted=coaching.doubted,
        pieces=tuple(_pieces(text, spans)),
        reconsider=tuple(note for note, fine in zip(notes, good, strict=True) if not fine),
        there=tuple(note for note, fine in zip(notes, good, strict=True) if fine),
        criteria=tuple((one.says, gettext(STANDING[one.standing.value])) for one in coaching.criteria),
    )


def _name(span: Any) -> str:
    return str(span.kind.value)


def _pieces(text: str, spans: list[Any]) -> list[Piece]:
    found: list[Piece] = []
    at = 0
    for number, one in enumerate(spans, 1):
        if one.start < at or one.end - one.start >= len(text):
            continue
        if one.start > at:
            found.append(Piece(text[at : one.start]))
        found.append(Piece(text[one.start : one.end], _name(one), _name(one) in THERE, number))
        at = one.end
    return [*found, Piece(text[at:])] if at < len(text) else found

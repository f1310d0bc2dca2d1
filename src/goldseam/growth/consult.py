"""One page for a supervisor or a peer: the sheet, and the fifteen minutes it is for."""

from __future__ import annotations

from dataclasses import dataclass

from goldseam.errors import BadInput
from goldseam.growth.wording import table, words

PEER_MINUTES = 15


@dataclass(frozen=True)
class ConsultWords:
    """What the sheet and the timer say. In `sentences/consult.toml`."""

    title: str
    purpose: str
    want: str
    moment: str
    tried: str
    rehearsal: str
    stays: str
    empty: str
    want_hint: str
    contract: str
    over: str
    wants: tuple[str, ...]


SAY = words("sentences/consult.toml", ConsultWords)


@dataclass(frozen=True)
class Sheet:
    """A supervision sheet. `moment` is one moment; each part may be empty, except that one of them is not."""

    moment: str = ""
    purpose: str = ""
    want: str = ""
    tried: str = ""
    rehearsal: str = ""


@dataclass(frozen=True)
class Part:
    """One part of the sheet as it is shown: its heading and the therapist's words."""

    id: str
    heading: str
    words: str


def sheet(moment: str = "", purpose: str = "", want: str = "", tried: str = "", rehearsal: str = "") -> Sheet:
    """A sheet from the therapist's words. Errors: BadInput where all of it is empty."""
    made = Sheet(moment.strip(), purpose.strip(), want.strip(), tried.strip(), rehearsal.strip())
    if made == Sheet():
        raise BadInput(SAY.empty)
    return made


def parts(made: Sheet) -> tuple[Part, ...]:
    """The parts that hold words, in the order of the page: purpose, want, moment, tried, rehearsal.

    >>> [one.heading for one in parts(sheet("She went quiet.", want="Only listen"))]
    ['What I want from you', 'One moment']
    """
    order = (
        Part("purpose", SAY.purpose, made.purpose),
        Part("want", SAY.want, made.want),
        Part("moment", SAY.moment, made.moment),
        Part("tried", SAY.tried, made.tried),
        Part("rehearsal", SAY.rehearsal, made.rehearsal),
    )
    return tuple(one for one in order if one.words)


@dataclass(frozen=True)
class Stretch:
    """A stretch of the fifteen minutes: whose turn, what for, and its start and length in seconds."""

    id: str
    text: str
    who: str
    start: int
    seconds: int


def peer_plan() -> tuple[Stretch, ...]:
    """The fifteen minutes with a peer, stretch by stretch.

    >>> [(one.id, one.start // 60) for one in peer_plan()][:3]
    [('arrive', 0), ('tell', 1), ('clarify', 4)]
    """
    found: list[Stretch] = []
    for row in table("sentences/consult.toml")["minute"]:
        start = found[-1].start + found[-1].seconds if found else 0
        found.append(Stretch(row["id"], row["text"], row["who"], start, row["minutes"] * 60))
    return tuple(found)


def now_at(seconds: float) -> Stretch | None:
    """The stretch at so many seconds after the start; None once the time is up.

    Errors: BadInput for a time before the start.

    >>> now_at(61).id, now_at(900)
    ('tell', None)
    """
    if not seconds >= 0:
        raise BadInput(f"The time {seconds:g} lies before the start. Give seconds from 0 on.")
    return next((one for one in peer_plan() if one.start <= seconds < one.start + one.seconds), None)

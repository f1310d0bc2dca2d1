"""An episode's life: where it stands, and whether a new sign belongs to it.

A status is never stored. It is folded from the facts in the order of their counter, because a
clock can jump and a counter cannot. The table below is the whole rule; docs/reference/episode-states.md
prints it for people, and tests/spec/episodes.toml says the same with a reason a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import Enum

from goldseam.terms.rupture import Episode, EpisodeStatus, Fact, FactKind, Judge, Outcome

S = EpisodeStatus


class Event(Enum):
    """What a fact means for the status. Only the therapist's judgement moves it; the others stand beside."""

    NOTICED = "noticed"
    CONFIRMED = "confirmed"
    NOT_A_RUPTURE = "not_a_rupture"
    PLANNED = "planned"
    ATTEMPTED = "attempted"
    SAID_STILL_OPEN = "said_still_open"
    SAID_PARTLY = "said_partly_mended"
    SAID_MENDED = "said_mended"
    SAID_ENDED = "said_ended_without_repair"
    OTHER_VOICE = "other_voice"
    CLOSED = "closed"
    REOPENED = "reopened"


SETTLED = frozenset({S.MENDED, S.ENDED_WITHOUT_REPAIR, S.SET_ASIDE, S.SET_DOWN})
OPEN = frozenset(S) - SETTLED
_SAID = {
    Outcome.STILL_OPEN: Event.SAID_STILL_OPEN,
    Outcome.PARTLY_MENDED: Event.SAID_PARTLY,
    Outcome.MENDED: Event.SAID_MENDED,
    Outcome.ENDED_WITHOUT_REPAIR: Event.SAID_ENDED,
}
_BARE = {  # the other kinds of fact each mean one event
    FactKind.NOTICED: Event.NOTICED,
    FactKind.CONFIRMED: Event.CONFIRMED,
    FactKind.NOT_A_RUPTURE: Event.NOT_A_RUPTURE,
    FactKind.PLANNED: Event.PLANNED,
    FactKind.ATTEMPTED: Event.ATTEMPTED,
    FactKind.CLOSED: Event.CLOSED,
    FactKind.REOPENED: Event.REOPENED,
}


def _every(becomes: EpisodeStatus, among: Iterable[EpisodeStatus]) -> dict[EpisodeStatus, EpisodeStatus]:
    return dict.fromkeys(among, becomes)


# Event -> the statuses it changes, and into what. A status that is not named stays as it is.
TABLE: dict[Event, dict[EpisodeStatus, EpisodeStatus]] = {
    Event.NOTICED: {},
    Event.CONFIRMED: _every(S.OPEN, (S.NOTICED, S.SET_ASIDE)),
    Event.NOT_A_RUPTURE: _every(S.SET_ASIDE, S),
    # What is partly mended is not lost by planning or trying further; only a judgement changes it.
    Event.PLANNED: _every(S.PLANNED, (S.NOTICED, S.OPEN, S.ATTEMPTED)),
    Event.ATTEMPTED: _every(S.ATTEMPTED, (S.NOTICED, S.OPEN, S.PLANNED)),
    Event.SAID_STILL_OPEN: _every(
        S.OPEN, (S.NOTICED, S.PARTLY_MENDED, S.MENDED, S.ENDED_WITHOUT_REPAIR, S.SET_ASIDE)
    ),
    Event.SAID_PARTLY: _every(S.PARTLY_MENDED, frozenset(S) - {S.SET_DOWN}),
    Event.SAID_MENDED: _every(S.MENDED, S),
    Event.SAID_ENDED: _every(S.ENDED_WITHOUT_REPAIR, S),
    Event.OTHER_VOICE: {},
    Event.CLOSED: _every(S.SET_DOWN, OPEN),
    Event.REOPENED: _every(S.OPEN, (S.NOTICED, S.PARTLY_MENDED, *SETTLED)),
}


def event_of(fact: Fact) -> Event:
    """Say what a fact means for the status.

    A judgement by the client or the ratings, or one without an outcome, is another voice.

    >>> event_of(Fact(FactKind.JUDGED, 1, judge=Judge.CLIENT, outcome=Outcome.MENDED)).value
    'other_voice'
    """
    if fact.kind is not FactKind.JUDGED:
        return _BARE[fact.kind]
    if fact.judge is not Judge.THERAPIST or fact.outcome is None:
        return Event.OTHER_VOICE
    return _SAID[fact.outcome]


def after(status: EpisodeStatus, fact: Fact) -> EpisodeStatus:
    """The status that one more fact leads to.

    >>> after(EpisodeStatus.NOTICED, Fact(FactKind.CONFIRMED, 2)).value
    'open'
    """
    return TABLE[event_of(fact)].get(status, status)


def standing(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts that count, in the order of their counter; undone ones are left out."""
    return tuple(sorted((fact for fact in facts if not fact.undone), key=lambda fact: fact.order))


def status(facts: Sequence[Fact]) -> EpisodeStatus:
    """Derive where an episode stands from its facts, given in any order. No fact at all: noticed.

    >>> noticed, tried = Fact(FactKind.NOTICED, 1, session=7), Fact(FactKind.ATTEMPTED, 2, session=8)
    >>> status([tried, noticed]).value
    'attempted'
    """
    found = EpisodeStatus.NOTICED
    for fact in standing(facts):
        found = after(found, fact)
    return found


def is_open(status: EpisodeStatus) -> bool:
    """Whether something may still be done: everything but mended, ended, set aside and set down.

    >>> is_open(EpisodeStatus.PARTLY_MENDED), is_open(EpisodeStatus.MENDED)
    (True, False)
    """
    return status in OPEN


def said_outcome(facts: Sequence[Fact]) -> Outcome | None:
    """The therapist's latest word on the outcome, None where there is none.

    It lets a page say "set down, partly mended".
    """
    said = (f for f in reversed(standing(facts)) if f.kind is FactKind.JUDGED and f.judge is Judge.THERAPIST)
    return next((fact.outcome for fact in said if fact.outcome is not None), None)


def onset(facts: Sequence[Fact]) -> int | None:
    """The number of the first session any witness noticed it at, None where no session is named."""
    found = [f.session for f in standing(facts) if f.kind is FactKind.NOTICED and f.session is not None]
    return min(found, default=None)


def joins(facts: Sequence[Fact], session: int | None) -> bool:
    """Whether a sign at `session` (its number; None: no session named) belongs to this episode.

    An open episode takes in every sign from one session before its onset on: a rupture noticed twice
    in a row is one rupture. A settled one takes in only what lies inside it, before its last session;
    a sign at that session or later opens a new episode, so that nothing new is swallowed. What the
    therapist set aside takes in nothing: another voice about it is asked about again.

    >>> seen, mended = Fact(FactKind.NOTICED, 1, session=7), Fact(
    ...     FactKind.JUDGED, 2, session=9, judge=Judge.THERAPIST, outcome=Outcome.MENDED)
    >>> joins([seen], 8), joins([seen, mended], 8), joins([seen, mended], 12)
    (True, True, False)
    """
    now, first = status(facts), onset(facts)
    if is_open(now):
        return session is None or first is None or session >= first - 1
    if now is EpisodeStatus.SET_ASIDE or session is None or first is None:
        return False
    last = max(fact.session for fact in standing(facts) if fact.session is not None)
    return first <= session < last


def open_or_join(known: Sequence[Episode], alliance: str, noticed: Fact, new_id: str) -> Episode:
    """Give the episode a new sign belongs to, with the sign in it: a known one, else a new one.

    `known` may hold other alliances' episodes; they are never joined. The latest fitting episode
    is taken. The same sign given twice is kept once. The fact's `order` is set to the next in line.

    >>> first = open_or_join([], "a", Fact(FactKind.NOTICED, 1, session=7, because="fell"), "e1")
    >>> again = open_or_join([first], "a", Fact(FactKind.NOTICED, 1, session=8, because="low"), "e2")
    >>> again.id, len(again.facts)
    ('e1', 2)
    """
    fitting = [e for e in known if e.alliance == alliance and joins(e.facts, noticed.session)]
    if not fitting:
        return Episode(new_id, alliance, (noticed,))
    found = max(fitting, key=lambda e: onset(e.facts) or 0)
    if any(_same(fact, noticed) for fact in found.facts):
        return found
    order = max(fact.order for fact in found.facts) + 1 if found.facts else noticed.order
    return replace(found, facts=(*found.facts, replace(noticed, order=order)))


def _same(fact: Fact, other: Fact) -> bool:
    """Whether two facts say the same, whatever their place in line."""
    return not fact.undone and replace(fact, order=0, on=None) == replace(other, order=0, on=None)

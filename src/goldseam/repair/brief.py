"""The page before a session: 45 seconds to read, then a box that becomes the attempt.

At 200 words a minute, 45 seconds are 150 words. Long texts of one's own are shortened here only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from goldseam.repair.episodes import is_open, onset, standing, status
from goldseam.repair.guide import Lean
from goldseam.repair.plan import name_of
from goldseam.repair.wording import words
from goldseam.terms.rupture import Episode, Fact, FactKind, Marker, Reading, Strategy

MOST_WORDS = 150
# The most words each part may take; with our own sentences they stay within MOST_WORDS (tested).
OWN: dict[str, int] = {
    "client": 3,
    "words": 16,
    "stance": 10,
    "opening": 20,
    "avoid": 8,
    "boundary": 14,
    "question": 9,
}
EPISODES_SHOWN = 2
STRATEGIES_SHOWN = 1


@dataclass(frozen=True)
class Brief:
    """What a therapist reads before a session. An empty text means: leave that part out.

    `box` and `box_hint` open the answer to *How did it go?*, which `attempt_of` turns into a fact.
    """

    client: str
    last_rating: str
    episodes: tuple[str, ...]
    client_words: str
    stance: str
    opening: str
    not_to_do: str
    boundary: str
    questions: tuple[str, ...]
    box: str
    box_hint: str

    def lines(self) -> tuple[str, ...]:
        """All that is read, in reading order; the boundary or safety note comes first."""
        parts = (self.client, self.boundary, self.last_rating, *self.episodes, self.client_words, self.stance,
                 self.opening, self.not_to_do, *self.questions, self.box, self.box_hint)  # fmt: skip
        return tuple(part for part in parts if part)

    def count(self) -> int:
        """How many words there are to read."""
        return sum(len(line.split()) for line in self.lines())


@dataclass(frozen=True)
class OwnWords:
    """What the therapist has written for this session, and the client's own words; all may be empty."""

    client_words: str = ""
    stance: str = ""
    opening: str = ""
    not_to_do: str = ""
    boundary: str = ""
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class BriefWords:
    """What the brief says itself. In `wording.toml`, section `brief`."""

    no_rating: str
    too_early: str
    below: str
    within: str
    above: str
    nothing_open: str
    open_days: str
    open_today: str
    open_one_day: str
    open_session: str
    not_tried: str
    tried: str
    tried_at: str
    tried_somehow: str
    and_more: str
    stance: str
    no_opening: str
    not_to_do_any: str
    not_to_do_over_own: str
    not_to_do_deflect: str
    ask_withdrawal: tuple[str, ...]
    ask_confrontation: tuple[str, ...]
    ask_any: tuple[str, ...]
    ask_someone: str
    box: str
    box_hint: str
    shortened: str


SAY = words("brief", BriefWords)
_AVOID = {
    Lean.ANY: SAY.not_to_do_any,
    Lean.OVER_OWN: SAY.not_to_do_over_own,
    Lean.DEFLECT: SAY.not_to_do_deflect,
}
_ASK = {Marker.WITHDRAWAL: SAY.ask_withdrawal, Marker.CONFRONTATION: SAY.ask_confrontation}


def brief(
    client: str,
    readings: Sequence[Reading],
    episodes: Sequence[Episode],
    today: date,
    own: OwnWords | None = None,
    *,
    marker: Marker = Marker.UNKNOWN,
    lean: Lean = Lean.ANY,
    rests: str = "",
) -> Brief:
    """Put together what to know before a session; at most 150 words.

    Where the curious questions rest, for the reason given, only the facts and that reason remain: no stance,
    no opening, no questions.

    >>> page = brief("Heron", [], [], date(2026, 3, 2))
    >>> page.last_rating, page.questions
    ('No rating yet.', ('How was last time for you?', 'What have we not talked about?'))
    """
    own = own or OwnWords()
    safe = not rests
    first = (rests, "" if safe else SAY.ask_someone, _short(own.boundary, "boundary"))
    asked = own.questions[:2] or _ASK.get(marker, SAY.ask_any)[:2]
    return Brief(
        client=_short(client, "client"),
        last_rating=_last_rating(readings),
        episodes=_open_lines(episodes, today),
        client_words=_short(own.client_words, "words"),
        stance=_short(own.stance or SAY.stance, "stance") if safe else "",
        opening=_short(own.opening or SAY.no_opening, "opening") if safe else "",
        not_to_do=_short(own.not_to_do or _AVOID[lean], "avoid") if safe else "",
        boundary=" ".join(filter(None, first)),
        questions=tuple(_short(one, "question") for one in asked) if safe else (),
        box=SAY.box,
        box_hint=SAY.box_hint,
    )


def _short(text: str, part: str) -> str:
    """At most the words its part may take, whole sentences if any fit; what was shortened ends in …."""
    found = text.split()
    most = OWN[part]
    if len(found) <= most:
        return " ".join(found)
    ends = [at for at, word in enumerate(found[: most - 1], start=1) if word.endswith((".", "?", "…"))]
    return SAY.shortened.format(words=" ".join(found[: max(ends, default=most - 1)]))


def _last_rating(readings: Sequence[Reading]) -> str:
    rated = [reading for reading in readings if reading.score is not None]
    if not rated:
        return SAY.no_rating
    last = rated[-1]
    return _against_usual(last).format(session=last.session)


def _against_usual(last: Reading) -> str:
    if last.score is None or last.usual_low is None or last.usual_high is None:
        return SAY.too_early
    if last.score < last.usual_low:
        return SAY.below
    return SAY.above if last.score > last.usual_high else SAY.within


def _open_lines(episodes: Sequence[Episode], today: date) -> tuple[str, ...]:
    still_open = [one for one in episodes if is_open(status(one.facts))]
    if not still_open:
        return (SAY.nothing_open,)
    shown = tuple(_line(one, today) for one in still_open[:EPISODES_SHOWN])
    more = len(still_open) - EPISODES_SHOWN
    return (*shown, SAY.and_more.format(count=more)) if more > 0 else shown


def _line(episode: Episode, today: date) -> str:
    tried = [fact for fact in standing(episode.facts) if fact.kind is FactKind.ATTEMPTED]
    return " ".join(filter(None, (_since(episode, today), _tried(tried))))


def _since(episode: Episode, today: date) -> str:
    days = [fact.on for fact in standing(episode.facts) if fact.on is not None]
    if not days:
        first = onset(episode.facts)
        return "" if first is None else SAY.open_session.format(session=first)
    gone = (today - min(days)).days
    if gone <= 0:  # today, or a clock that was set back
        return SAY.open_today
    return SAY.open_one_day if gone == 1 else SAY.open_days.format(days=gone)


def _tried(attempts: Sequence[Fact]) -> str:
    if not attempts:
        return SAY.not_tried
    last = attempts[-1]
    names = "; ".join(name_of(one) for one in last.strategies[:STRATEGIES_SHOWN])
    when = SAY.tried if last.session is None else SAY.tried_at
    return when.format(session=last.session, strategies=names or SAY.tried_somehow)


class Went(Enum):
    """The first tap of *How did it go?*"""

    CAME_BACK = "came_back"
    NOT_TODAY = "not_today"
    NOT_HELD = "not_held"


def attempt_of(
    went: Went, order: int, session: int, strategies: Sequence[Strategy], on: date | None, line: str = ""
) -> Fact | None:
    """The attempt that an answer to *How did it go?* becomes; None where they did not come back to it.

    >>> attempt_of(Went.NOT_TODAY, 4, 9, (), None) is None
    True
    """
    if went is not Went.CAME_BACK:
        return None
    return Fact(FactKind.ATTEMPTED, order, session, strategies=tuple(strategies), because=line, on=on)

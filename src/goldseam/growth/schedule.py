"""When a skill may be worth practising again: by skill, spaced by FSRS, and silent.

Nothing here reminds, counts missed days or gives a total; being due means only that a page may offer it. The
spacing is the `fsrs` library's (Free Spaced Repetition Scheduler, default parameters, no random fuzz); it was
fitted on flash cards. That it suits the skill of replying is an assumption, not a finding.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum

from fsrs import Card, Rating, Scheduler, State

from goldseam.errors import BadInput
from goldseam.growth.kinds import MarkerKind
from goldseam.growth.wording import table, words


@dataclass(frozen=True)
class ScheduleWords:
    """What is said about when. In `sentences/schedule.toml`."""

    something: str
    nothing: str
    needed: str
    how_was_it: str


SAY = words("sentences/schedule.toml", ScheduleWords)


class Went(Enum):
    """How a reply came, in the therapist's own word; the machine's reading never sets it."""

    NOT_YET = "not_yet"
    WITH_EFFORT = "with_effort"
    IT_CAME = "it_came"
    EASILY = "easily"

    @property
    def said(self) -> str:
        """The word on the button."""
        said: str = table("sentences/schedule.toml")["went"][self.value]
        return said


_RATINGS = {
    Went.NOT_YET: Rating.Again,
    Went.WITH_EFFORT: Rating.Hard,
    Went.IT_CAME: Rating.Good,
    Went.EASILY: Rating.Easy,
}
# No steps of minutes: an evening has one try, and the soonest return is the next day.
_SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=365, enable_fuzzing=False)


@dataclass(frozen=True)
class Skill:
    """One marker kind and when it may come back. `stability` (days), `hardness` (1 to 10): FSRS's own."""

    kind: MarkerKind
    due: datetime
    last: datetime
    stability: float
    hardness: float


def practised(skill: Skill | None, kind: MarkerKind, went: Went, now: datetime) -> Skill:
    """The skill after a reply; `skill` None the first time. `now` needs a time zone.

    Errors: BadInput where `now` has no time zone or lies before the last practice, or the kinds differ.

    >>> first = practised(None, MarkerKind.DENIAL, Went.IT_CAME, datetime(2026, 3, 2, 20, tzinfo=UTC))
    >>> (first.due - first.last).days
    2
    """
    at = _utc(now)
    if skill is not None and skill.kind is not kind:
        raise BadInput(f"This is the skill {skill.kind.value!r}. Give the one for {kind.value!r}.")
    if skill is not None and at < skill.last:
        raise BadInput("This time lies before the last practice. Check the clock of this computer.")
    after, _ = _SCHEDULER.review_card(_card(skill, at), _RATINGS[went], at)
    return Skill(kind, after.due, at, float(after.stability or 0), float(after.difficulty or 0))


def _card(skill: Skill | None, at: datetime) -> Card:
    # The id is given because the library would take the clock for one, and wait.
    if skill is None:
        return Card(card_id=1, due=at)
    return Card(
        card_id=1,
        state=State.Review,
        stability=skill.stability,
        difficulty=skill.hardness,
        due=skill.due,
        last_review=skill.last,
    )


def _utc(now: datetime) -> datetime:
    if now.tzinfo is None:
        raise BadInput("The time has no time zone. Give a time with its zone.")
    return now.astimezone(UTC)


def offered(
    skills: Iterable[Skill], now: datetime, needed: Collection[MarkerKind] = ()
) -> tuple[MarkerKind, ...]:
    """The kinds a page may offer, quietly: what one's own work needs, then what is due, longest ago first.

    `needed`: marker kinds of one's own open episodes. There is no count of days and no list of what was left.

    >>> offered([], datetime(2026, 3, 2, tzinfo=UTC), [MarkerKind.SHIFT])
    (<MarkerKind.SHIFT: 'withdrawal: avoidant storytelling or topic shift'>,)
    """
    at = _utc(now)
    due = sorted((one for one in skills if one.due <= at), key=lambda one: (one.due, one.kind.value))
    return tuple(dict.fromkeys((*needed, *(one.kind for one in due))))


def line(kinds: Collection[MarkerKind]) -> str:
    """One quiet line for the page, the same however much is due."""
    return SAY.something if kinds else SAY.nothing

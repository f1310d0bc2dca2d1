"""Practice: a client line, one's reply, two readings side by side, once more with a change; in the vault.

Two rooms meet here: `repair.coach` reads the reply, `growth.criteria` judges it with what the coach found.
Lines from one's own moments come from `own_lines`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from uuid import UUID

from goldseam.acts import vault
from goldseam.acts.vault import Body, Kind
from goldseam.errors import BadInput
from goldseam.growth import criteria, exercises, progress, schedule
from goldseam.growth.criteria import Both, CoachFinding, ReplyReading, Seen
from goldseam.growth.exercises import Change, Reply
from goldseam.growth.kinds import MarkerKind
from goldseam.growth.progress import Done, Progress
from goldseam.growth.schedule import Skill, Went
from goldseam.repair.coach import MOST_CHARACTERS, Coaching, Span, coach
from goldseam.store.models import VaultRow
from goldseam.terms.therapist import Exercise


@dataclass(frozen=True)
class Try:
    """One reply to one line, as far as it has come. `change`: what was to be done otherwise, if anything."""

    row: VaultRow
    exercise: Exercise
    text: str
    change: Change | None
    own: Mapping[str, Seen]
    went: Went | None
    looked: bool = False

    @property
    def kind(self) -> MarkerKind:
        """The marker kind of the line."""
        return MarkerKind(self.exercise.marker)


@dataclass(frozen=True)
class Feedback:
    """A reply as the rules see it, beside the therapist's own rating; and the coach's marks in it."""

    reading: ReplyReading
    both: tuple[Both, ...]
    coaching: Coaching


# Which line


def own_exercises() -> list[Exercise]:
    """The lines made from one's own moments, the latest first."""
    return [_exercise(vault.body_of(row)) for row in vault.pages(Kind.EXERCISE)]


def exercise(id: str) -> Exercise:
    """A line of the library or one's own. Errors: BadInput where there is none."""
    mine = next((one for one in own_exercises() if one.id == id), None)
    return mine or exercises.exercise(id)


def choose(kind: str, difficulty: int = 1) -> Exercise:
    """A line of one kind that was not tried yet, where there is one. Errors: BadInput names the kinds."""
    return exercises.choose(kind_of(kind), difficulty, tried(), own_exercises())


def next_one(now: datetime) -> Exercise:
    """The line offered where nothing was chosen: one's own moments, then what is due, then what is new."""
    done = tried()
    mine = [one for one in own_exercises() if one.id not in done]
    if mine:
        return mine[0]
    known = {skill.kind for skill in skills()}
    new = [kind for kind in MarkerKind if kind not in known]
    kind = [*offered(now), *new, *MarkerKind][0]
    return exercises.choose(kind, _level(kind), done, own_exercises())


def _level(kind: MarkerKind) -> int:
    """The difficulty of the latest line of a kind; the plainest where it is new."""
    latest = next((one for one in tries() if one.kind is kind), None)
    return latest.exercise.difficulty if latest else exercises.EASIEST


def offered(now: datetime) -> tuple[MarkerKind, ...]:
    """The kinds that a page may offer, quietly: from one's own moments, then what is due."""
    done = tried()
    mine = [MarkerKind(one.marker) for one in own_exercises() if one.id not in done]
    return schedule.offered(skills(), now, mine)


def tried() -> set[str]:
    """The ids of lines that have a reply."""
    return {one.exercise.id for one in tries() if one.text}


def kind_of(value: str) -> MarkerKind:
    """A kind of moment by its code. Errors: BadInput."""
    if value not in {one.value for one in MarkerKind}:
        raise BadInput(f"{value!r} is no kind of moment. Choose one from the list.")
    return MarkerKind(value)


def _exercise(body: Body) -> Exercise:
    return Exercise(body["id"], body["line"], body["marker"], body["difficulty"], body["setting"])


def _packed(one: Exercise) -> Body:
    return asdict(one)


# A reply


def begin(one: Exercise, now: datetime, again: VaultRow | None = None) -> VaultRow:
    """Begin a reply to a line; `again`: the reply that is tried once more, with one change."""
    times = (vault.body_of(again)["times"] or 0) + 1 if again else None
    body = {
        "exercise": _packed(one),
        "text": "",
        "times": times,
        "own": {},
        "went": "",
        "at": now.isoformat(),
    }
    return vault.begin(Kind.REPLY, now, body)


def one_try(key: UUID | str) -> Try:
    """One reply. Errors: NotFound."""
    return _try(vault.page(key, Kind.REPLY))


def tries() -> list[Try]:
    """Every reply, latest first."""
    return [_try(row) for row in vault.pages(Kind.REPLY)]


def _try(row: VaultRow) -> Try:
    body = vault.body_of(row)
    line = _exercise(body["exercise"])
    times = body["times"]
    return Try(
        row,
        line,
        body["text"],
        exercises.again(line, times - 1) if times else None,
        {id: Seen(view) for id, view in body["own"].items()},
        Went(body["went"]) if body["went"] else None,
        body.get("looked", False),
    )


def reply(row: VaultRow, text: str, now: datetime) -> VaultRow:
    """Keep what one says. Errors: BadInput where it is longer than the coach reads."""
    if len(text) > MOST_CHARACTERS:
        raise BadInput(
            f"This has {len(text):,} characters. The coach reads up to {MOST_CHARACTERS:,}. "
            "Keep the words you would say first."
        )
    return vault.keep(row, now, text=text)


def rate(row: VaultRow, own: Mapping[str, Seen], went: Went | None, now: datetime) -> VaultRow:
    """Keep one's own rating and how it came. Nothing the rules see changes it."""
    known = {one.id for one in criteria.criteria(one_try(row.pk).kind)}
    if not own.keys() <= known:
        raise BadInput(f"This rating does not belong here. Allowed: {', '.join(sorted(known))}.")
    rated = {id: view.value for id, view in own.items()}
    vault.keep(row, now, own=rated, went=went.value if went else "", looked=True)
    return vault.finish(row, now)


def said_before(one: Try) -> str:
    """What was said to the same line before this try; empty where it is the first."""
    earlier = (each for each in tries() if each.row.created_at < one.row.created_at)
    return next((each.text for each in earlier if each.exercise.id == one.exercise.id), "")


def feedback(one: Try) -> Feedback:
    """What the coach and the criteria see. Errors: BadInput for an empty reply."""
    whole = coach(one.text, past_doubt=True)
    coaching = replace(whole, spans=tuple(span for span in whole.spans if not _spared(one.text, span)))
    reading = _read(one, coaching)
    return Feedback(reading, criteria.side_by_side(reading, one.own) if reading.judged else (), coaching)


def _spared(text: str, span: Span) -> bool:
    return criteria.is_spared(text, CoachFinding(span.kind.value, span.start, span.end))


def _read(one: Try, coaching: Coaching) -> ReplyReading:
    found = [CoachFinding(span.kind.value, span.start, span.end) for span in coaching.spans]
    nothing = one.change is not None and one.change.asks_nothing
    return criteria.read_reply(one.text, one.kind, found, coaching.gate, no_question=nothing)


def harder(one: Try) -> Exercise | None:
    """A harder line of the same kind."""
    return exercises.harder(one.exercise, tried())


def easier(one: Try) -> Exercise | None:
    """An easier line of the same kind."""
    return exercises.easier(one.exercise, tried())


# Over time


def skills() -> list[Skill]:
    """When each kind may come back: worked out anew from how the replies came, never kept."""
    found: dict[MarkerKind, Skill] = {}
    for one in sorted(tries(), key=lambda each: each.row.created_at):
        if one.went is not None:
            found[one.kind] = schedule.practised(found.get(one.kind), one.kind, one.went, one.row.created_at)
    return list(found.values())


def what_i_can_do() -> Progress:
    """Abilities with the words that show them: first and latest reply side by side."""
    return progress.progress(_done(one) for one in tries() if one.looked and one.text.strip())


def _done(one: Try) -> Done:
    reading = _read(one, coach(one.text, past_doubt=True))
    return Done(Reply(one.exercise, one.text, one.row.created_at), reading, one.own)

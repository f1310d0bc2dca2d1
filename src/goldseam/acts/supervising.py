"""One's own supervision, in the vault: with whom, how it was, what strained, what became of it.

The filter of `noticing` reads the supervisee's own check-ins, each beside earlier ones. It was built for
clients' ratings and says less here; the page says so. No supervisor sees any of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from goldseam import instruments
from goldseam.acts import vault
from goldseam.acts.vault import Kind
from goldseam.errors import BadInput
from goldseam.instruments import Questionnaire
from goldseam.mirror import supervising as room
from goldseam.mirror.supervising import Since
from goldseam.noticing.ratings import notice
from goldseam.store.models import VaultRow
from goldseam.terms.rupture import Reading, Standing
from goldseam.terms.scores import Response, Score, Trajectory

CHECK_IN = "supervision-check-in"
WATCHED = "alliance"


def form() -> Questionnaire:
    """The questions after a supervision."""
    return instruments.get(CHECK_IN)


def add(name: str, now: datetime) -> VaultRow:
    """Begin a page about supervision with someone. Errors: BadInput without a name."""
    if not name.strip():
        raise BadInput("The name is empty. Write a name or initials, whatever tells you who it is.")
    return vault.begin(Kind.SUPERVISOR, now, {"name": name.strip()[:60]}, finished=True)


def supervisors() -> list[tuple[VaultRow, str]]:
    """Everyone one has a page about."""
    return [(row, vault.body_of(row)["name"]) for row in vault.pages(Kind.SUPERVISOR)]


def supervisor(key: UUID | str) -> tuple[VaultRow, str]:
    """One of them. Errors: NotFound."""
    row = vault.page(key, Kind.SUPERVISOR)
    return row, vault.body_of(row)["name"]


@dataclass(frozen=True)
class Told:
    """What one notes after a supervision: answers by item, taps, words."""

    answers: Mapping[str, int]
    moments: Sequence[str] = ()
    note: str = ""


def note(who: VaultRow, told: Told, now: datetime) -> VaultRow:
    """Keep how one supervision was. Errors: BadInput where it is empty, or an answer is off the scale."""
    if not told.answers and not told.moments and not told.note.strip():
        raise BadInput("This note is empty. One answer or one tap is enough, or leave the page.")
    known = {one.id for one in room.moments()}
    values = {one.name: one.value for one in _scores(told.answers)}
    body = {
        "supervisor": str(who.pk), "on": timezone.localdate(now).isoformat(), "answers": dict(told.answers),
        "version": form().version, "values": values, "note": told.note.strip(),
        "moments": [one for one in told.moments if one in known],
        "asked": {}, "say": "", "since": Since.OPEN.value,
    }  # fmt: skip
    return vault.begin(Kind.SUPERVISION, now, body, finished=True)


def _scores(answers: Mapping[str, int]) -> tuple[Score, ...]:
    return instruments.score(form(), Response(CHECK_IN, form().version, tuple(sorted(answers.items()))))


@dataclass(frozen=True)
class Meeting:
    """One supervision as noted, with what is said of it."""

    row: VaultRow
    on: date
    body: vault.Body
    said: tuple[str, ...]
    strained: bool

    @property
    def since(self) -> Since:
        """What became of the strain, by one's own word."""
        return Since(self.body["since"])

    @property
    def is_open(self) -> bool:
        """Whether something is still to come back to."""
        return self.strained and self.since in {Since.OPEN, Since.PARTLY}


def meetings(who: VaultRow) -> list[Meeting]:
    """Every note about supervision with someone, oldest first; each read with earlier ones only."""
    pairs = [(row, vault.body_of(row)) for row in vault.pages(Kind.SUPERVISION)]
    mine = sorted(
        ((row, body) for row, body in pairs if body["supervisor"] == str(who.pk)),
        key=lambda pair: (pair[1]["on"], pair[0].created_at),
    )
    readings = _readings([body["values"].get(WATCHED) for _, body in mine])
    return [_meeting(row, body, one) for (row, body), one in zip(mine, readings, strict=True)]


def _readings(values: Sequence[float | None]) -> tuple[Reading, ...]:
    low, high, step, _ = instruments.trajectory_scale(form(), WATCHED)
    course = Trajectory(tuple(range(1, len(values) + 1)), tuple(values), low, high, step)
    return notice(course) if values else ()


def _meeting(row: VaultRow, body: vault.Body, reading: Reading) -> Meeting:
    seen = None if reading.score is None else reading
    strain = body["values"].get("strain")
    said = room.say(seen, strain, body["moments"])
    # A strain that only the filter carries on from earlier is not this meeting's own.
    new = seen if seen is not None and seen.status is Standing.STRAINED and seen.alert else None
    return Meeting(
        row, date.fromisoformat(body["on"]), body, said, room.is_strained(new, strain, body["moments"])
    )


def whole(row: VaultRow) -> list[VaultRow]:
    """What goes where a page goes: with a supervisor's page, every note about supervision with them."""
    return [row, *(one.row for one in meetings(row))] if row.kind == Kind.SUPERVISOR.value else [row]


def answer(row: VaultRow, question: str, words: str, now: datetime) -> VaultRow:
    """Keep an answer to one question; blank words pass it over."""
    asked = {**vault.body_of(row)["asked"], question: words.strip()}
    known = {one.id for one in room.questions()}
    return vault.keep(row, now, asked={key: said for key, said in asked.items() if key in known})


def keep_words(row: VaultRow, words: str, now: datetime) -> VaultRow:
    """What one would like to say to them."""
    return vault.keep(row, now, say=words.strip())


def settle(row: VaultRow, since: Since, now: datetime) -> VaultRow:
    """Say what became of it; it can be said anew at any time."""
    return vault.keep(row, now, since=since.value)


def meeting(key: UUID | str) -> tuple[VaultRow, str, Meeting]:
    """One note, with whom it was. Errors: NotFound."""
    row = vault.page(key, Kind.SUPERVISION)
    who, name = supervisor(vault.body_of(row)["supervisor"])
    return who, name, next(one for one in meetings(who) if one.row.pk == row.pk)

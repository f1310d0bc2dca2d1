"""Past scores from a table: look first, then let the good rows in and show the others with reasons."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from goldseam import instruments
from goldseam.acts import people
from goldseam.acts.looking import look_again
from goldseam.errors import BadInput, NotFound
from goldseam.interop.tables import Row, Table, read_table
from goldseam.store import journal
from goldseam.store.models import AllianceRow, Draft, ImportedFile, ScoreRow, SessionRow
from goldseam.terms.scores import Better

MISSING = frozenset({"", "na", "n/a", "nan", "-", ".", "missing", "null", "none"})


@dataclass(frozen=True)
class Scale:
    """What the numbers mean: an instrument's score, or a scale of the therapist's own."""

    instrument: str
    name: str
    low: float
    high: float
    step: float = 1.0
    better: Better = Better.HIGHER

    def __post_init__(self) -> None:
        if not self.low < self.high:
            raise BadInput(f"The lowest ({self.low:g}) lies above the highest ({self.high:g}). Swap them.")


@dataclass(frozen=True)
class Mapping:
    """Which column is which, by position; `session` or `day` is needed, -1 means none."""

    client: int
    score: int
    session: int = -1
    day: int = -1


@dataclass(frozen=True)
class GoodRow:
    """A row that can go in. `value` None is a missed form."""

    line: int
    client: str
    number: int | None
    day: date | None
    value: float | None


@dataclass(frozen=True)
class Look:
    """What an import would do, before it does it."""

    good: tuple[GoodRow, ...]
    bad: tuple[tuple[int, str], ...]
    new_clients: tuple[str, ...]
    seen_before: bool


@dataclass(frozen=True)
class Done:
    """What an import did. `kept` rows were in the book already and stay as they were."""

    rows: int
    clients: int
    kept: tuple[tuple[int, str], ...]
    noticed: int


def shipped_scale(instrument: str, name: str) -> Scale:
    """The scale of a shipped instrument's score."""
    low, high, step, better = instruments.trajectory_scale(instruments.get(instrument), name)
    return Scale(instrument, name, low, high, step, better)


def own_scale(title: str, low: float, high: float, step: float, better: Better) -> Scale:
    """A scale of the therapist's own, by its title."""
    tidy = " ".join(title.split())[:50]
    if not tidy:
        raise BadInput("Give the scale a name, so that later imports can join it.")
    scale = Scale(f"own:{tidy}", "total", low, high, step, better)
    if not 0 < step <= high - low:
        raise BadInput(f"A step of {step:g} does not fit between {low:g} and {high:g}.")
    return scale


def keep_file(name: str, data: bytes, now: datetime) -> str:
    """Read a file and keep its table, sealed, until it is mapped. Returns its place."""
    table = read_table(name, data)
    digest = hashlib.sha256(data).hexdigest()
    Draft.objects.filter(place__startswith="import:").delete()
    place = f"import:{digest}"
    Draft.objects.create(place=place, words=json.dumps(asdict(table)), at=now)
    return digest


def kept_table(digest: str) -> Table:
    """The table of a kept file. Errors: NotFound."""
    draft = Draft.objects.filter(place=f"import:{digest}").first()
    if draft is None:
        raise NotFound("This import is no longer waiting. Choose the file again.")
    raw = json.loads(draft.words)
    rows = tuple(Row(row["line"], tuple(row["cells"])) for row in raw["rows"])
    problems = tuple((line, why) for line, why in raw["problems"])
    return Table(tuple(raw["header"]), rows, problems)


def guess(table: Table) -> Mapping:
    """The likely columns, by their names."""
    names = [name.lower() for name in table.header]

    def find(*words: str) -> int:
        return next((i for i, name in enumerate(names) if any(word in name for word in words)), -1)

    return Mapping(
        client=max(find("client", "patient", "code", "person", "id"), 0),
        score=find("score", "total", "rating", "sum", "value"),
        session=find("session", "visit", "number"),
        day=find("date", "day"),
    )


def look(table: Table, mapping: Mapping, scale: Scale, digest: str = "") -> Look:
    """What would go in, and what would not, row by row."""
    good: list[GoodRow] = []
    bad = list(table.problems)
    seen: dict[tuple[str, int | date | None], int] = {}
    for row in table.rows:
        try:
            one = _row(row.line, row.cells, mapping, scale)
        except BadInput as problem:
            bad.append((row.line, str(problem)))
            continue
        key = (one.client, one.number if one.number is not None else one.day)
        if key in seen:
            bad.append((row.line, f"This client and session stand in line {seen[key]} already."))
            continue
        seen[key] = row.line
        good.append(one)
    new = sorted({one.client for one in good} - {person.code for person in people.clients()})
    before = bool(digest) and ImportedFile.objects.filter(digest=_digest(digest, mapping, scale)).exists()
    return Look(tuple(good), tuple(sorted(bad)), tuple(new), before)


def _digest(digest: str, mapping: Mapping, scale: Scale) -> str:
    return hashlib.sha256(f"{digest}|{mapping}|{scale}".encode()).hexdigest()


def _row(line: int, cells: tuple[str, ...], mapping: Mapping, scale: Scale) -> GoodRow:
    def cell(at: int) -> str:
        return cells[at].strip() if 0 <= at < len(cells) else ""

    client = people.tidy_code(cell(mapping.client))
    number = _number(cell(mapping.session)) if mapping.session >= 0 else None
    day = _day(cell(mapping.day)) if mapping.day >= 0 else None
    if number is None and day is None:
        raise BadInput("There is no session number and no date here.")
    return GoodRow(line, client, number, day, _value(cell(mapping.score), scale))


def _number(text: str) -> int | None:
    if not text:
        return None
    try:
        value = float(text)
    except ValueError as error:
        raise BadInput(f"The session {text[:20]!r} is not a number.") from error
    if value != int(value) or not 1 <= value <= 5_000:
        raise BadInput(f"The session {text[:20]!r} is not a whole number from 1 to 5000.")
    return int(value)


def _day(text: str) -> date | None:
    if not text:
        return None
    for pattern in ("%Y-%m-%d", "%d.%m.%Y", "%Y/%m/%d"):
        try:
            return datetime.strptime(text[:10], pattern).date()  # noqa: DTZ007 (a calendar day has no zone)
        except ValueError:
            continue
    raise BadInput(f"The date {text[:20]!r} is not like 2026-03-31 or 31.3.2026.")


def _value(text: str, scale: Scale) -> float | None:
    if text.lower() in MISSING:
        return None
    try:
        value = float(text.replace(",", "."))
    except ValueError as error:
        raise BadInput(f"The score {text[:20]!r} is not a number.") from error
    if not scale.low <= value <= scale.high:
        raise BadInput(f"The score {text[:20]} lies outside {scale.low:g} to {scale.high:g}.")
    return value


@transaction.atomic
def let_in(found: Look, mapping: Mapping, scale: Scale, digest: str, now: datetime) -> Done:
    """Let the good rows in, all of them or none; scores already there stay as they are."""
    by_client: dict[str, list[GoodRow]] = {}
    for row in found.good:
        by_client.setdefault(row.client, []).append(row)
    kept: list[tuple[int, str]] = []
    added = noticed = 0
    for code, rows in by_client.items():
        count, already, seen = _let_in_client(code, rows, scale, now)
        added += count
        noticed += seen
        kept.extend(already)
    ImportedFile.objects.update_or_create(
        digest=_digest(digest, mapping, scale), defaults={"rows": added, "at": now}
    )
    Draft.objects.filter(place=f"import:{digest}").delete()
    return Done(added, len(by_client), tuple(sorted(kept)), noticed)


def _let_in_client(
    code: str, rows: list[GoodRow], scale: Scale, now: datetime
) -> tuple[int, list[tuple[int, str]], int]:
    days = [row.day for row in rows if row.day]
    person = people.find_code(code) or people.add_client(code, now, started_on=min(days) if days else None)
    alliance = people.alliance_of(person)
    sessions = _sessions(alliance, rows, now)
    there = {
        row.session_id: row.value
        for row in ScoreRow.objects.filter(
            session__alliance=alliance, instrument=scale.instrument, name=scale.name
        )
    }
    new: list[ScoreRow] = []
    kept: list[tuple[int, str]] = []
    for row in rows:
        session = sessions[row.line]
        if session.pk in there:
            if there[session.pk] != row.value:
                kept.append((row.line, _differs(session.number, there[session.pk], row.value)))
            continue
        new.append(
            ScoreRow(
                session=session,
                instrument=scale.instrument,
                name=scale.name,
                value=row.value,
                low=scale.low,
                high=scale.high,
                step=scale.step,
                better=scale.better.value,
            )
        )
    journal.add_many(new, now)
    return len(new), kept, look_again(alliance, now) if new else 0


def _differs(number: int, there: float | None, given: float | None) -> str:
    def words(value: float | None) -> str:
        return "a missed form" if value is None else f"{value:g}"

    return f"Session {number} has {words(there)} in your book; the file says {words(given)}. Yours was kept."


def _sessions(alliance: AllianceRow, rows: list[GoodRow], now: datetime) -> dict[int, SessionRow]:
    """The session of each row, by line; those with a day only are numbered by day."""
    there = list(SessionRow.objects.filter(alliance=alliance).order_by("number"))
    by_number = {row.number: row for row in there}
    by_day = {row.held_on: row for row in there if row.held_on}
    found: dict[int, SessionRow] = {}
    new: list[SessionRow] = []
    top = max(by_number, default=0)
    for row in sorted(rows, key=lambda one: (one.number or 0, one.day or date.min)):
        session = by_number.get(row.number) if row.number is not None else by_day.get(row.day)
        if session is None:
            top = row.number if row.number is not None else top + 1
            session = SessionRow(alliance=alliance, number=top, held_on=row.day)
            by_number[top] = session
            if row.day:
                by_day[row.day] = session
            new.append(session)
        found[row.line] = session
    journal.add_many(new, now)
    return found

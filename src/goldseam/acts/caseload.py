"""The caseload: one quiet line a client."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from goldseam.acts import episodes, people
from goldseam.acts.series import Series, main_series
from goldseam.store.models import AllianceRow, ClientRow, SessionRow
from goldseam.terms.rupture import EpisodeStatus, Reading

RECENT = timedelta(days=60)


@dataclass(frozen=True)
class Line:
    """One client on the caseload. `reading` is the latest that the ratings gave, if any."""

    client: ClientRow
    alliance: AllianceRow
    sessions: int
    last: SessionRow | None
    series: Series | None
    reading: Reading | None
    open: tuple[episodes.View, ...]


@dataclass(frozen=True)
class OpenLine:
    """One open episode on the door. `fresh` means the last sixty days; the others wait below."""

    client: ClientRow
    episode: episodes.View
    because: str
    fresh: bool


def count() -> int:
    """How many clients the book has."""
    return len(people.clients())


def lines() -> list[Line]:
    """All clients: those with present work first, then by code."""
    found = [_line(person) for person in people.clients()]
    return sorted(found, key=lambda one: (one.alliance.ended_on is not None, one.client.code.casefold()))


def _line(person: ClientRow) -> Line:
    alliance = people.alliance_of(person)
    series = main_series(alliance)
    readings = series.readings() if series else ()
    rows = SessionRow.objects.filter(alliance=alliance).order_by("number")
    still = tuple(one for one in episodes.episodes_of(alliance) if one.is_open)
    return Line(
        person, alliance, rows.count(), rows.last(), series, readings[-1] if readings else None, still
    )


def open_lines(views: Iterable[episodes.View], today: date) -> list[OpenLine]:
    """Open episodes with why they are open, the freshest first."""
    found = []
    for one in views:
        client = one.row.alliance.client
        because = next((row.because for row in one.rows if row.because), "")
        found.append(OpenLine(client, one, because, _is_fresh(one, today)))
    return sorted(found, key=lambda line: (not line.fresh, -_latest(line.episode).toordinal()))


def _latest(view: episodes.View) -> date:
    days = [row.on for row in view.rows if row.on]
    return max(days) if days else date.min


def _is_fresh(view: episodes.View, today: date) -> bool:
    """An episode that is only noticed, long ago, waits quietly; work in hand does not."""
    return view.status is not EpisodeStatus.NOTICED or today - _latest(view) <= RECENT


def last_seen(line: Line, now: datetime) -> int | None:
    """Days since the last session with a day."""
    return (now.date() - line.last.held_on).days if line.last and line.last.held_on else None

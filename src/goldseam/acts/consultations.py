"""The consultation log: who was asked, when, what they advised, what was done with it."""

from __future__ import annotations

from datetime import date, datetime

from goldseam.acts import writings
from goldseam.acts.writings import Kind
from goldseam.safety.consult import Consulted, Taken, consulted
from goldseam.store.models import AllianceRow, WritingRow


def note(one: Consulted, now: datetime, alliance: AllianceRow | None = None) -> WritingRow:
    """Put a consultation in the log; about a client, or about none."""
    row = writings.begin(Kind.CONSULTATION, now, alliance=alliance, body=_body(one))
    return writings.finish(row, now)


def change(row: WritingRow, one: Consulted, now: datetime) -> WritingRow:
    """Correct an entry; what stood before is kept."""
    return writings.keep(row, now, **_body(one))


def _body(one: Consulted) -> dict[str, str]:
    asked = one.consultation
    return {
        "on": str(asked.on), "who": asked.who, "advice": asked.advice, "taken": one.taken.value,
        "because": one.because,
    }  # fmt: skip


def entry(key: object) -> WritingRow:
    """One entry. Errors: NotFound."""
    return writings.writing(str(key), Kind.CONSULTATION)


def read(row: WritingRow) -> Consulted:
    """An entry as the value that `safety.consult` reads."""
    body = writings.body_of(row)
    return consulted(
        date.fromisoformat(body["on"]), body["who"], body["advice"], Taken(body["taken"]), body["because"]
    )


def log(alliance: AllianceRow | None) -> list[tuple[WritingRow, Consulted]]:
    """The entries about one client, or those about none, latest first."""
    rows = WritingRow.objects.filter(kind=Kind.CONSULTATION.value, alliance=alliance)
    found = [(row, read(row)) for row in rows]
    return sorted(found, key=lambda one: (one[1].consultation.on, one[0].changed_at), reverse=True)

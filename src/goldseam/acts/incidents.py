"""The incident record: facts only, begun later, kept at every change, apart from every reflection."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from goldseam.acts import people, writings
from goldseam.acts.writings import Kind
from goldseam.safety import incident as facts
from goldseam.safety.incident import Incident
from goldseam.store.models import AllianceRow, ClientRow, WritingRow


def begin(now: datetime, client: ClientRow | None = None) -> WritingRow:
    """Start a record; about a client where one is known. It need not be about a client."""
    return writings.begin(Kind.INCIDENT, now, alliance=people.alliance_of(client) if client else None)


def record(key: object) -> WritingRow:
    """One record. Errors: NotFound."""
    return writings.writing(str(key), Kind.INCIDENT)


def keep(row: WritingRow, now: datetime, fields: Mapping[str, Any]) -> WritingRow:
    """Keep what stands on the page; a chosen client becomes whom it is about."""
    fields = dict(fields)
    client = fields.pop("client", "")
    if client:
        writings.belongs_to(row, alliance=people.alliance_of(people.client(client)))
    return writings.keep(row, now, **fields)


def incident_of(row: WritingRow) -> Incident:
    """The record as the value that `safety.incident` reads."""
    body = writings.body_of(row)
    texts = {part.value: str(body.get(part.value) or "") for part in facts.Part}
    return Incident(
        **{
            **texts,
            "day": date.fromisoformat(texts["day"]) if texts["day"] else None,
            "kinds": tuple(facts.Kind(one) for one in body.get("kinds", ())),
            "activity": facts.Activity(texts["activity"]) if texts["activity"] else None,
            "relation": facts.Relation(texts["relation"]) if texts["relation"] else None,
            "weapon": facts.Weapon(texts["weapon"]) if texts["weapon"] else None,
        }  # type: ignore[arg-type]
    )


def about(alliance: AllianceRow) -> list[WritingRow]:
    """The records about one client, latest first; empty ones are left out."""
    return [row for row in writings.of(alliance, Kind.INCIDENT) if writings.body_of(row)]


def all_records() -> list[WritingRow]:
    """Every record of the book, latest first; empty ones are left out, and those of removed clients."""
    rows = WritingRow.objects.filter(kind=Kind.INCIDENT.value, alliance__client__removed_at=None)
    found = rows.select_related("alliance__client").order_by("-changed_at")
    return [row for row in found if writings.body_of(row)]

"""The record in open formats: CSV tables, one JSON file, and the schema of both."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from goldseam.acts import episodes
from goldseam.interop.tables import safe_cell
from goldseam.store.models import (
    AllianceRow,
    ClientRow,
    EpisodeRow,
    FormRow,
    RiskFactRow,
    RiskReviewRow,
    ScoreRow,
    SessionRow,
)
from goldseam.terms.rupture import FactKind

FORMAT = "goldseam-export/1"
# table -> column -> (JSON type, what it means). The CSV columns come in this order.
TABLES: dict[str, dict[str, tuple[str, str]]] = {
    "clients": {"id": ("string", "UUID"), "code": ("string", "code name or initials")},
    "alliances": {
        "id": ("string", "UUID"),
        "client": ("string", "clients.id"),
        "started_on": ("string", "ISO date"),
        "ended_on": ("string", "ISO date or empty"),
        "ending": ("string", "planned, moved, client_left, without_repair, for_safety or empty"),
    },
    "sessions": {
        "id": ("string", "UUID"),
        "alliance": ("string", "alliances.id"),
        "number": ("integer", "from 1, within the alliance"),
        "held_on": ("string", "ISO date or empty"),
        "attendance": ("string", "held, late, missed or cancelled"),
    },
    "forms": {
        "id": ("string", "UUID"),
        "session": ("string", "sessions.id"),
        "instrument": ("string", "instrument id"),
        "version": ("string", "publication.language.revision"),
        "respondent": ("string", "client or therapist"),
        "way": ("string", "handed or typed"),
        "answers": ("string", "JSON object: item id to value; no question text"),
        "words": ("string", "what was written in free fields; only in an export with notes"),
    },
    "scores": {
        "session": ("string", "sessions.id"),
        "form": ("string", "forms.id, empty for an imported score"),
        "instrument": ("string", "instrument id"),
        "name": ("string", "score id"),
        "value": ("number", "empty where too many items were blank or the form is missing"),
        "low": ("number", "lowest possible"),
        "high": ("number", "highest possible"),
        "better": ("string", "higher or lower"),
    },
    "episode_facts": {
        "episode": ("string", "episodes with at least one fact that the therapist added"),
        "alliance": ("string", "alliances.id"),
        "order": ("integer", "counter within the episode"),
        "kind": ("string", "noticed, confirmed, not_a_rupture, planned, attempted, judged, closed, reopened"),
        "session": ("string", "sessions.id or empty"),
        "on": ("string", "ISO date or empty"),
        "witness": ("string", "who noticed"),
        "judge": ("string", "therapist, client, ratings or empty"),
        "outcome": ("string", "still_open, partly_mended, mended, ended_without_repair or empty"),
        "strategies": ("string", "JSON list of 3RS strategy names"),
        "because": ("string", "the reason given when noticed"),
        "words": ("string", "the therapist's own words; only in an export with notes"),
    },
    "risk_steps": {
        "review": ("string", "UUID of the review"),
        "client": ("string", "clients.id"),
        "reason": ("string", "the answer that opened it"),
        "kind": ("string", "the step, empty for the opening"),
        "on": ("string", "ISO date"),
        "words": ("string", "only in an export with notes"),
    },
}


def export(now: datetime, *, with_notes: bool = False) -> bytes:
    """The whole record as one zip file held in memory.

    Notes (free words) are left out unless asked for. Episodes that only the ratings noticed stay
    out: a notice belongs to the record when the therapist says so.
    """
    rows = {name: list(_rows(name, with_notes)) for name in TABLES}
    body = {"format": FORMAT, "exported_at": now.isoformat(), "with_notes": with_notes, **rows}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("README.txt", _READ_ME)
        packed.writestr("schema.json", json.dumps(schema(), indent=2))
        packed.writestr("goldseam.json", json.dumps(body, indent=1, ensure_ascii=False))
        for name, table in rows.items():
            packed.writestr(f"{name}.csv", _csv(name, table))
    return made.getvalue()


def schema() -> dict[str, Any]:
    """The JSON Schema of `goldseam.json`; the CSV tables have the same columns."""
    tables = {
        name: {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    column: {"type": [kind, "null"], "description": told}
                    for column, (kind, told) in columns.items()
                },
                "required": list(columns),
                "additionalProperties": False,
            },
        }
        for name, columns in TABLES.items()
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": FORMAT,
        "type": "object",
        "properties": {
            "format": {"const": FORMAT},
            "exported_at": {"type": "string"},
            "with_notes": {"type": "boolean"},
            **tables,
        },
        "required": ["format", "exported_at", "with_notes", *tables],
    }


_READ_ME = """This is an export of a goldseam book.
It is not encrypted: anyone who has this file can read it.
goldseam.json holds everything; the CSV tables hold the same, a table a file.
schema.json says what each column means.
Process notes, the private vault, recordings and transcripts are never in an export.
"""


def _csv(name: str, rows: list[dict[str, Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    columns = list(TABLES[name])
    writer.writerow(columns)
    writer.writerows([safe_cell(row[column]) for column in columns] for row in rows)
    return out.getvalue()


def _rows(name: str, with_notes: bool) -> Iterable[dict[str, Any]]:
    for values in _SOURCES[name](with_notes):
        yield {column: _plain(values.get(column)) for column in TABLES[name]}


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _clients(_: bool) -> Iterable[dict[str, Any]]:
    return ClientRow.objects.order_by("code").values("id", "code")


def _alliances(_: bool) -> Iterable[dict[str, Any]]:
    rows = AllianceRow.objects.filter(client__removed_at=None).order_by("started_on")
    return ({**row, "client": row["client_id"]} for row in rows.values())


def _sessions(_: bool) -> Iterable[dict[str, Any]]:
    rows = SessionRow.objects.filter(alliance__client__removed_at=None).order_by("alliance", "number")
    return ({**row, "alliance": row["alliance_id"]} for row in rows.values())


def _forms(with_notes: bool) -> Iterable[dict[str, Any]]:
    for row in FormRow.objects.filter(session__alliance__client__removed_at=None).order_by("created_at"):
        yield {
            **{name: getattr(row, name) for name in ("id", "instrument", "version", "respondent", "way")},
            "session": row.session_id,
            "answers": json.dumps(row.answers),
            "words": row.words if with_notes else "",
        }


def _scores(_: bool) -> Iterable[dict[str, Any]]:
    rows = ScoreRow.objects.filter(session__alliance__client__removed_at=None).order_by("created_at")
    return ({**row, "session": row["session_id"], "form": row["form_id"]} for row in rows.values())


def _episode_facts(with_notes: bool) -> Iterable[dict[str, Any]]:
    for episode in EpisodeRow.objects.filter(alliance__client__removed_at=None).order_by("created_at"):
        view = episodes.view(episode)
        if all(row.kind == FactKind.NOTICED.value and row.witness == "ratings" for row in view.rows):
            continue
        for row in view.rows:
            plain = ("order", "kind", "on", "witness", "judge", "outcome", "because")
            yield {
                **{name: getattr(row, name) for name in plain},
                "episode": episode.pk,
                "alliance": episode.alliance_id,
                "session": row.session_id,
                "strategies": json.dumps(row.strategies),
                "words": row.words if with_notes else "",
            }


def _risk_steps(with_notes: bool) -> Iterable[dict[str, Any]]:
    for review in RiskReviewRow.objects.filter(client__removed_at=None).order_by("created_at"):
        same = {"review": review.pk, "client": review.client_id, "reason": review.reason}
        yield {**same, "kind": "", "on": review.created_at.date(), "words": ""}
        for row in RiskFactRow.objects.filter(review=review).order_by("order"):
            yield {**same, "kind": row.kind, "on": row.on, "words": row.words if with_notes else ""}


_SOURCES = {
    "clients": _clients,
    "alliances": _alliances,
    "sessions": _sessions,
    "forms": _forms,
    "scores": _scores,
    "episode_facts": _episode_facts,
    "risk_steps": _risk_steps,
}

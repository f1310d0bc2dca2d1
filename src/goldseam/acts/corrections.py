"""What changed, and undo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from goldseam.acts.looking import look_again
from goldseam.errors import NotFound
from goldseam.store import erasing, journal
from goldseam.store.models import Change, EpisodeFactRow, FormRow, ScoreRow

QUIET_TABLES = frozenset({"scorerow"})
QUIET_FIELDS = frozenset({"created_at", "removed_at"})


@dataclass(frozen=True)
class Shown:
    """A change as a person can read it: never a sealed text, only that it changed."""

    id: int
    at: datetime
    table: str
    kind: str
    fields: tuple[tuple[str, str, str], ...]
    can_undo: bool


def recent(now: datetime, most: int = 100) -> list[Shown]:
    """The latest changes, newest first; scores follow their form and are left out."""
    rows = Change.objects.exclude(table__in=QUIET_TABLES).order_by("-id")[:most]
    return [_shown(row, now) for row in rows]


def _shown(row: Change, now: datetime) -> Shown:
    before, after = row.before or {}, row.after or {}
    fields = tuple(
        (name, _said(before[name]), _said(after.get(name)))
        for name in before
        if after and before[name] != after.get(name) and name not in QUIET_FIELDS
    )
    young = now - row.at <= journal.UNDO_FOR
    undone = row.kind == "restored" or erasing.is_let_go(row) or Change.objects.filter(undoes=row).exists()
    return Shown(row.id, row.at, row.table, row.kind, fields, young and not undone)


def _said(value: object) -> str:
    if isinstance(value, dict) and "sealed" in value:
        return "(sealed words)"
    return "" if value is None else str(value)[:120]


@transaction.atomic
def undo(key: int, now: datetime) -> None:
    """Undo one change, and what belongs to it. Errors: NotFound, Refused with the reason."""
    change = Change.objects.filter(pk=key).first()
    if change is None:
        raise NotFound("This change is not in the book.")
    row = journal.undo(change, now)
    if isinstance(row, FormRow):
        _scores_follow(row, now)
        look_again(row.session.alliance, now)
    if isinstance(row, EpisodeFactRow) and row.removed_at is None and row.episode.removed_at is not None:
        journal.restore(row.episode, now)


def _scores_follow(form: FormRow, now: datetime) -> None:
    """A form's scores are in sight just when the form is."""
    for score in ScoreRow.rows.filter(form=form):
        if form.removed_at is None and score.removed_at is not None:
            journal.restore(score, now)
        elif form.removed_at is not None and score.removed_at is None:
            journal.remove(score, now)

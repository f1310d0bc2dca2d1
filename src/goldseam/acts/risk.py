"""Risk reviews: opened by an answer, carried by facts, closed by the therapist. Never a rating."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from goldseam.errors import NotFound
from goldseam.safety import risk
from goldseam.store import journal
from goldseam.store.models import ClientRow, FormRow, RiskFactRow, RiskReviewRow


@dataclass(frozen=True)
class Review:
    """A risk review with its steps and the status that follows from them."""

    row: RiskReviewRow
    facts: tuple[RiskFactRow, ...]
    is_open: bool
    gaps: str


def view(row: RiskReviewRow) -> Review:
    """One review as it stands."""
    facts = tuple(RiskFactRow.objects.filter(review=row).order_by("order"))
    steps = [risk.Step(fact.kind) for fact in facts]
    return Review(row, facts, risk.is_open(steps), risk.gaps(steps))


def review(key: UUID | str) -> Review:
    """One review by its id. Errors: NotFound."""
    row = RiskReviewRow.objects.filter(pk=key).select_related("client").first()
    if row is None:
        raise NotFound("This review is not in this book.")
    return view(row)


def reviews(client: ClientRow | None = None) -> list[Review]:
    """All reviews, or one client's, latest first."""
    rows = RiskReviewRow.objects.filter(client__removed_at__isnull=True).select_related("client")
    if client is not None:
        rows = rows.filter(client=client)
    return [view(row) for row in rows.order_by("-created_at")]


def open_reviews() -> list[Review]:
    """Every review that is still open."""
    return [one for one in reviews() if one.is_open]


def open_review(form: FormRow, reasons: Sequence[str], now: datetime) -> RiskReviewRow:
    """Open a review for the client who gave this form."""
    client = form.session.alliance.client
    row = RiskReviewRow(client=client, form=form, reason=" ".join(reasons)[:400])
    journal.add(row, now)
    return row


@transaction.atomic
def step(row: RiskReviewRow, kind: risk.Step, words: str, now: datetime) -> Review:
    """Note one step that was taken."""
    top = RiskFactRow.rows.filter(review=row).aggregate(top=Max("order"))["top"] or 0
    journal.add(RiskFactRow(review=row, order=top + 1, kind=kind.value, words=words, on=now.date()), now)
    return view(row)

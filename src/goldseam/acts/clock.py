"""A clock that was set back: noticed when a book is opened, never a reason to refuse."""

from __future__ import annotations

from datetime import datetime, timedelta

from goldseam.store.models import Change

SLACK = timedelta(minutes=10)  # two computers, or a clock corrected over the network


def last_entry() -> datetime | None:
    """When the newest entry of the open book was made, by the clock of its day."""
    newest = Change.objects.order_by("-id").first()
    return newest.at if newest else None


def runs_behind(last: datetime | None, now: datetime) -> bool:
    """Whether `now` lies clearly before the newest entry."""
    return last is not None and now < last - SLACK

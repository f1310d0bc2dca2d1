"""A form posted twice does its work once."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from goldseam.store.models import Posted

FORGET_AFTER = timedelta(days=2)


def once(token: str, now: datetime) -> bool:
    """True for the first post with this token, False for each later one.

    Call it inside the same transaction as the work, so that work undone frees the token.
    """
    Posted.objects.filter(at__lt=now - FORGET_AFTER).delete()
    try:
        with transaction.atomic():
            Posted.objects.create(token=token, at=now)
    except IntegrityError:
        return False
    return True


def answered(token: str, where: str) -> None:
    """Remember where the first post led, so that the second goes there too."""
    Posted.objects.filter(token=token).update(answer=where)


def answer_of(token: str) -> str:
    """Where the first post with this token led."""
    row = Posted.objects.filter(token=token).first()
    return row.answer if row else ""

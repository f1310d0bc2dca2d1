"""Compartment *record*: clients, their alliances, their sessions."""

from __future__ import annotations

import secrets

from django.db import models

from goldseam.store.models.base import Kept


def new_alias() -> str:
    """A random name for a client that the vault may use instead of the code."""
    return secrets.token_hex(8)


class ClientRow(Kept):
    """A client, by code name or initials. `alias` links the vault without naming anyone."""

    code = models.CharField(max_length=60)
    number = models.PositiveIntegerField(editable=False)  # picks the badge; never shown as a figure
    alias = models.CharField(max_length=16, default=new_alias, unique=True, editable=False)
    invented = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=models.Q(removed_at__isnull=True), name="one_client_per_code"
            )
        ]


class AllianceRow(Kept):
    """One client with one therapist, from a first session to an ending."""

    client = models.ForeignKey(ClientRow, on_delete=models.PROTECT, related_name="alliances")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, default=None)
    ending = models.CharField(max_length=20, default="", blank=True)


class SessionRow(Kept):
    """One session. Its number orders it; its day may be corrected."""

    alliance = models.ForeignKey(AllianceRow, on_delete=models.PROTECT, related_name="sessions")
    number = models.PositiveIntegerField()
    held_on = models.DateField(null=True, default=None)
    attendance = models.CharField(max_length=12, default="held")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "number"],
                condition=models.Q(removed_at__isnull=True),
                name="one_session_per_number",
            )
        ]

"""Compartment *process notes*: what the therapist writes about the work, sealed."""

from __future__ import annotations

from django.db import models

from goldseam.store.models.base import Kept
from goldseam.store.models.episodes import EpisodeRow
from goldseam.store.models.people import AllianceRow, SessionRow
from goldseam.store.sealed import SealedTextField


class WritingRow(Kept):
    """One piece of writing of some kind (a hard-session note, an incident, a boundary plan, ...).

    `body` is a JSON object, sealed whole. While `finished_at` is empty it is saved at every change.
    `put_away` writings are kept and not shown again unless asked for.
    """

    kind = models.CharField(max_length=20)
    alliance = models.ForeignKey(AllianceRow, null=True, on_delete=models.PROTECT, related_name="writings")
    session = models.ForeignKey(SessionRow, null=True, on_delete=models.PROTECT, related_name="writings")
    episode = models.ForeignKey(EpisodeRow, null=True, on_delete=models.PROTECT, related_name="writings")
    body = SealedTextField(compartment="notes", default="", blank=True)
    changed_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, default=None)
    put_away = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["kind", "alliance"], name="writing_kind")]

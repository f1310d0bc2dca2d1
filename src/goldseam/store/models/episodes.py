"""Compartment *record*: rupture episodes as facts. A status is derived, never a column."""

from __future__ import annotations

from django.db import models

from goldseam.store.models.base import Kept
from goldseam.store.models.people import AllianceRow, SessionRow
from goldseam.store.sealed import SealedTextField


class EpisodeRow(Kept):
    """An episode: only a place for its facts to belong to."""

    alliance = models.ForeignKey(AllianceRow, on_delete=models.PROTECT, related_name="episodes")


class EpisodeFactRow(Kept):
    """One fact of an episode. `words` is the therapist's own writing, sealed."""

    episode = models.ForeignKey(EpisodeRow, on_delete=models.PROTECT, related_name="facts")
    order = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    session = models.ForeignKey(SessionRow, null=True, on_delete=models.PROTECT, related_name="episode_facts")
    witness = models.CharField(max_length=20, default="", blank=True)
    judge = models.CharField(max_length=12, default="", blank=True)
    outcome = models.CharField(max_length=24, default="", blank=True)
    strategies = models.JSONField(default=list)
    because = models.CharField(max_length=600, default="", blank=True)
    words = SealedTextField(compartment="notes", default="", blank=True)
    on = models.DateField(null=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["episode", "order"], name="one_fact_per_order")]

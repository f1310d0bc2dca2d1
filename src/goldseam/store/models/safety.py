"""Compartment *record*: risk reviews and what was done, as facts."""

from __future__ import annotations

from django.db import models

from goldseam.store.models.base import Kept
from goldseam.store.models.forms import FormRow
from goldseam.store.models.people import ClientRow
from goldseam.store.sealed import SealedTextField


class RiskReviewRow(Kept):
    """A review that an answer opened: something to ask about today, never a rating."""

    client = models.ForeignKey(ClientRow, on_delete=models.PROTECT, related_name="risk_reviews")
    form = models.ForeignKey(FormRow, null=True, on_delete=models.PROTECT, related_name="risk_reviews")
    reason = models.CharField(max_length=400)


class RiskFactRow(Kept):
    """One step taken in a risk review."""

    review = models.ForeignKey(RiskReviewRow, on_delete=models.PROTECT, related_name="facts")
    order = models.BigIntegerField()
    kind = models.CharField(max_length=24)
    words = SealedTextField(compartment="notes", default="", blank=True)
    on = models.DateField()

    class Meta:
        ordering = ["order"]

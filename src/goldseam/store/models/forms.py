"""Compartment *record*: filled-in forms, their scores, and licences to instrument text."""

from __future__ import annotations

from django.db import models

from goldseam.store.models.base import Kept
from goldseam.store.models.people import SessionRow
from goldseam.store.sealed import SealedTextField


class FormRow(Kept):
    """A filled-in form. `words` is what the person wrote in a free field, sealed."""

    session = models.ForeignKey(SessionRow, on_delete=models.PROTECT, related_name="forms")
    instrument = models.CharField(max_length=60)
    version = models.CharField(max_length=40)
    respondent = models.CharField(max_length=12, default="client")
    way = models.CharField(max_length=12)  # handed paper typed
    answers = models.JSONField()
    words = SealedTextField(compartment="notes", default="", blank=True)
    left_early = models.BooleanField(default=False)


class ScoreRow(Kept):
    """One score of one session, from a form or from an import (then `form` is empty)."""

    session = models.ForeignKey(SessionRow, on_delete=models.PROTECT, related_name="scores")
    form = models.ForeignKey(FormRow, null=True, on_delete=models.PROTECT, related_name="scores")
    instrument = models.CharField(max_length=60)
    name = models.CharField(max_length=60)
    value = models.FloatField(null=True)
    low = models.FloatField()
    high = models.FloatField()
    step = models.FloatField(default=1.0)
    better = models.CharField(max_length=6, default="higher")
    band = models.CharField(max_length=60, default="", blank=True)
    because = models.CharField(max_length=400, default="", blank=True)

    class Meta:
        indexes = [models.Index(fields=["instrument", "name", "session"], name="score_series")]


class LicenceRow(Kept):
    """A therapist's own licence to an instrument's text, as attested, and that text."""

    instrument = models.CharField(max_length=60)
    attestation = models.JSONField()
    texts = models.JSONField()
    uses = models.PositiveIntegerField(default=0)

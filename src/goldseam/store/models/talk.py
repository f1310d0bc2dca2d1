"""Compartment *recordings and transcripts*: consent, what was said (sealed, with an end), and that it went.

A transcript never goes through the journal: the journal keeps what stood before, and of a deleted
transcript nothing may stand anywhere. Consents are ordinary facts of the record and hold no words.
"""

from __future__ import annotations

from django.db import models

from goldseam.store.models.base import Kept
from goldseam.store.models.people import AllianceRow, SessionRow
from goldseam.store.sealed import SealedTextField


class ConsentRow(Kept):
    """A consent to keep transcripts: who gave it, how, when, until when. No words of anyone.

    `session` empty: it holds for every session of this work. `may_share`: de-identified copies too.
    """

    alliance = models.ForeignKey(AllianceRow, on_delete=models.PROTECT, related_name="consents")
    session = models.ForeignKey(SessionRow, null=True, on_delete=models.PROTECT, related_name="consents")
    given_by = models.CharField(max_length=20)
    given_how = models.CharField(max_length=20)
    given_on = models.DateField()
    until = models.DateField(null=True, default=None)
    may_share = models.BooleanField(default=False)
    withdrawn_on = models.DateField(null=True, default=None)


class TranscriptRow(Kept):
    """One transcript. `body` and `views` are JSON, sealed with the key of talk.

    `body` holds the turns. `views` holds what the therapist says of single moments. A row is added and
    deleted outright, never removed out of sight. `expires_on` is its last day.
    """

    session = models.ForeignKey(SessionRow, on_delete=models.PROTECT, related_name="transcripts")
    consent = models.ForeignKey(ConsentRow, on_delete=models.PROTECT, related_name="transcripts")
    format = models.CharField(max_length=40)
    turns = models.PositiveIntegerField()
    body = SealedTextField(compartment="talk")
    views = SealedTextField(compartment="talk", default="", blank=True)
    confirmed_at = models.DateTimeField(null=True, default=None)
    expires_on = models.DateField()


class TalkLogRow(models.Model):
    """What became of a transcript: deleted or copied, when, why, how many turns. No words of anyone.

    The database refuses to alter or delete these rows (triggers). `id` is a counter: clocks can jump.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    transcript = models.UUIDField()
    session = models.ForeignKey(SessionRow, on_delete=models.PROTECT, related_name="talk_log")
    what = models.CharField(max_length=12)  # deleted copied
    why = models.CharField(max_length=20)  # asked expired withdrawn shared
    by = models.CharField(max_length=12)  # therapist program
    turns = models.PositiveIntegerField()

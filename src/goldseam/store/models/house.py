"""What the house itself keeps: settings, drafts, forms already posted, files already imported."""

from __future__ import annotations

import uuid

from django.db import models

from goldseam.store.sealed import SealedTextField


class Setting(models.Model):
    """One setting, by name."""

    name = models.CharField(max_length=60, primary_key=True)
    value = models.JSONField()


class Draft(models.Model):
    """Unfinished writing, saved at every change, sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    place = models.CharField(max_length=120, unique=True)
    words = SealedTextField(compartment="notes", default="", blank=True)
    at = models.DateTimeField()


class Posted(models.Model):
    """A form that has arrived; the same form posted twice does its work once."""

    token = models.CharField(max_length=64, primary_key=True)
    answer = models.CharField(max_length=200, default="", blank=True)
    at = models.DateTimeField()


class ImportedFile(models.Model):
    """The digest of a file that was imported, so that a second import can be told."""

    digest = models.CharField(max_length=64, primary_key=True)
    rows = models.PositiveIntegerField()
    at = models.DateTimeField()

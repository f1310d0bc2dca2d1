"""Compartment *vault*: the therapist's own pages, sealed with the vault's key, tied to no other table.

A page that is about a client names the client's alias, and an episode by its random id, inside the sealed
body. The database itself knows only that there is a page, of what sort, and when it changed.
"""

from __future__ import annotations

from django.db import models

from goldseam.store.models.base import Kept
from goldseam.store.sealed import SealedTextField


class VaultRow(Kept):
    """One page of the vault (a reflection, a what-if, a reply, a share, ...).

    `body` is a JSON object, sealed whole. While `finished_at` is empty it is saved at every change;
    afterwards corrections keep what was before. `put_away` pages are shown only when asked for.
    """

    kind = models.CharField(max_length=20)
    body = SealedTextField(compartment="vault", default="", blank=True)
    changed_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, default=None)
    put_away = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["kind", "changed_at"], name="vault_kind")]

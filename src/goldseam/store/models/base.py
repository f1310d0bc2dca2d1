"""What every row of the record has: an id that is known before it is saved, and a quiet removal."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models


class Present(models.Manager[Any]):
    """Rows that have not been removed."""

    def get_queryset(self) -> models.QuerySet[Any]:
        """All rows without a removal date."""
        return super().get_queryset().filter(removed_at__isnull=True)


class Kept(models.Model):
    """A row that is corrected and removed only through the journal (`store.journal`)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, default=None)

    rows = models.Manager()
    objects = Present()

    class Meta:
        abstract = True
        default_manager_name = "rows"
        base_manager_name = "rows"

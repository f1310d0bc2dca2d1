"""The journal: what was added, corrected, removed, and what stood there before."""

from __future__ import annotations

from django.db import models


class Change(models.Model):
    """One change of one row. The database refuses to alter or delete these rows (triggers).

    `id` is a counter, so that order never depends on a clock. Sealed columns stand in `before`
    and `after` still sealed; both are let go only of a vault page that is erased (`store.erasing`).
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    table = models.CharField(max_length=40)
    row = models.UUIDField()
    kind = models.CharField(max_length=12)  # added corrected removed restored erased
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    undoes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="undone_by")

    class Meta:
        indexes = [models.Index(fields=["row", "id"], name="change_row")]

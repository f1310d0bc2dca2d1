"""The Django app that holds the record's tables."""

from __future__ import annotations

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Label ``store``: the tables' prefix."""

    name = "goldseam.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"

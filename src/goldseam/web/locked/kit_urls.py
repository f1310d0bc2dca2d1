"""Addresses while a new book's recovery kit is on the screen."""

from __future__ import annotations

from django.urls import path

from goldseam.web import shell
from goldseam.web.locked import kit

urlpatterns = [
    path("", kit.kit, name="new_kit"),
    path("lock", shell.lock, name="lock"),
]

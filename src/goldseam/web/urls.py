"""Addresses of the open book: the pages, and the way out."""

from __future__ import annotations

from django.urls import include, path

from goldseam.web import shell

urlpatterns = [
    path("lock", shell.lock, name="lock"),
    path("clock", shell.clock, name="clock"),
    path("", include("goldseam.web.pages.urls")),
]

"""Addresses of the locked program."""

from __future__ import annotations

from django.urls import path

from goldseam.web import shell
from goldseam.web.locked import views

urlpatterns = [
    path("", views.front, name="front"),
    path("open", views.open_own, name="open"),
    path("start", views.start, name="start"),
    path("kit", views.with_kit, name="with_kit"),
    path("look-around", views.look_around, name="look_around"),
    path("meanwhile", views.meanwhile, name="meanwhile"),
    path("lock", shell.lock, name="lock"),
]

"""The only addresses that exist while a client has the device."""

from __future__ import annotations

from django.urls import path

from goldseam.web import shell
from goldseam.web.client import back, views

urlpatterns = [
    path("", views.front, name="client_front"),
    path("q/<int:number>/", views.question, name="client_question"),
    path("all/", views.all_on_one, name="client_all"),
    path("send/", views.send, name="client_send"),
    path("stop/", views.stop, name="client_stop"),
    path("thanks/", views.thanks, name="client_thanks"),
    path("back/", back.back, name="client_back"),
    path("lock", shell.lock, name="lock"),
]

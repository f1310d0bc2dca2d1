"""The way back for the therapist: passphrase or PIN."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goldseam.web import look
from goldseam.web.handover import Came, come_back, way_back
from goldseam.web.place import PLACE
from goldseam.web.turning import lock_now, turned


class BackForm(look.Form):
    """One field for either."""

    typed = forms.CharField(
        label=_("Your passphrase or PIN"),
        strip=False,
        max_length=4_096,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )


def back(request: HttpRequest) -> HttpResponse:
    """Come back to the book, or wait, or lock after the fifth wrong try."""
    form = BackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        handed = PLACE.here.handed
        came = come_back(form.cleaned_data["typed"])
        if came is Came.BACK:
            return turned(handed.back_to if handed else "/")
        if came is Came.LOCKED:
            return lock_now()
        form.add_error("typed", _said(came))
    return render(request, "client/back.html", {"form": form, "back_url": reverse("client_front")})


def _said(came: Came) -> str:
    if came is Came.TOO_SOON:
        wait = max(1, round(way_back().wait()))
        return gettext("Wait %(wait)d seconds, then try again.") % {"wait": wait}
    return gettext("That does not open it. %(left)d tries are left before the book locks.") % {
        "left": way_back().left()
    }

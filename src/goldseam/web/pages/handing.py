"""Hand the device to the client, with one form on it and nothing else."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from goldseam.acts import handing, sessions
from goldseam.acts.licences import readable
from goldseam.web.handover import give
from goldseam.web.pages.shared import today
from goldseam.web.place import Handed


def hand_over(request: HttpRequest, key: UUID, instrument: str) -> HttpResponse:
    """From here on only the client's pages exist, until the therapist is back."""
    row = sessions.session(key)
    where = reverse("session", args=[row.pk])
    if request.method != "POST" or not readable(instrument, today()).has_text():
        return HttpResponseRedirect(where)
    handing.begin(row.pk, instrument)
    return give(Handed(row.pk, (instrument,), back_to=where))

"""Whom you asked: the log of consultations, about a client or about none."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldseam.acts import consultations, people, writings
from goldseam.safety import consult
from goldseam.safety.consult import SAY, TAKEN_NAMES, Consulted, Taken, consulted
from goldseam.web.pages.incidents import band
from goldseam.web.pages.safety_forms import ConsultForm
from goldseam.web.pages.shared import client_band, now, once, page, today


def consultations_page(request: HttpRequest, key: UUID | None = None) -> HttpResponse:
    """The log, and a new entry."""
    person = people.client(key) if key else None
    alliance = people.alliance_of(person) if person else None
    form = ConsultForm(request.POST or None, initial={"on": today()})
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            consultations.note(_made(form.cleaned_data), now(), alliance)
            return request.path

        return once(request, act)
    log = consultations.log(alliance)
    return page(
        request,
        "consultations",
        "caseload" if person else "door",
        form=form,
        log=[(row, one, TAKEN_NAMES[one.taken], consult.hint(one)) for row, one in log],
        latest=consult.latest([one for _, one in log]),
        say=SAY,
        **(client_band(person) if person else {}),
    )


def consultation_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """One entry, to correct it or to say what was done with the advice."""
    row = consultations.entry(key)
    log = reverse("client_consultations", args=[row.alliance.client_id]) if row.alliance else ""
    form = ConsultForm(request.POST or None, initial=writings.body_of(row))
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            consultations.change(row, _made(form.cleaned_data), now())
            return log or reverse("consultations")

        return once(request, act)
    back = log or reverse("consultations")
    return page(request, "consultation", "caseload", form=form, back=back, say=SAY, **band(row))


def _made(data: dict[str, Any]) -> Consulted:
    return consulted(data["on"], data["who"], data["advice"], Taken(data["taken"]), data["because"])

"""Caseload and client pages."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldseam.acts import caseload, episodes, people, risk, sessions
from goldseam.acts.series import main_series, series_of
from goldseam.errors import BadInput
from goldseam.terms.people import Ending
from goldseam.web.pages import drawing
from goldseam.web.pages.endings import held
from goldseam.web.pages.forms import ClientForm, EndingForm, NewClientForm
from goldseam.web.pages.shared import client_band, now, once, page, today

LATEST = 5  # sessions shown on a client's page


def caseload_page(request: HttpRequest) -> HttpResponse:
    """Everyone, one quiet line each. A search comes by POST, so that no code stands in an address."""
    wanted = request.POST.get("find", "").strip().casefold() if request.method == "POST" else ""
    lines = caseload.lines()
    found = [line for line in lines if wanted in line.client.code.casefold()] if wanted else lines
    return page(
        request,
        "caseload",
        "caseload",
        present=[line for line in found if line.alliance.ended_on is None],
        ended=[line for line in found if line.alliance.ended_on is not None],
        wanted=wanted,
        anyone=bool(lines),
    )


def add_client(request: HttpRequest) -> HttpResponse:
    """A new client."""
    form = NewClientForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            person = people.add_client(
                form.cleaned_data["code"], now(), started_on=form.cleaned_data["started_on"]
            )
            return reverse("client", args=[person.pk])

        try:
            return once(request, act)
        except BadInput as problem:
            form.add_error("code", str(problem))
    return page(request, "client_add", "caseload", form=form)


def client_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """One client: a sentence, the trajectory with the usual band, episodes, sessions."""
    person = people.client(key)
    alliance = people.alliance_of(person)
    main = main_series(alliance)
    known = episodes.episodes_of(alliance)
    readings = main.readings() if main else ()
    lines = drawing.session_lines(sessions.sessions_of(alliance), readings)[::-1]
    return page(
        request,
        "client",
        "caseload",
        **client_band(person, drawing.course_note(alliance)),
        alliance=alliance,
        series=main,
        reading=readings[-1] if readings else None,
        sentence=drawing.sentence(readings),
        policy=drawing.policy() if readings else "",
        chart=drawing.trajectory(main, readings, known) if main else None,
        others=len(series_of(alliance)) > 1,
        open_episodes=[one for one in known if one.is_open],
        past_episodes=[one for one in known if not one.is_open],
        held=held(alliance),
        reviews=[one for one in risk.reviews(person) if one.is_open],
        sessions=lines[:LATEST],
        more_sessions=len(lines) > LATEST,
    )


def all_sessions(request: HttpRequest, key: UUID) -> HttpResponse:
    """Every session of a client."""
    person = people.client(key)
    alliance = people.alliance_of(person)
    main = main_series(alliance)
    lines = drawing.session_lines(sessions.sessions_of(alliance), main.readings() if main else ())
    return page(request, "client_sessions", "caseload", **client_band(person), sessions=lines[::-1])


def other_scales(request: HttpRequest, key: UUID) -> HttpResponse:
    """The scales that stand beside the main one."""
    person = people.client(key)
    alliance = people.alliance_of(person)
    main = main_series(alliance)
    found = [drawing.other(one) for one in series_of(alliance) if main is None or one != main]
    return page(request, "client_scales", "caseload", **client_band(person), others=found)


def edit_client(request: HttpRequest, key: UUID) -> HttpResponse:
    """Another code for a client, an ending, or removal."""
    person = people.client(key)
    alliance = people.alliance_of(person)
    form = ClientForm(request.POST or None, initial={"code": person.code})
    if request.method == "POST" and form.is_valid():
        try:
            people.rename(person, form.cleaned_data["code"], now())
        except BadInput as problem:
            form.add_error("code", str(problem))
        else:
            return once(request, lambda: reverse("client", args=[person.pk]))
    ending = EndingForm(initial={"ended_on": alliance.ended_on or today(), "ending": alliance.ending})
    return page(request, "client_edit", "caseload", **client_band(person), form=form, ending=ending)


def end_alliance(request: HttpRequest, key: UUID) -> HttpResponse:
    """Note how the work ended."""
    person = people.client(key)
    alliance = people.alliance_of(person)
    ending = EndingForm(request.POST or None)
    if request.method == "POST" and ending.is_valid():

        def act() -> str:
            data = ending.cleaned_data
            people.end_alliance(alliance, Ending(data["ending"]), data["ended_on"], now())
            return reverse("client", args=[person.pk])

        return once(request, act)
    form = ClientForm(initial={"code": person.code})
    return page(request, "client_edit", "caseload", **client_band(person), form=form, ending=ending)


def remove_client(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take a client out of sight; undo stays possible for 30 days."""
    person = people.client(key)
    if request.method == "POST":

        def act() -> str:
            people.remove_client(person, now())
            return reverse("changes")

        return once(request, act)
    return page(request, "client_remove", "caseload", **client_band(person))

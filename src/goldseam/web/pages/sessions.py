"""Session pages: add one, look at one, correct one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldseam.acts import check_ins, episodes, people, sessions, transcripts, witnesses
from goldseam.acts.series import main_series
from goldseam.errors import BadInput
from goldseam.terms.people import Attendance
from goldseam.web.pages import drawing
from goldseam.web.pages.forms import CorrectSessionForm, SessionForm, WordsForm
from goldseam.web.pages.shared import client_band, now, once, page, today


def add_session(request: HttpRequest, key: UUID) -> HttpResponse:
    """Add a session to a client's alliance."""
    person = people.client(key)
    alliance = people.alliance_of(person)
    first = {"number": sessions.next_number(alliance), "held_on": today()}
    form = SessionForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data

        def act() -> str:
            row = sessions.ensure(alliance, now(), number=data["number"], held_on=data["held_on"])
            sessions.correct(row, now(), held_on=data["held_on"], attendance=Attendance(data["attendance"]))
            return reverse("session", args=[row.pk])

        if sessions.date_is_ahead(data["held_on"], today()) and "sure" not in request.POST:
            return page(request, "session_add", "caseload", **client_band(person), form=form, ahead=True)
        try:
            return once(request, act)
        except BadInput as problem:
            form.add_error("number", str(problem))
    return page(request, "session_add", "caseload", **client_band(person), form=form)


def session_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """One session: what the ratings say, the forms, and what to do next."""
    row = sessions.session(key)
    main = main_series(row.alliance)
    readings = {reading.session: reading for reading in main.readings()} if main else {}
    known = [one for one in episodes.episodes_of(row.alliance) if one.is_open]
    kept = transcripts.of(row, now())  # first: what is past its day is then gone, and is not heard
    heard = witnesses.side_by_side(row, request.GET.getlist("without"))
    return page(
        request,
        "session",
        "caseload",
        **client_band(row.alliance.client, drawing.session_name(row)),
        session=row,
        reading=readings.get(row.number),
        heard=drawing.heard(heard),
        forms=[drawing.form_lines(form, today()) for form in check_ins.forms_of(row)],
        imported=row.scores.filter(form=None, removed_at=None),
        instruments=drawing.offered(today()),
        open_episodes=known,
        transcript=kept[-1] if kept else None,
        words_form=WordsForm(),
    )


def correct_session(request: HttpRequest, key: UUID) -> HttpResponse:
    """Correct a session's day or attendance; what stood there is kept."""
    row = sessions.session(key)
    form = CorrectSessionForm(
        request.POST or None, initial={"held_on": row.held_on, "attendance": row.attendance}
    )
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            data = form.cleaned_data
            sessions.correct(row, now(), held_on=data["held_on"], attendance=Attendance(data["attendance"]))
            return reverse("session", args=[row.pk])

        return once(request, act)
    return page(
        request, "session_correct", "caseload", **client_band(row.alliance.client), session=row, form=form
    )


def open_episode(request: HttpRequest, key: UUID) -> HttpResponse:
    """The therapist says: something happened between us in this session."""
    row = sessions.session(key)
    form = WordsForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return session_page(request, key)

    def act() -> str:
        view = episodes.notice(row.alliance, row, "therapist", "You noted a hard moment.", now())
        view = episodes.confirm(view.row, now(), form.cleaned_data["words"])
        return reverse("episode", args=[view.row.pk])

    return once(request, act)


def take_back_form(request: HttpRequest, key: UUID, form_key: UUID) -> HttpResponse:
    """Remove a form with its scores; undo stays possible for 30 days."""
    row = sessions.session(key)
    form = next((one for one in check_ins.forms_of(row) if one.pk == form_key), None)
    if request.method == "POST" and form is not None:
        check_ins.take_back(form, now())
    return once(request, lambda: reverse("session", args=[row.pk]))

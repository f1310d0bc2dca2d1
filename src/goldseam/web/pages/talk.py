"""A session's transcript: consent, the file, who speaks, the moments, what leaves, and the end of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from goldseam.acts import comparing, consent, recordings, redacting, sessions, transcripts
from goldseam.acts.transcripts import View, Viewed
from goldseam.errors import BadInput, GoldseamError
from goldseam.web.pages import talk_drawing, talk_model
from goldseam.web.pages.drawing import session_name
from goldseam.web.pages.shared import client_band, now, once, page, today
from goldseam.web.pages.talk_drawing import Asked
from goldseam.web.pages.talk_forms import ConsentForm, CopyForm, SpeakersForm, TranscriptForm, WordForm


def add(request: HttpRequest, key: UUID) -> HttpResponse:
    """Add a transcript: where no consent is noted yet, that comes first."""
    session = sessions.session(key)
    kept = transcripts.of(session, now())
    under = consent.holding(session, now())
    if under is None:
        return HttpResponseRedirect(reverse("talk_consent", args=[key]))
    form = TranscriptForm(request.POST or None, request.FILES or None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            return once(request, lambda: _let_in(session, form.cleaned_data))
        except BadInput as wrong:
            problem = str(wrong)
    return _page(
        request,
        "talk_add",
        session,
        form=form,
        problem=problem,
        under=under,
        consent_words=talk_drawing.consent_words(under),
        kept=kept,
        reads_speech=recordings.is_on(),
        log=talk_drawing.log_lines(session),
        status=422 if problem or form.errors else 200,
    )


def _let_in(session: Any, data: dict[str, Any]) -> str:
    given = data["file"]
    row = transcripts.add(session, given.read(), given.name or "", now(), data["days"])
    return reverse("talk_speakers", args=[row.pk])


def note_consent(request: HttpRequest, key: UUID) -> HttpResponse:
    """Note the consent, before anything is stored."""
    session = sessions.session(key)
    form = ConsentForm(request.POST or None, initial={"on": session.held_on or today()})
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            consent.record(session, form.given(), now())
            return reverse("talk_add", args=[key])

        try:
            return once(request, act)
        except BadInput as wrong:
            form.add_error(None, str(wrong))
    return _page(
        request,
        "talk_consent",
        session,
        form=form,
        log=talk_drawing.log_lines(session),
        status=422 if form.errors else 200,
    )


@require_POST
def withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    """The consent is taken back; every transcript under it goes at once."""
    row = consent.consent(key)
    back = request.POST.get("session", "")

    def act() -> str:
        consent.withdraw(row, now())
        return reverse("session", args=[sessions.session(_uuid(back)).pk]) if back else reverse("door")

    return once(request, act)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as wrong:
        raise BadInput("This form names no session. Go back to the session and try again.") from wrong


def speakers(request: HttpRequest, key: UUID) -> HttpResponse:
    """Who is who: guessed with a reason, confirmed by the person."""
    row = transcripts.one(key, now())
    guess = transcripts.guess(row)
    form = SpeakersForm(transcripts.labels(row), dict(guess.roles), request.POST or None)
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            transcripts.confirm(row, form.roles(), now())
            return reverse("talk", args=[key])

        try:
            return once(request, act)
        except BadInput as wrong:
            form.add_error(None, str(wrong))
    return _page(
        request,
        "talk_speakers",
        row.session,
        row=row,
        form=form,
        guess=guess,
        status=422 if form.errors else 200,
    )


def talk(request: HttpRequest, key: UUID) -> HttpResponse:
    """The transcript, with possible moments beside its turns."""
    row = transcripts.one(key, now())
    if row.confirmed_at is None:
        return HttpResponseRedirect(reverse("talk_speakers", args=[key]))
    return _talk(request, row, _asked(request.GET))


def _asked(values: Any) -> Asked:
    part = values.get("part", "1")
    number = int(part) if part.isascii() and part.isdigit() and len(part) < 6 else 1
    return Asked(values.get("moment", "")[:200], number, values.get("all") == "1")


def _talk(request: HttpRequest, row: Any, asked: Asked, problem: str = "") -> HttpResponse:
    compared = comparing.compare(row.session)
    shown = talk_drawing.shown(row, asked)
    word = next((one.word for one in shown.moments if one.chosen), "")
    return _page(
        request,
        "talk",
        row.session,
        row=row,
        talk=shown,
        threats=transcripts.threats(row),
        asked=asked,
        all_url=asked.url(row, all=1, moment=""),
        few_url=asked.url(row, all=0, moment=""),
        voices=talk_drawing.voices(compared),
        together=compared.together,
        form=WordForm(initial={"word": word}),
        suggested=talk_model.suggested(row, lambda turn: asked.at(row, turn)),
        problem=problem,
        status=422 if problem else 200,
    )


@require_POST
def say(request: HttpRequest, key: UUID) -> HttpResponse:
    """What the therapist says of one moment."""
    row = transcripts.one(key, now())
    asked = _asked(request.POST)
    given = request.POST.get("view", "")
    view = View(given) if given in {one.value for one in View} else None
    word = request.POST.get("word", "").strip() if given != "nothing" else ""

    def act() -> str:
        transcripts.say(row, asked.moment, Viewed(view, word))
        turn = asked.moment.partition("-")[0]
        return asked.url(row, int(turn))

    try:
        return once(request, act)
    except BadInput as wrong:
        return _talk(request, row, asked, str(wrong))


def delete(request: HttpRequest, key: UUID) -> HttpResponse:
    """Delete it now, for good."""
    row = transcripts.one(key, now())
    if request.method == "POST":

        def act() -> str:
            transcripts.delete(row, now())
            return reverse("session", args=[row.session_id])

        return once(request, act)
    return _page(request, "talk_delete", row.session, row=row)


def share(request: HttpRequest, key: UUID) -> HttpResponse:
    """Look over a de-identified copy, then take it."""
    row = transcripts.one(key, now())
    form = CopyForm(request.POST or None)
    names = form.names() if request.method == "POST" and form.is_valid() else []
    keep = frozenset(request.POST.getlist("keep")[:1_000])
    try:
        if request.method == "POST" and request.POST.get("do") == "take" and form.is_valid():
            return _file(redacting.hand_out(row, names, keep, now()).text)
        copy = redacting.review(row, names, keep)
    except GoldseamError as wrong:
        return _page(request, "talk_share", row.session, row=row, problem=str(wrong), status=422)
    return _page(request, "talk_share", row.session, row=row, form=form, copy=copy, keep=keep)


def _file(text: str) -> HttpResponse:
    reply = HttpResponse(text, content_type="text/plain; charset=utf-8")
    reply["Content-Disposition"] = 'attachment; filename="transcript-without-names.txt"'
    return reply


def _page(request: HttpRequest, name: str, session: Any, status: int = 200, **context: Any) -> HttpResponse:
    band = client_band(session.alliance.client, session_name(session))
    reply = page(request, name, "caseload", **band, session=session, **context)
    reply.status_code = status
    return reply

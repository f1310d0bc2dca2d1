"""A recording on a session's page: handed in, read on this computer, let go of; and where the model lies."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from goldseam.acts import consent, recordings, sessions, settings
from goldseam.acts.consent import KEPT_DAYS
from goldseam.acts.recordings import State
from goldseam.errors import BadInput, Refused
from goldseam.web import look
from goldseam.web.look import OneChip
from goldseam.web.middleware import POLL
from goldseam.web.pages.drawing import session_name
from goldseam.web.pages.shared import client_band, now, page
from goldseam.web.pages.talk_forms import KEPT_FOR


class RecordingForm(look.Form):
    """One recording, and how long its text stays."""

    file = forms.FileField(
        label=_("The recording"),
        help_text=_("WAV, MP3, M4A, Opus or WebM, up to 150 MB and two hours."),
        widget=forms.ClearableFileInput(attrs={"accept": "audio/*,video/mp4,video/webm"}),
        allow_empty_file=True,
    )
    days = forms.TypedChoiceField(
        label=_("Keep its text for"),
        coerce=int,
        initial=KEPT_DAYS,
        choices=KEPT_FOR,
        widget=OneChip,
    )


class SpeechForm(look.Form):
    """Where a speech model lies."""

    folder = forms.CharField(
        label=_("The model's folder"),
        required=False,
        max_length=400,
        help_text=_("A Whisper model for faster-whisper, on this computer. Empty: none."),
    )


def settings_speech(request: HttpRequest) -> HttpResponse:
    """Say where a speech model lies."""
    form = SpeechForm(request.POST or None, initial={"folder": settings.preferences().speech_model})
    if request.method == "POST" and form.is_valid():
        try:
            recordings.set_model(form.cleaned_data["folder"].strip())
        except BadInput as wrong:
            form.add_error("folder", str(wrong))
        else:
            return HttpResponseRedirect(reverse("settings"))
    reply = page(request, "settings_speech", "settings", form=form)
    reply.status_code = 422 if form.errors else 200
    return reply


def sound(request: HttpRequest, key: UUID) -> HttpResponse:
    """Hand a recording in, and see how far it is."""
    session = sessions.session(key)
    reading = recordings.of(session)
    over = reading is not None and reading.state is not State.READING
    if over and request.headers.get("X-Goldseam") == POLL:
        return HttpResponse(status=204)  # a script has asked: what came of it is for the person to see
    if reading is not None and reading.state is State.DONE:
        recordings.forget(session)
        return HttpResponseRedirect(reverse("talk_speakers", args=[reading.transcript]))
    if reading is not None and reading.state is State.READING:
        return _page(request, "talk_reading", session, reading=reading, percent=round(100 * reading.share))
    if consent.holding(session, now()) is None:
        return HttpResponseRedirect(reverse("talk_consent", args=[key]))
    if not recordings.is_on():
        return HttpResponseRedirect(reverse("talk_add", args=[key]))
    form = RecordingForm(request.POST or None, request.FILES or None)
    problem = reading.said if reading is not None else ""
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            recordings.begin(session, given.read(), given.name or "", now, form.cleaned_data["days"])
            return HttpResponseRedirect(reverse("talk_sound", args=[key]))
        except (BadInput, Refused) as wrong:
            problem = str(wrong)
    recordings.forget(session)
    wrong_now = bool(form.errors or (problem and request.method == "POST"))
    return _page(request, "talk_sound", session, 422 if wrong_now else 200, form=form, problem=problem)


def _page(request: HttpRequest, name: str, session: Any, status: int = 200, **context: Any) -> HttpResponse:
    band = client_band(session.alliance.client, session_name(session))
    reply = page(request, name, "caseload", **band, session=session, **context)
    reply.status_code = status
    return reply

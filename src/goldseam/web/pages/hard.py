"""After a hard hour: just note it, think it through. Saved at every change; left anywhere."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from goldseam.acts import hard, people, reflections, taps, writings
from goldseam.acts.writings import Kind
from goldseam.web.pages.hard_forms import STEPS, Step
from goldseam.web.pages.shared import client_band, now, page


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Start a note. From a client's page it is about that client already."""
    client = people.client(request.POST["client"]) if request.POST.get("client") else None
    length = hard.Length.THINK if request.POST.get("length") == "think" else hard.Length.NOTE
    row = hard.begin(length, now(), client)
    return HttpResponseRedirect(reverse("hard", args=[row.pk, STEPS[0].name]))


def step(request: HttpRequest, key: UUID, name: str) -> HttpResponse:
    """One step: a page with its fields, saved as they change."""
    row = writings.writing(key, Kind.HARD)
    body = writings.body_of(row)
    length = hard.Length(body.get("length", "note"))
    here = next((one for one in STEPS if one.name == name), STEPS[0])
    if request.method == "POST":
        return _kept(request, row, here, length)
    form = here.form(initial=_initial(row, body))
    return _shown(request, row, here, length, form)


def _initial(row: Any, body: dict[str, Any]) -> dict[str, Any]:
    return {**body, **taps.of(row), "client": str(row.alliance.client_id) if row.alliance_id else ""}


def _kept(request: HttpRequest, row: Any, here: Step, length: hard.Length) -> HttpResponse:
    form = here.form(request.POST)
    if not form.is_valid():
        if request.headers.get("X-Goldseam") == "autosave":
            return HttpResponse(status=422)  # the page says "not saved yet", and keeps the words
        return _shown(request, row, here, length, form)
    hard.keep(row, now(), taps.rest(form.cleaned_data))
    taps.keep(row, form.cleaned_data, now())  # what is about oneself goes to the vault
    if request.headers.get("X-Goldseam") == "autosave":
        return HttpResponse(status=204)
    following = here.after(length) if request.POST.get("go") != "stop" else None
    if following is None:
        hard.finish(row, now())
        return HttpResponseRedirect(reverse("hard_close", args=[row.pk]))
    return HttpResponseRedirect(reverse("hard", args=[row.pk, following.name]))


def _shown(request: HttpRequest, row: Any, here: Step, length: hard.Length, form: Any) -> HttpResponse:
    shown = [one for one in STEPS if one.in_(length)]
    number = shown.index(here) + 1 if here in shown else 1
    return page(
        request,
        "hard_step",
        "door",
        step=here,
        form=form,
        row=row,
        number=number,
        count=len(shown),
        back_url=reverse("hard", args=[row.pk, shown[number - 2].name]) if number > 1 else reverse("door"),
        is_last=here.after(length) is None,
        question=hard.question_for(row) if here.name == "curious" else "",
        unsafe=hard.unsafe_words(row),
        **(client_band(row.alliance.client) if row.alliance else {}),
    )


def close(request: HttpRequest, key: UUID) -> HttpResponse:
    """Saved; one may stop. What the note suggests is asked, never assumed."""
    row = writings.writing(key, Kind.HARD)
    return page(
        request,
        "hard_close",
        "door",
        row=row,
        reading=hard.suggestion(row),
        sessions=hard.sessions_to_choose(row),
        said=gettext("Saved on this computer only. You can stop now."),
        unsafe=hard.unsafe_words(row),
        something_else=hard.is_something_else(row),
        where=writings.body_of(row).get("where", ""),
        have_clients=bool(people.clients()),
        in_mirror=reflections.page_of_hour(row) is not None,
        **(client_band(row.alliance.client) if row.alliance else {}),
    )


@require_POST
def open_episode(request: HttpRequest, key: UUID) -> HttpResponse:
    """The therapist says that this note belongs to an episode."""
    row = writings.writing(key, Kind.HARD)
    view = hard.open_episode(row, request.POST.get("session", ""), now())
    planning = writings.body_of(row).get("where") == "plan"
    return HttpResponseRedirect(reverse("guide" if planning else "episode", args=[view.row.pk]))


@require_POST
def something_else(request: HttpRequest, key: UUID) -> HttpResponse:
    """The therapist says that this note belongs to no episode; it is not asked again."""
    hard.something_else(writings.writing(key, Kind.HARD), now())
    return HttpResponseRedirect(reverse("hard_close", args=[key]))

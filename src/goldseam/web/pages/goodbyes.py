"""Saying goodbye: what it meant, what one keeps, the what-ifs set down. Any of it can be left."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from goldseam.acts import endings, goodbyes, people, writings
from goldseam.safety.goodbye import PART_NAMES, SAY, Part, questions
from goldseam.web.pages.safety_forms import AskedForm, WhatIfForm
from goldseam.web.pages.shared import client_band, now, once, page
from goldseam.web.pages.written import is_autosave, kept, not_kept


def goodbye_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """What was written, and the way to a question, to the what-ifs, or out."""
    person = people.client(key)
    alliance = people.alliance_of(person)
    row = goodbyes.reflection(alliance)
    return page(
        request,
        "goodbye",
        "caseload",
        **client_band(person),
        say=SAY,
        parts=[(part.value, PART_NAMES[part]) for part in Part],
        written=goodbyes.written(row) if row else [],
        row=row,
        carried=goodbyes.carried(alliance),
        ending=endings.of(alliance),
    )


@require_POST
def begin(request: HttpRequest, key: UUID) -> HttpResponse:
    """Begin with one part, or take it up again."""
    row = goodbyes.begin(people.alliance_of(people.client(key)), now())
    part = request.POST.get("part", Part.MEANING.value)
    if part == Part.WHAT_IFS.value:
        return HttpResponseRedirect(reverse("goodbye_what_ifs", args=[key]))
    return HttpResponseRedirect(reverse("goodbye_question", args=[row.pk, part]))


def question(request: HttpRequest, key: UUID, part: str) -> HttpResponse:
    """One question of a part; an answer, or passing it over, brings the next of that part."""
    row = goodbyes.goodbye(key)
    client = endings.alliance_of(row).client
    there = reverse("client_goodbye", args=[client.pk])
    if request.method == "POST":
        form = AskedForm(request.POST)
        if not form.is_valid():
            return not_kept() if is_autosave(request) else HttpResponseRedirect(request.path)
        goodbyes.answer(row, form.cleaned_data["asked"], form.cleaned_data["answer"], now())
        if is_autosave(request):
            return kept()
        return HttpResponseRedirect(there if request.POST.get("go") == "stop" else request.path)
    asked = goodbyes.next_question(row, _part(part))
    if asked is None:
        return HttpResponseRedirect(there)
    form = AskedForm(initial={"asked": asked.id})
    return page(
        request,
        "goodbye_question",
        "caseload",
        **client_band(client),
        row=row,
        asked=asked,
        part=PART_NAMES[asked.part],
        form=form,
        back_url=there,
        say=SAY,
    )


def _part(name: str) -> Part:
    return next((one for one in Part if one.value == name), Part.MEANING)


def what_ifs(request: HttpRequest, key: UUID) -> HttpResponse:
    """The what-ifs: put into words, and set down one by one."""
    person = people.client(key)
    alliance = people.alliance_of(person)
    form = WhatIfForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            goodbyes.add_what_if(alliance, form.cleaned_data["what_if"], now())
            return request.path

        return once(request, act)
    lines = goodbyes.carried(alliance)
    return page(
        request,
        "goodbye_what_ifs",
        "caseload",
        **client_band(person),
        form=form,
        carried=lines,
        prompts=[one.text for one in questions() if one.part is Part.WHAT_IFS],
        just_set_down=request.GET.get("set") == "down",
        say=SAY,
    )


@require_POST
def set_down(request: HttpRequest, key: UUID) -> HttpResponse:
    """Set one down: kept, sealed, shown on no page again."""
    row = goodbyes.goodbye(key)
    client = endings.alliance_of(row).client_id
    is_reflection = "answers" in writings.body_of(row)

    def act() -> str:
        goodbyes.set_down(row, now())
        if is_reflection:
            return reverse("client_goodbye", args=[client])
        return reverse("goodbye_what_ifs", args=[client]) + "?set=down"

    return once(request, act)

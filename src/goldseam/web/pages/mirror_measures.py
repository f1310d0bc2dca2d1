"""Questionnaires about oneself over months: in words, figures one tap away."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldseam import instruments
from goldseam.acts import measures
from goldseam.acts.measures import Given, Group
from goldseam.errors import GoldseamError
from goldseam.instruments.licence import notices
from goldseam.mirror.measures import SAY
from goldseam.web import look
from goldseam.web.pages.forms_in import FormIn
from goldseam.web.pages.mirror_forms import zero_to_ten
from goldseam.web.pages.posting import sent
from goldseam.web.pages.shared import now, once, page, today


def overview(request: HttpRequest) -> HttpResponse:
    """Every group: what it says, and where its words come from while they are missing."""
    groups = [_shown(one) for one in measures.GROUPS]
    return page(request, "mirror_measures", "mirror", groups=groups, say=SAY, kept="kept" in request.GET)


def _shown(one: Group) -> dict[str, Any]:
    forms = measures.installed(one, today())
    missing = [instruments.get(id) for id in one.needs if id not in {form.id for form in forms}]
    return {
        "id": one.id,
        "name": one.name,
        "titles": [instruments.get(id).title for id in one.instruments],
        "ready": bool(forms),
        "missing": missing,
        "course": measures.course(one),
        "together": bool(one.own),
    }


class OwnForm(look.Form):
    """Our own questions that stand in for a questionnaire that is not installed."""

    def __init__(self, asked: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in asked:
            self.fields[name] = zero_to_ten(words)


def take(request: HttpRequest, group: str) -> HttpResponse:
    """Answer a group's questionnaires, one after the other on one page."""
    one = measures.group(group)
    forms = measures.installed(one, today())
    data = sent(request)
    asked = [(form, FormIn(form, data, prefix=form.id)) for form in forms]
    own = OwnForm(measures.own_questions(one, forms), data, prefix="own")
    problem = ""
    if request.method == "POST" and all(each.is_valid() for each in (own, *(typed for _, typed in asked))):
        given = Given(
            {form.id: typed.answers() for form, typed in asked},
            {name: int(value) if value else None for name, value in own.cleaned_data.items()},
        )

        def act() -> str:
            measures.keep(one, given, now())
            return reverse("mirror_measures") + "?kept"

        try:
            return once(request, act)
        except GoldseamError as wrong:
            problem = str(wrong)
    return page(
        request, "mirror_measure", "mirror",
        asked=[(form, typed, notices(form)) for form, typed in asked],
        own=own,
        ready=bool(forms),
        problem=problem,
        say=SAY,
        together=bool(one.own),
        name=one.name,
    )  # fmt: skip

"""Before the next session: the guide, the draft with its coach, the brief, and how it went."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from goldseam.acts import episodes, people, preparing, safety_gate, settings, writings
from goldseam.errors import BadInput
from goldseam.interop.ics import reminder
from goldseam.repair.brief import Went
from goldseam.repair.coach import READING_AID, coach
from goldseam.repair.guide import BREAK
from goldseam.repair.plan import Phase, name_of, ordered_strategies
from goldseam.safety.gate import Gate
from goldseam.terms.rupture import Strategy
from goldseam.web import look
from goldseam.web.look import Choices, ManyChoices
from goldseam.web.pages.drafting import marked
from goldseam.web.pages.drawing import day
from goldseam.web.pages.printing import PAPERS, pdf
from goldseam.web.pages.shared import client_band, now, once, page, today
from goldseam.web.paper import brief as paper

PHASES = {
    Phase.VALIDATE: _("First: see it from there"),
    Phase.OWN: _("Then: your part"),
    Phase.ASK: _("Then: ask"),
    Phase.OFFER: _("Then: what can change"),
    Phase.EXPLORE: _("Later: look at it together"),
}


class AnswerForm(look.Form):
    """One answer; empty passes the question over."""

    asked = forms.CharField(widget=forms.HiddenInput)
    answer = forms.CharField(
        label=_("What comes"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4, "class": "own"}),
    )


class DraftForm(look.Form):
    """The words to say, and how to be there."""

    draft = forms.CharField(
        label=_("What you want to say"),
        required=False,
        max_length=2_000,
        help_text=_("In your own words, as you would say it. Up to a minute aloud."),
        widget=forms.Textarea(attrs={"rows": 6, "class": "own"}),
    )
    stance = forms.CharField(label=_("How you want to be there"), required=False, max_length=200)
    not_to_do = forms.CharField(label=_("One thing not to do"), required=False, max_length=200)


class WentForm(look.Form):
    """How it went, in under a minute."""

    went = forms.ChoiceField(
        label=_("How did it go?"),
        choices=[
            (Went.CAME_BACK.value, _("We came back to it")),
            (Went.NOT_TODAY.value, _("Not today")),
            (Went.NOT_HELD.value, _("There was no session")),
        ],
        widget=Choices,
    )
    strategies = forms.MultipleChoiceField(label=_("What you tried"), required=False, widget=ManyChoices)
    line = forms.CharField(label=_("One line"), required=False, max_length=2_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["strategies"].choices = [  # type: ignore[attr-defined]
            (one.value, name_of(one)) for one in ordered_strategies()
        ]

    @property
    def first(self) -> list[Any]:
        """What is enough: a tap and a line."""
        return [self["went"], self["line"]]


def guide(request: HttpRequest, key: UUID) -> HttpResponse:
    """One curious question; an answer, or passing it over, brings the next. `?at=` asks out of order."""
    view = episodes.episode(key)
    gate = safety_gate.gate(view)
    if request.method == "POST":
        form = AnswerForm(request.POST)
        if form.is_valid():
            row = preparing.preparation(view, now())
            preparing.answer(row, form.cleaned_data["asked"], form.cleaned_data["answer"], now())
            if request.headers.get("X-Goldseam") == "autosave":
                return HttpResponse(status=204)
        return HttpResponseRedirect(reverse("guide", args=[key]))
    if not gate.go_on:
        return _resting(request, view, gate)
    question = preparing.next_to_ask(view, _phase(request.GET.get("at", "")))
    if question is None:
        return HttpResponseRedirect(reverse("draft", args=[key]))
    return page(
        request,
        "guide",
        "caseload",
        **client_band(view.row.alliance.client),
        view=view,
        question=question,
        phase=PHASES[question.phase],
        phases=[(one.value, name) for one, name in PHASES.items() if one is not question.phase],
        early=preparing.early(view, question),
        form=AnswerForm(initial={"asked": question.id}),
        offer=BREAK.offer,
    )


def _phase(asked: str) -> Phase | None:
    return next((one for one in Phase if str(one.value) == asked), None)


def _resting(request: HttpRequest, view: episodes.View, gate: Gate) -> HttpResponse:
    """The questions rest: why, and what comes first."""
    return page(
        request,
        "resting",
        "caseload",
        **client_band(view.row.alliance.client),
        view=view,
        gate=gate,
        can_go_on=safety_gate.can_look(view),
    )


@require_POST
def looked(request: HttpRequest, key: UUID) -> HttpResponse:
    """The therapist has looked at safety and wants the questions back."""
    view = episodes.episode(key)
    safety_gate.look(view, now())
    return HttpResponseRedirect(reverse("guide", args=[key]))


def draft(request: HttpRequest, key: UUID) -> HttpResponse:
    """The repair statement, read by the coach: what is there, what to reconsider, and why."""
    view = episodes.episode(key)
    row = preparing.preparation(view, now()) if request.method == "POST" else None
    form = DraftForm(request.POST or None, initial=preparing.in_hand(view))
    if row is not None and form.is_valid():
        writings.keep(row, now(), **form.cleaned_data)
        if request.headers.get("X-Goldseam") == "autosave":
            return HttpResponse(status=204)
        if request.POST.get("do") == "keep":
            return HttpResponseRedirect(reverse("brief", args=[view.row.alliance.client_id]))
    text = preparing.in_hand(view).get("draft", "")
    return page(
        request,
        "draft",
        "caseload",
        **client_band(view.row.alliance.client),
        view=view,
        form=form,
        read=_read(text, request.POST.get("do") == "anyway"),
        gate=safety_gate.gate(view),
        aid=READING_AID,
        answers=preparing.answered(preparing.preparation(view, now())) if preparing.in_hand(view) else [],
    )


def _read(text: str, past_doubt: bool) -> Any:
    """The coach's reading, or nothing where there is no draft yet."""
    if not text.strip():
        return None
    try:
        return marked(text, coach(text, past_doubt=past_doubt))
    except BadInput:
        return None


def brief_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """One screen before the session; afterwards, how it went."""
    person = people.client(key)
    alliance = people.alliance_of(person)
    form = WentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data

        def act() -> str:
            tried = [Strategy(value) for value in data["strategies"]]
            view = preparing.how_did_it_go(alliance, Went(data["went"]), tried, data["line"], now())
            return reverse("episode", args=[view.row.pk]) if view else reverse("client", args=[person.pk])

        return once(request, act)
    rests = safety_gate.before_session(alliance)
    return page(
        request,
        "brief",
        "caseload",
        **client_band(person, str(_("before the session"))),
        brief=preparing.brief_for(alliance, today(), rests),
        rests=rests,
        form=form,
        **_draft_of(alliance),
        tomorrow=today() + timedelta(days=1),
    )


def _draft_of(alliance: Any) -> dict[str, Any]:
    """Whether there are own words already, where to write them, and where the questions are."""
    view = preparing.latest_open(alliance)
    return {
        "guide_url": reverse("guide", args=[view.row.pk]) if view else reverse("unsafe"),
        "drafted": bool(view and preparing.in_hand(view).get("draft")),
        "draft_url": reverse("draft", args=[view.row.pk])
        if view
        else reverse("client", args=[alliance.client_id]),
    }


def brief_pdf(request: HttpRequest, key: UUID) -> HttpResponse:
    """The brief on paper."""
    alliance = people.alliance_of(people.client(key))
    one = preparing.brief_for(alliance, today(), safety_gate.before_session(alliance))
    sheet = paper.Brief(
        one.client,
        day(today()),
        one.last_rating,
        one.episodes,
        one.client_words,
        one.stance,
        one.opening,
        one.not_to_do,
        one.boundary,
        one.questions,
    )
    return pdf(paper.before_session(sheet, PAPERS[settings.preferences().paper]), "brief")


def brief_ics(request: HttpRequest, key: UUID) -> HttpResponse:
    """A reminder for the calendar. It names no one."""
    people.client(key)
    try:
        day = datetime.strptime(request.POST.get("day", ""), "%Y-%m-%d").date()  # noqa: DTZ007 (a day)
        hour = time.fromisoformat(request.POST.get("hour") or "09:00")
    except ValueError as error:
        raise BadInput("Give a day and an hour, such as 2026-03-31 and 08:45.") from error
    at = datetime.combine(day, hour, tzinfo=timezone.get_current_timezone())
    made = reminder(f"{key.hex[:8]}-{at:%Y%m%d%H%M}", at, now())
    reply = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    reply["Content-Disposition"] = 'attachment; filename="reminder.ics"'
    return reply

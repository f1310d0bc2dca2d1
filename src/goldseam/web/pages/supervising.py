"""The supervisee's own page about supervision: with whom, how it was, and how to come back to it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from goldseam.acts import supervising
from goldseam.acts.supervising import Told
from goldseam.errors import GoldseamError
from goldseam.mirror import supervising as room
from goldseam.mirror.supervising import SAY, SINCE, Since
from goldseam.web import look
from goldseam.web.look import Chips
from goldseam.web.pages.forms_in import FormIn
from goldseam.web.pages.posting import sent
from goldseam.web.pages.shared import now, once, page
from goldseam.web.pages.written import box, line

LABELS = {
    Since.MENDED: _("We came back to it, and it is mended"),
    Since.PARTLY: _("We came back to it, partly"),
    Since.LEFT: _("I let it rest"),
    Since.OPEN: _("It is still open"),
}


class NameForm(look.Form):
    """With whom."""

    name = line(_("With whom"), SAY.added)


class AfterForm(FormIn):
    """After a supervision: five questions, taps, words; nothing is required."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(supervising.form(), *args, **kwargs)
        self.fields["moments"] = forms.MultipleChoiceField(
            label=_("Tap what fits"),
            choices=[(one.id, one.text) for one in room.moments()],
            widget=Chips,
            required=False,
        )
        self.fields["note"] = box(_("A few words"))

    def told(self) -> Told:
        """What was told."""
        data = dict(self.cleaned_data)
        moments, note = data.pop("moments"), data.pop("note")
        return Told({name: int(value) for name, value in data.items() if value}, moments, note)


def people(request: HttpRequest) -> HttpResponse:
    """With whom one has supervision."""
    form = NameForm(sent(request))
    problem = ""
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            row = supervising.add(form.cleaned_data["name"], now())
            return reverse("supervising_one", args=[row.pk])

        try:
            return once(request, act)
        except GoldseamError as wrong:
            problem = str(wrong)
    known = [(row, name, _open(row)) for row, name in supervising.supervisors()]
    return page(request, "supervising", "mirror", form=form, problem=problem, known=known, say=SAY)


def _open(row: Any) -> bool:
    return any(one.is_open for one in supervising.meetings(row))


def one(request: HttpRequest, key: UUID) -> HttpResponse:
    """One supervision after the other, and a new note."""
    who, name = supervising.supervisor(key)
    form = AfterForm(sent(request))
    problem = ""
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            row = supervising.note(who, form.told(), now())
            return reverse("supervising_meeting", args=[row.pk])

        try:
            return once(request, act)
        except GoldseamError as wrong:
            problem = str(wrong)
    return page(
        request, "supervising_one", "mirror",
        who=who,
        name=name,
        form=form,
        problem=problem,
        questionnaire=supervising.form(),
        meetings=supervising.meetings(who)[::-1],
        say=SAY,
    )  # fmt: skip


def meeting(request: HttpRequest, key: UUID) -> HttpResponse:
    """One note: what is said of it, one question at a time, a sentence to begin with."""
    who, name, noted = supervising.meeting(key)
    asked = noted.body["asked"]
    question = room.next_question(asked)
    if request.method == "POST":
        if question is not None and request.POST.get("question") == question.id:
            supervising.answer(noted.row, question.id, request.POST.get("words", "")[:5_000], now())
        if "say" in request.POST:
            supervising.keep_words(noted.row, request.POST["say"][:5_000], now())
        return HttpResponseRedirect(reverse("supervising_meeting", args=[key]))
    told = {one.id: one.text for one in room.moments()}
    return page(
        request, "supervising_meeting", "mirror",
        who=who,
        name=name,
        noted=noted,
        moments=[told[tap] for tap in noted.body["moments"]],
        answers=[(item.text, noted.body["answers"].get(item.id)) for item in supervising.form().items],
        question=question,
        written=[(each.text, asked[each.id]) for each in room.questions() if asked.get(each.id)],
        openers=room.openers(),
        since=SINCE[noted.since],
        choices=[(each.value, LABELS[each]) for each in LABELS if each is not noted.since],
        say=SAY,
    )  # fmt: skip


@require_POST
def settle(request: HttpRequest, key: UUID) -> HttpResponse:
    """What became of it, by one's own word."""
    noted = supervising.meeting(key)[2]
    given = request.POST.get("since", "")
    if given in {each.value for each in Since}:
        supervising.settle(noted.row, Since(given), now())
    return HttpResponseRedirect(reverse("supervising_meeting", args=[key]))

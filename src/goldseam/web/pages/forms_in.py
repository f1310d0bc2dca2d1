"""Forms of a session: typed in from paper, or handed over to the client."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from goldseam.acts import check_ins, sessions
from goldseam.acts.licences import readable
from goldseam.errors import BadInput
from goldseam.instruments.questionnaire import Questionnaire
from goldseam.terms.scores import Item
from goldseam.web import look
from goldseam.web.look import Choices, Scale
from goldseam.web.pages.shared import client_band, now, once, page, today

WORDS = "words-"


def item_field(item: Item, number: int) -> forms.Field:
    """One item as a field: figures in a row, words on lines, never a default answer."""
    labels = [choice.text or str(choice.value) for choice in item.choices]
    ends = [_end(label) for label in (labels[0], labels[-1])]
    figures = len(item.choices) > 5
    options = [
        (str(choice.value), str(choice.value) if figures else label)
        for choice, label in zip(item.choices, labels, strict=True)
    ]
    widget = Scale(low=ends[0], high=ends[1]) if figures else Choices()
    label = item.text or gettext("Item %(number)d") % {"number": number}
    return forms.ChoiceField(label=label, choices=options, required=False, widget=widget)


def _end(label: str) -> str:
    """The words of a scale's end: "0 - not at all true" gives "not at all true"."""
    _, dash, words = label.partition(" - ")
    return words if dash else ("" if label.lstrip("-").isdecimal() else label)


class FormIn(look.Form):
    """All items of a questionnaire on one page."""

    def __init__(self, questionnaire: Questionnaire, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, item in enumerate(questionnaire.items, start=1):
            self.fields[item.id] = item_field(item, number)
        for one in questionnaire.free_text:
            self.fields[WORDS + one.id] = forms.CharField(
                label=one.text, required=False, widget=forms.Textarea(attrs={"rows": 3, "class": "own"})
            )

    def answers(self) -> dict[str, int]:
        """Item id to value, for the items that were answered."""
        given = self.cleaned_data.items()
        return {name: int(value) for name, value in given if value and not name.startswith(WORDS)}

    def words(self) -> str:
        """What was written in the free fields."""
        given = [value for name, value in self.cleaned_data.items() if name.startswith(WORDS) and value]
        return "\n\n".join(given)


def type_in(request: HttpRequest, key: UUID, instrument: str) -> HttpResponse:
    """Type a form in from paper."""
    row = sessions.session(key)
    questionnaire = readable(instrument, today())
    form = FormIn(questionnaire, request.POST or None)
    problem = ""
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            done = check_ins.record(row, instrument, form.answers(), now(), way="typed", words=form.words())
            where = reverse("session", args=[row.pk])
            return reverse("risk", args=[done.review.pk]) if done.review else where

        try:
            return once(request, act)
        except BadInput as wrong:
            problem = str(wrong)
    return page(
        request,
        "form_type",
        "caseload",
        **client_band(row.alliance.client),
        session=row,
        questionnaire=questionnaire,
        has_text=questionnaire.has_text(),
        form=form,
        problem=problem,
    )

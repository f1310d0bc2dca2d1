"""One form for one client: a question a page, or all on one; left at any point."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from goldseam.acts import handing, settings
from goldseam.acts.handing import InHand
from goldseam.instruments.licence import notices
from goldseam.instruments.questionnaire import FreeText
from goldseam.terms.scores import Item
from goldseam.web import look
from goldseam.web.pages.forms_in import WORDS, FormIn, item_field
from goldseam.web.pages.shared import now
from goldseam.web.place import PLACE, Handed


@dataclass
class Sent:
    """Which handing over has been answered, and whether help is to be shown. In memory only."""

    seat: str = ""
    contacts: list[str] = field(default_factory=list)


_sent = Sent()


def _is_sent() -> bool:
    return _sent.seat == PLACE.here.seat


def _mark_sent(contacts: list[str]) -> None:
    _sent.seat, _sent.contacts = PLACE.here.seat, contacts


def _handed() -> Handed:
    handed = PLACE.here.handed
    if handed is None:
        raise RuntimeError("a client's page was asked for while nothing was handed over")
    return handed


def _form() -> InHand:
    handed = _handed()
    return handing.in_hand(handed.session, handed.instruments[0], now())


def _page(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    return render(request, f"client/{name}.html", {"leave_url": reverse("client_stop"), **context})


def front(request: HttpRequest) -> HttpResponse:
    """What this is, who will see it, and how to go through it."""
    form = _form()
    if _is_sent():
        return HttpResponseRedirect(reverse("client_thanks"))
    one = form.questionnaire
    return _page(
        request,
        "front",
        title=one.title.removesuffix(" (client)"),
        label=one.label,
        count=len(form.questions()),
        minutes=one.minutes,
    )


class QuestionForm(look.Form):
    """One question."""

    one_question = True

    def __init__(self, asked: Item | FreeText, number: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(asked, Item):
            self.fields["answer"] = item_field(asked, number)
        else:
            area = forms.Textarea(attrs={"rows": 5, "class": "own"})
            self.fields["answer"] = forms.CharField(
                label=asked.text, required=False, max_length=5_000, widget=area
            )


def question(request: HttpRequest, number: int) -> HttpResponse:
    """The question with this number; answering keeps it and goes on."""
    form = _form()
    asked = form.questions()
    if not 1 <= number <= len(asked):
        return HttpResponseRedirect(reverse("client_send"))
    one = asked[number - 1]
    bound = QuestionForm(one, number, request.POST or None, initial={"answer": _given(form, one)})
    if request.method == "POST" and bound.is_valid():
        before = form.shows_contacts()
        form = _keep(form, one, bound.cleaned_data["answer"])
        if form.shows_contacts() and not before:
            return _page(request, "contacts", contacts=_contacts(), next_url=_next(form, number))
        return HttpResponseRedirect(_next(form, number))
    return _page(
        request,
        "question",
        form=bound,
        number=number,
        count=len(asked),
        stem=form.questionnaire.stem,
        back_url=reverse("client_question", args=[number - 1]) if number > 1 else reverse("client_front"),
        notice=" ".join(notices(form.questionnaire)),
    )


def _given(form: InHand, one: Item | FreeText) -> str:
    if isinstance(one, FreeText):
        return form.words.get(one.id, "")
    value = form.answers.get(one.id)
    return "" if value is None else str(value)


def _keep(form: InHand, one: Item | FreeText, answer: str) -> InHand:
    if isinstance(one, FreeText):
        return handing.keep(form, now(), answers={}, words={one.id: answer})
    return handing.keep(form, now(), answers={one.id: int(answer) if answer else None}, words={})


def _next(form: InHand, number: int) -> str:
    if number < len(form.questions()):
        return reverse("client_question", args=[number + 1])
    return reverse("client_send")


def all_on_one(request: HttpRequest) -> HttpResponse:
    """Every question on one page."""
    form = _form()
    first = {name: str(value) for name, value in form.answers.items()}
    bound = FormIn(form.questionnaire, request.POST or None, initial=first)
    if request.method == "POST" and bound.is_valid():
        given: dict[str, int | None] = {item.id: None for item in form.questionnaire.items}
        words = {
            name.removeprefix(WORDS): text
            for name, text in bound.cleaned_data.items()
            if name.startswith(WORDS)
        }
        handing.keep(form, now(), answers={**given, **bound.answers()}, words=words)
        return HttpResponseRedirect(reverse("client_send"))
    return _page(
        request,
        "all",
        form=bound,
        title=form.questionnaire.title.removesuffix(" (client)"),
        stem=form.questionnaire.stem,
        notice=" ".join(notices(form.questionnaire)),
        back_url=reverse("client_front"),
    )


def send(request: HttpRequest) -> HttpResponse:
    """Who will see this; then it goes to the therapist."""
    form = _form()
    if request.method == "POST":
        return _give(form, left_early=False)
    last = len(form.questions())
    return _page(request, "send", back_url=reverse("client_question", args=[last]), contacts=_if_needed(form))


def _give(form: InHand, *, left_early: bool) -> HttpResponse:
    """Send once; a second post finds it sent."""
    if not _is_sent():
        contacts = _if_needed(form)
        handing.send(form, now(), left_early=left_early)
        _mark_sent(contacts)
    return HttpResponseRedirect(reverse("client_thanks"))


def stop(request: HttpRequest) -> HttpResponse:
    """Leave: keep what was answered, or nothing."""
    form = _form()
    if request.method == "POST":
        if request.POST.get("do") == "keep":
            return _give(form, left_early=True)
        handing.drop(form)
        _mark_sent([])
        return HttpResponseRedirect(reverse("client_thanks"))
    return _page(request, "stop", empty=form.is_empty(), back_url=reverse("client_front"), leave_url="")


def thanks(request: HttpRequest) -> HttpResponse:
    """Thank you; and where help is, if an answer asked for it."""
    if not _is_sent():
        return HttpResponseRedirect(reverse("client_front"))
    return _page(request, "thanks", leave_url="", contacts=_sent.contacts)


def _contacts() -> list[str]:
    return list(settings.preferences().crisis_contacts) or [
        str(_("Your local emergency number, at any hour.")),
    ]


def _if_needed(form: InHand) -> list[str]:
    return _contacts() if form.asks_for_help() else []

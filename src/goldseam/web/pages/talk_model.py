"""A local model's suggestions: where it answers, asking it, taking a suggestion away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from goldseam.acts import settings, suggesting, transcripts
from goldseam.errors import BadInput
from goldseam.web import look
from goldseam.web.pages.shared import now, once, page


class ModelForm(look.Form):
    """Where a language model answers."""

    on = forms.BooleanField(label=_("A model may add suggestions when I ask it"), required=False)
    address = forms.CharField(
        label=_("Its address"),
        required=False,
        max_length=200,
        help_text=_("On this computer, for example localhost:11434/v1."),
    )
    name = forms.CharField(
        label=_("The model's name"),
        required=False,
        max_length=100,
        help_text=_("As the program that runs it calls it."),
    )
    elsewhere = forms.BooleanField(
        label=_("Allow an address beyond this computer"),
        required=False,
        help_text=_(
            "Your client's words then leave this computer. Whoever runs that address can read and keep them. "
            "With http anyone on the way can, too. Your client has to agree to that first."
        ),
    )


def settings_model(request: HttpRequest) -> HttpResponse:
    """Switch a model on or off."""
    kept = settings.preferences()
    first = {
        "on": kept.model_on,
        "address": kept.model_address,
        "name": kept.model_name,
        "elsewhere": kept.model_elsewhere,
    }
    form = ModelForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            suggesting.set_model(data["on"], data["address"].strip(), data["name"].strip(), data["elsewhere"])
        except BadInput as wrong:
            form.add_error("address", str(wrong))
        else:
            return HttpResponseRedirect(reverse("settings"))
    reply = page(request, "settings_model", "settings", form=form)
    reply.status_code = 422 if form.errors else 200
    return reply


@require_POST
def ask(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask the model about what it has not read yet. It may take a minute; no row is locked meanwhile."""
    row = transcripts.one(key, now())
    found = suggesting.ask(row, now(), agreed="agreed" in request.POST)

    def act() -> str:
        suggesting.keep(transcripts.one(key, now()), found)
        return _there(key)

    reply = once(request, act)
    if found.said:
        return page(
            request, "done", "caseload", title=_("What the model said"), text=found.said, back=_there(key)
        )
    return reply


@require_POST
def remove(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take a suggestion away, or all of them."""
    row = transcripts.one(key, now())

    def act() -> str:
        suggesting.remove(row, request.POST.get("which", "")[:100])
        return _there(key)

    return once(request, act)


def _there(key: UUID) -> str:
    return reverse("talk", args=[key]) + "#suggested"


@dataclass(frozen=True)
class SuggestionLine:
    """A suggestion as it stands on the page."""

    id: str
    turn: int
    kind: str
    says: str
    words: str
    url: str


@dataclass(frozen=True)
class Suggested:
    """What the transcript's page shows of the model: nothing where none is on and none was asked."""

    on: bool
    elsewhere: bool
    lines: tuple[SuggestionLine, ...]
    read_to: int
    said: str
    done: bool


def suggested(row: Any, url: Any) -> Suggested:
    """The section of the transcript's page; `url` gives the address at which a turn is open."""
    on = suggesting.is_on()
    lines = tuple(
        SuggestionLine(one.id, one.turn, one.kind.name, one.kind.says, one.words, url(one.turn))
        for one in suggesting.of(row)
    )
    read_to, said = suggesting.progress(row)
    done = on and not suggesting.is_more(row)
    return Suggested(on, on and suggesting.is_elsewhere(), lines, read_to, said, done)

"""Past scores from a file: choose, map, look, let in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from goldseam import instruments
from goldseam.acts import imports
from goldseam.errors import BadInput
from goldseam.instruments.questionnaire import Person, Purpose
from goldseam.interop.tables import Table
from goldseam.terms.scores import Better
from goldseam.web import look
from goldseam.web.look import Choices
from goldseam.web.pages.shared import now, page

OWN = "own"
NONE = "-1"


class FileForm(look.Form):
    """One file."""

    file = forms.FileField(
        label=_("The file"), help_text=_("CSV or .xlsx, up to 20 MB. It stays on this computer.")
    )


class MappingForm(look.Form):
    """Which column is which, and what the numbers mean."""

    client = forms.ChoiceField(label=_("Client"))
    session = forms.ChoiceField(label=_("Session number"))
    day = forms.ChoiceField(label=_("Day"))
    score = forms.ChoiceField(label=_("Score"))
    scale = forms.ChoiceField(label=_("What the scores come from"))
    title = forms.CharField(
        label=_("Its name"), required=False, max_length=50, help_text=_("For another scale.")
    )
    low = forms.FloatField(label=_("Lowest possible score"), required=False)
    high = forms.FloatField(label=_("Highest possible score"), required=False)
    step = forms.FloatField(label=_("Smallest step"), required=False, initial=1)
    better = forms.ChoiceField(
        label=_("Which end is the good one"),
        choices=[(Better.HIGHER.value, _("Higher is better")), (Better.LOWER.value, _("Lower is better"))],
        initial=Better.HIGHER.value,
        widget=Choices,
        required=False,
    )

    def __init__(self, table: Table, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        columns = [(str(at), name or f"{at + 1}") for at, name in enumerate(table.header)]
        for name in ("client", "score"):
            self.fields[name].choices = columns  # type: ignore[attr-defined]
        for name in ("session", "day"):
            self.fields[name].choices = [(NONE, _("not in this file")), *columns]  # type: ignore[attr-defined]
        self.fields["scale"].choices = [(OWN, _("Another scale, named below")), *_scales()]  # type: ignore[attr-defined]

    def mapping(self) -> imports.Mapping:
        """The columns as chosen."""
        data = self.cleaned_data
        return imports.Mapping(*(int(data[name]) for name in ("client", "score", "session", "day")))

    def scale_chosen(self) -> imports.Scale:
        """The scale as chosen. Errors: BadInput where it is not whole."""
        data = self.cleaned_data
        if data["scale"] != OWN:
            instrument, _, name = data["scale"].partition("|")
            return imports.shipped_scale(instrument, name)
        if data["low"] is None or data["high"] is None:
            raise BadInput("Give the lowest and the highest possible score of this scale.")
        better = Better(data["better"] or Better.HIGHER.value)
        return imports.own_scale(data["title"], data["low"], data["high"], data["step"] or 1.0, better)


def _scales() -> list[tuple[str, str]]:
    """Scores of shipped instruments that a client gives, alliance first."""
    found = []
    for one in sorted(
        map(instruments.get, instruments.all_ids()), key=lambda q: q.purpose is not Purpose.ALLIANCE
    ):
        if one.subject is Person.CLIENT:
            found += [
                (f"{one.id}|{rule.id}", f"{one.title}: {rule.id} ({rule.low:g} to {rule.high:g})")
                for rule in one.scores
            ]
    return found


def choose(request: HttpRequest) -> HttpResponse:
    """Choose a file."""
    form = FileForm(request.POST or None, request.FILES or None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            digest = imports.keep_file(given.name, given.read(), now())
        except BadInput as wrong:
            problem = str(wrong)
        else:
            return HttpResponseRedirect(reverse("import_map", args=[digest]))
    return page(request, "import_choose", "caseload", form=form, problem=problem)


def map_columns(request: HttpRequest, digest: str) -> HttpResponse:
    """Say which column is which, look at what would go in, then let it in."""
    table = imports.kept_table(digest)
    form = MappingForm(table, request.POST or None, initial=_first_guess(table))
    found = None
    if request.method == "POST" and form.is_valid():
        try:
            mapping, scale = form.mapping(), form.scale_chosen()
            found = imports.look(table, mapping, scale, digest)
        except BadInput as wrong:
            form.add_error(None, str(wrong))
        else:
            if request.POST.get("do") == "let_in" and found.good:
                done = imports.let_in(found, mapping, scale, digest, now())
                return page(request, "import_done", "caseload", done=done)
    return page(request, "import_map", "caseload", table=table, form=form, found=found)


def _first_guess(table: Table) -> dict[str, Any]:
    guess = imports.guess(table)
    first: dict[str, Any] = {
        "client": guess.client,
        "session": guess.session,
        "day": guess.day,
        "score": guess.score,
    }
    first |= {"scale": OWN, "step": 1, "better": Better.HIGHER.value}
    return first

"""Questionnaires: what each one is, whose words they are, and bringing one's own licence."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goldseam import instruments as shipped
from goldseam.acts import licences
from goldseam.errors import BadInput, GoldseamError
from goldseam.instruments import Attestation, Questionnaire
from goldseam.instruments.change import threshold
from goldseam.instruments.licence import notices, read_overlay
from goldseam.instruments.rights import LicenceKind
from goldseam.web import look
from goldseam.web.look import Choices
from goldseam.web.pages.forms import DayField
from goldseam.web.pages.shared import now, page, today

MOST_BYTES = 200_000


class LicenceForm(look.Form):
    """What a person states about their own licence, and the text file."""

    text = forms.FileField(label=_("The text, as a TOML file"))
    holder = forms.CharField(label=_("Who holds the rights"), max_length=200)
    kind = forms.ChoiceField(
        label=_("What you have"),
        choices=[
            (LicenceKind.LETTER.value, _("A letter or e-mail")),
            (LicenceKind.PAID.value, _("A paid licence")),
            (LicenceKind.INDIVIDUAL.value, _("A licence for one person")),
            (LicenceKind.ORGANISATION.value, _("A licence of an organisation")),
            (LicenceKind.OPEN.value, _("An open licence that allows use as it is")),
        ],
        widget=Choices,
    )
    reference = forms.CharField(label=_("Its number or date"), max_length=200)
    scope = forms.CharField(label=_("For whom and where"), max_length=200, required=False)
    electronic = forms.BooleanField(label=_("It allows use on a screen"), required=False)
    languages = forms.CharField(label=_("Languages, such as: en, de"), initial="en", max_length=60)
    expiry = DayField(label=_("Its last day"), required=False)
    uses_allowed = forms.IntegerField(label=_("Most forms it allows"), required=False, min_value=1)
    attested_by = forms.CharField(label=_("Your name"), max_length=120)

    def attestation(self) -> Attestation:
        """The statement."""
        data = dict(self.cleaned_data)
        data.pop("text")
        languages = tuple(part.strip() for part in data.pop("languages").split(",") if part.strip())
        return Attestation(**data, languages=languages, on=today())


def instruments_page(request: HttpRequest) -> HttpResponse:
    """All questionnaires."""
    found = [shipped.get(one) for one in shipped.all_ids()]
    lines = [{"id": one.id, "title": one.title, "note": _note(one)} for one in found]
    return page(request, "instruments", "settings", instruments=lines)


def _note(one: Questionnaire) -> str:
    if not one.has_text():
        licence = licences.licence_for(one.id)
        return (
            gettext("Your own licence is noted.") if licence else gettext("Its words need your own licence.")
        )
    return " ".join(notices(one)[:1])


def instrument_page(request: HttpRequest, instrument: str) -> HttpResponse:
    """One questionnaire; a licence of one's own comes by POST."""
    if instrument not in shipped.all_ids():
        raise Http404
    questionnaire = shipped.get(instrument)
    form = LicenceForm(request.POST or None, request.FILES or None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            _keep(instrument, form)
        except GoldseamError as wrong:
            problem = str(wrong)
        else:
            return HttpResponseRedirect(reverse("instrument", args=[instrument]))
    return page(request, "instrument", "settings", **_context(questionnaire), form=form, problem=problem)


def _keep(instrument: str, form: LicenceForm) -> None:
    file = form.cleaned_data["text"]
    if file.size > MOST_BYTES:
        raise BadInput(f"This file has {file.size:,} bytes; a text has up to {MOST_BYTES:,}.")
    try:
        text = file.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadInput("This file is not UTF-8 text. Save it as UTF-8, then choose it again.") from error
    given = read_overlay(text, file.name)
    if given.instrument != instrument:
        raise BadInput(
            f"This text is for {given.instrument}; this page is for {instrument}. Choose another file."
        )
    licences.add_licence(instrument, given.texts, form.attestation(), now())


def _context(one: Questionnaire) -> dict[str, Any]:
    rows = [
        (gettext("For"), gettext("client") if one.respondent.value == "client" else gettext("therapist")),
        (gettext("Minutes"), f"{one.minutes:g}"),
        *(
            (rule.id, gettext("%(low)g to %(high)g. %(change)s") % {
                "low": rule.low, "high": rule.high, "change": threshold(rule).because
            })
            for rule in one.scores
        ),
    ]  # fmt: skip
    row = licences.licence_for(one.id)
    said = ""
    if row is not None:
        given = licences.attestation_of(row)
        said = gettext("%(holder)s, %(reference)s, until %(end)s") % {
            "holder": given.holder, "reference": given.reference, "end": given.expiry or gettext("no end")
        }  # fmt: skip
    return {
        "questionnaire": one,
        "has_text": one.has_text(),
        "rows": rows,
        "notice": " ".join(notices(one)),
        "needs_licence": not one.has_text(),
        "licence": said,
    }


def remove_licence(request: HttpRequest, instrument: str) -> HttpResponse:
    """Take a licence away; answers stay."""
    row = licences.licence_for(instrument)
    if request.method == "POST" and row is not None:
        licences.remove_licence(row, now())
    return HttpResponseRedirect(reverse("instrument", args=[instrument]))

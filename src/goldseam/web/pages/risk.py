"""A risk review: what was answered, what was done. No score, no prediction."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from goldseam.acts import risk, settings
from goldseam.safety.risk import SAY, Step, label
from goldseam.web.look import Choices
from goldseam.web.pages.drawing import Moment, day
from goldseam.web.pages.forms import WordsForm
from goldseam.web.pages.shared import client_band, now, once, page


class StepForm(WordsForm):
    """One step that was taken."""

    kind = forms.ChoiceField(
        label=_("What you did"), choices=[(one.value, label(one)) for one in Step], widget=Choices
    )
    field_order = ("kind", "words")


def risk_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """One review."""
    review = risk.review(key)
    form = StepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            risk.step(review.row, Step(form.cleaned_data["kind"]), form.cleaned_data["words"], now())
            return reverse("risk", args=[key])

        return once(request, act)
    steps = [
        Moment("page", "quiet", day(fact.on), label(Step(fact.kind)), "", fact.words) for fact in review.facts
    ]
    return page(
        request,
        "risk",
        "caseload",
        **client_band(review.row.client),
        review=review,
        not_a_rating=SAY.not_a_rating,
        moments=steps,
        form=form,
        contacts=settings.preferences().crisis_contacts,
    )

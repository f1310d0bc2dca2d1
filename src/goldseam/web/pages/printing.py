"""Sheets to print."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from goldseam import instruments
from goldseam.acts import settings
from goldseam.acts.hard import CHIPS
from goldseam.acts.licences import readable
from goldseam.repair.guide import next_question
from goldseam.repair.plan import Phase
from goldseam.web.pages.hard_forms import STEPS
from goldseam.web.pages.shared import today
from goldseam.web.paper.card import evening_card
from goldseam.web.paper.check_in import check_in_sheet
from goldseam.web.paper.press import Paper

PAPERS = {"a4": Paper.A4, "letter": Paper.LETTER}


def paper_form(request: HttpRequest, instrument: str) -> HttpResponse:
    """A questionnaire on paper."""
    if instrument not in instruments.all_ids():
        raise Http404
    chosen = settings.preferences()
    made = check_in_sheet(
        readable(instrument, today()), PAPERS[chosen.paper], contacts=chosen.crisis_contacts
    )
    return pdf(made, instrument)


def card_pdf(request: HttpRequest) -> HttpResponse:
    """The prompts of a hard evening on paper."""
    steps = [(str(one.title), str(one.lead)) for one in STEPS]
    chips = [str(words) for _, words in CHIPS]
    question = next_question([], phase=Phase.VALIDATE)
    paper = PAPERS[settings.preferences().paper]
    return pdf(evening_card(steps, chips, question.text if question else "", paper), "card")


def pdf(made: bytes, name: str) -> HttpResponse:
    """A PDF that the browser shows."""
    reply = HttpResponse(made, content_type="application/pdf")
    reply["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return reply

"""Sheets to print."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from goldseam import instruments
from goldseam.acts import settings
from goldseam.acts.hard import CHIPS, FEELINGS
from goldseam.acts.licences import readable
from goldseam.repair.guide import next_question
from goldseam.repair.plan import Phase
from goldseam.web.pages.hard_forms import STEPS, WHERE
from goldseam.web.pages.shared import today
from goldseam.web.paper.card import Prompt, evening_card
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
    question = next_question([], phase=Phase.VALIDATE)
    what, arrive, curious, part, where = STEPS
    prompts = [
        Prompt(str(what.title), chips=tuple(str(words) for _, words in CHIPS)),
        Prompt(str(arrive.title), str(arrive.lead), tuple(str(words) for _, words in FEELINGS), 0),
        Prompt(str(curious.title), question.text if question else ""),
        Prompt(str(part.title), str(part.lead), lines=4),
        Prompt(str(where.title), chips=tuple(str(words) for _, words in WHERE), lines=0),
    ]
    return pdf(evening_card(prompts, PAPERS[settings.preferences().paper]), "card")


def pdf(made: bytes, name: str) -> HttpResponse:
    """A PDF that the browser shows."""
    reply = HttpResponse(made, content_type="application/pdf")
    reply["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return reply

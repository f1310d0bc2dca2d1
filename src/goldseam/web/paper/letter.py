"""The ending letter on paper."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext

from goldseam.safety.letter import Paragraph
from goldseam.web.paper.press import Paper, printed


def letter_sheet(paragraphs: Sequence[Paragraph], paper: Paper = Paper.A4) -> bytes:
    """A PDF of the letter; it bears no name of this program."""
    told = [{"text": one.text, "items": list(one.items)} for one in paragraphs]
    return printed("letter", {"title": gettext("Letter"), "paragraphs": told}, paper)

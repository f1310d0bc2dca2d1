"""The card for a hard evening: the prompts of the three-minute note, on paper, to be typed in later."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext

from goldseam.web.paper.press import Paper, printed


def evening_card(
    steps: Sequence[tuple[str, str]], chips: Sequence[str], question: str, paper: Paper = Paper.A4
) -> bytes:
    """A PDF with each step as a heading, its line of prompt, and room to write."""
    data = {
        "title": gettext("Hard one?"),
        "chips": list(chips),
        "steps": [{"name": name, "lead": lead} for name, lead in steps],
        "question": question,
        "close": gettext("Initials only. You can stop anywhere."),
    }
    return printed("card", data, paper)

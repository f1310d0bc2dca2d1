"""The card for a hard evening: the prompts of the three-minute note, on paper, to be typed in later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.utils.translation import gettext

from goldseam.web.paper.press import Paper, printed


@dataclass(frozen=True)
class Prompt:
    """One step: its name, a line of lead, words to tick, and how many empty lines."""

    name: str
    lead: str = ""
    chips: tuple[str, ...] = ()
    lines: int = 3


def evening_card(prompts: Sequence[Prompt], paper: Paper = Paper.A4) -> bytes:
    """A PDF with each step as a heading, its prompt, and room to write."""
    data = {
        "title": gettext("Hard one?"),
        "prompts": [asdict(one) for one in prompts],
        "close": gettext("Initials only. You can stop anywhere."),
    }
    return printed("card", data, paper)

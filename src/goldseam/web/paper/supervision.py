"""The supervision sheet: one page about one moment, with a plan for fifteen minutes."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext

from goldseam.growth import consult
from goldseam.growth.sharing import Leaving
from goldseam.web.paper.press import Paper, printed
from goldseam.web.paper.shared import laid_out


def who(one: consult.Stretch) -> str:
    """Whose turn a stretch is."""
    return {"you": gettext("You"), "peer": gettext("Your peer"), "both": gettext("Both")}[one.who]


def supervision_sheet(parts: Iterable[Leaving], paper: Paper = Paper.A4) -> bytes:
    """A PDF of the sheet as previewed, with the fifteen minutes below."""
    plan = [
        {
            "minutes": gettext("%(n)d min") % {"n": one.seconds // 60},
            "who": who(one),
            "text": one.text,
        }
        for one in consult.peer_plan()
    ]
    data = {
        "title": consult.SAY.title,
        "parts": laid_out(parts),
        "notes_title": gettext("Notes"),
        "plan_title": gettext("Fifteen minutes"),
        "plan": plan,
        "notes": [consult.SAY.contract, consult.SAY.stays],
    }
    return printed("supervision", data, paper)

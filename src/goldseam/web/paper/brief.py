"""The before-session brief: one page, forty-five seconds."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from goldseam.web.paper.press import Paper, printed


@dataclass(frozen=True)
class Brief:
    """What stands on the sheet; an empty part is left out. `own` are the client's own words."""

    code: str
    session: str
    usual: str = ""
    open: tuple[str, ...] = ()
    own: str = ""
    stance: str = ""
    opening: str = ""
    not_to_do: str = ""
    boundary: str = ""
    questions: tuple[str, ...] = ()


def before_session(brief: Brief, paper: Paper = Paper.A4) -> bytes:
    """A PDF of the brief; the lower part is empty lines for *how did it go*."""
    parts = [
        (gettext("To keep in mind"), [brief.boundary], False),
        (gettext("The ratings"), [brief.usual], False),
        (gettext("Still open"), list(brief.open), False),
        (gettext("In their words"), [brief.own], True),
        (gettext("How I want to be there"), [brief.stance], False),
        (gettext("My first sentence"), [brief.opening], True),
        (gettext("One thing not to do"), [brief.not_to_do], False),
        (gettext("Two questions"), list(brief.questions), False),
    ]
    return printed(
        "brief",
        {
            "title": gettext("Before the session"),
            "code": brief.code,
            "session": brief.session,
            "parts": [
                {"name": name, "lines": [line for line in lines if line], "words": words}
                for name, lines, words in parts
                if any(lines)
            ],
            "after": gettext("How did it go?"),
        },
        paper,
    )

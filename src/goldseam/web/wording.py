"""Labels, hints, tones and shapes of every state, in this one file.

A tone is a CSS class `t-...`, a mark is a shape drawn by `goldseam.web.charts.marks`. Words come
first: the shape repeats the word, the tone repeats the shape. There is no red, and no state is called
failed. Texts are English source strings; `worded` translates them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from django.utils.translation import gettext

from goldseam.terms.people import Attendance, Ending
from goldseam.terms.rupture import EpisodeStatus, FactKind, Judge, Marker, Outcome, Standing


def _(text: str) -> str:
    """Mark a text for translation. Django's own marker wants settings at import; this room does not."""
    return text


@dataclass(frozen=True)
class Wording:
    """How a state is said and shown: its label, one sentence about it, a tone and a shape."""

    label: str
    hint: str = ""
    tone: str = "quiet"
    mark: str = "ring"


STANDING: dict[Enum, Wording] = {
    Standing.TOO_EARLY: Wording(
        _("Too early to say"), _("There are not enough sessions for a usual yet."), "quiet", "dotted"
    ),
    Standing.STEADY: Wording(_("Steady"), _("Within this client's usual."), "steady", "dot"),
    Standing.STRAINED: Wording(_("Strained"), _("Lower than this client's usual."), "strained", "diamond"),
    Standing.MENDING: Wording(_("Mending"), _("Coming back towards this client's usual."), "mending", "half"),
}
EPISODE: dict[Enum, Wording] = {
    EpisodeStatus.NOTICED: Wording(
        _("Noticed"), _("Something may have happened. You have not said yet."), "strained", "diamond"
    ),
    EpisodeStatus.OPEN: Wording(_("Still open"), _("You said that something happened."), "strained", "ring"),
    EpisodeStatus.PLANNED: Wording(
        _("Planned"), _("There is a plan for the next session."), "mending", "page"
    ),
    EpisodeStatus.ATTEMPTED: Wording(
        _("Repair tried"), _("You have come back to it together."), "mending", "half"
    ),
    EpisodeStatus.PARTLY_MENDED: Wording(
        _("Partly mended"), _("Some of it is settled. Some of it is still there."), "mending", "part"
    ),
    EpisodeStatus.MENDED: Wording(_("Mended"), _("It is settled between you."), "mending", "seam"),
    EpisodeStatus.ENDED_WITHOUT_REPAIR: Wording(
        _("Ended without repair"), _("The work ended before this was mended."), "quiet", "apart"
    ),
    EpisodeStatus.SET_DOWN: Wording(
        _("Set down"), _("Closed as it stands. Something may be unsettled."), "quiet", "square"
    ),
    EpisodeStatus.SET_ASIDE: Wording(
        _("Set aside"), _("You said that this was something else."), "quiet", "dash"
    ),
}
OUTCOME: dict[Enum, Wording] = {
    Outcome.STILL_OPEN: Wording(_("Still open"), _("It is not settled yet."), "strained", "ring"),
    Outcome.PARTLY_MENDED: Wording(
        _("Partly mended"), _("Some of it is settled. Some of it is still there."), "mending", "part"
    ),
    Outcome.MENDED: Wording(_("Mended"), _("It is settled."), "mending", "seam"),
    Outcome.ENDED_WITHOUT_REPAIR: Wording(
        _("Ended without repair"), _("The work ended before this was mended."), "quiet", "apart"
    ),
}
JUDGE: dict[Enum, Wording] = {
    Judge.THERAPIST: Wording(_("You say"), _("Your own view."), "quiet", "page"),
    Judge.CLIENT: Wording(_("Your client says"), _("From the repair check."), "quiet", "dot"),
    Judge.RATINGS: Wording(_("The ratings say"), _("Worked out from the check-ins."), "quiet", "square"),
}
ATTENDANCE: dict[Enum, Wording] = {
    Attendance.HELD: Wording(_("Held"), "", "steady", "dot"),
    Attendance.LATE: Wording(_("Late"), _("The session began late."), "quiet", "half"),
    Attendance.MISSED: Wording(_("Missed"), _("This is not counted as a drop."), "quiet", "ring"),
    Attendance.CANCELLED: Wording(_("Cancelled"), _("This is not counted as a drop."), "quiet", "dash"),
}
ENDING: dict[Enum, Wording] = {
    Ending.PLANNED: Wording(_("Ended as planned"), _("You said goodbye together."), "steady", "dot"),
    Ending.MOVED: Wording(_("Moved on"), _("The work goes on with someone else."), "quiet", "half"),
    Ending.CLIENT_LEFT: Wording(_("Client left"), _("The client ended the work."), "quiet", "apart"),
    Ending.WITHOUT_REPAIR: Wording(
        _("Ended without repair"), _("Some things stay open, and had meaning."), "quiet", "apart"
    ),
    Ending.FOR_SAFETY: Wording(
        _("Ended for safety"), _("Someone was not safe. You ended it."), "quiet", "square"
    ),
}
MARKER: dict[Enum, Wording] = {
    Marker.WITHDRAWAL: Wording(
        _("Moving away"), _("Withdrawal: going quiet, avoiding."), "strained", "apart"
    ),
    Marker.CONFRONTATION: Wording(
        _("Moving against"), _("Confrontation: complaint, anger."), "strained", "diamond"
    ),
    Marker.MIXED: Wording(_("Both"), _("Moving away and moving against."), "strained", "part"),
    Marker.UNKNOWN: Wording(_("Not clear yet"), _("No one has said which it is."), "quiet", "dotted"),
}
FACT: dict[Enum, Wording] = {
    FactKind.NOTICED: Wording(_("Noticed"), "", "strained", "diamond"),
    FactKind.CONFIRMED: Wording(_("You said: something happened"), "", "strained", "ring"),
    FactKind.NOT_A_RUPTURE: Wording(_("You said: this was something else"), "", "quiet", "dash"),
    FactKind.PLANNED: Wording(_("Planned"), "", "mending", "page"),
    FactKind.ATTEMPTED: Wording(_("Repair tried"), "", "mending", "half"),
    FactKind.JUDGED: Wording(_("How it came out"), "", "mending", "part"),
    FactKind.CLOSED: Wording(_("Set down"), "", "quiet", "seam"),
    FactKind.REOPENED: Wording(_("Opened again"), "", "strained", "ring"),
}
WORDS: dict[Enum, Wording] = {
    **STANDING, **EPISODE, **OUTCOME, **JUDGE, **ATTENDANCE, **ENDING, **MARKER, **FACT,
}  # fmt: skip


def worded(state: Enum) -> Wording:
    """The wording of a state, in the language of the page.

    >>> STANDING[Standing.STRAINED].label, STANDING[Standing.STRAINED].mark
    ('Strained', 'diamond')
    """
    found = WORDS[state]
    return replace(found, label=gettext(found.label), hint=gettext(found.hint) if found.hint else "")


def how_sure(probability: float) -> str:
    """A probability in 0..1 as a phrase, in the language of the page; the figure stays one tap away."""
    return gettext(phrase(probability))


def phrase(probability: float) -> str:
    """A probability in 0..1 as an English phrase.

    The words and cut points are the calibrated scale of the IPCC guidance note (Mastrandrea et al.
    2010): .90, .66, .33, .10. People hear such words differently, so a page keeps the figure near.

    >>> phrase(0.93), phrase(0.5), phrase(0.02)
    ('very likely', 'about as likely as not', 'very unlikely')
    """
    return next((words for above, words in _SURE if probability >= above), _SURE[-1][1])


_SURE = (
    (0.9, _("very likely")),
    (0.66, _("likely")),
    (0.33, _("about as likely as not")),
    (0.1, _("not likely")),
    (0.0, _("very unlikely")),
)

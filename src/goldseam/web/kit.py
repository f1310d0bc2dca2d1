"""The kit: every component on one page, with invented words. For development only, never routed in a book.

`python tools/kit.py` serves it; `make screenshots` photographs it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from goldseam.terms.rupture import EpisodeStatus, Reading, Standing
from goldseam.web import look, wording
from goldseam.web.charts.chart import Chart, Span
from goldseam.web.charts.figure import figure
from goldseam.web.charts.strip import strip

_CHIPS = (
    "went quiet", "yes, but", "angry with me", "I said the wrong thing",
    "missed or late", "wants to stop", "I pulled away", "I do not know",
)  # fmt: skip
_SCORES = (44, 46, 45, 46, None, 45, 31, 34, 44, 45, 46, None, 47, 46)


class NoteForm(look.Form):
    """The hard-session note, as an example of every kind of field."""

    happened = forms.CharField(
        label="What happened", widget=forms.Textarea, help_text="A line is enough. Initials only."
    )
    chips = forms.MultipleChoiceField(
        label="Or tap what fits", choices=[(c, c) for c in _CHIPS], widget=look.Chips, required=False
    )
    on = forms.DateField(label="Which day", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    where = forms.ChoiceField(
        label="What is this for",
        choices=[("a", "Keep it private"), ("b", "Bring it to supervision"), ("c", "Plan the next session")],
        widget=look.Choices,
    )
    pull = forms.ChoiceField(
        label="I felt the pull to defend, fix, agree or go quiet",
        choices=[(str(n), str(n)) for n in range(11)],
        widget=look.Scale("not at all", "completely"),
    )
    code = forms.CharField(label="Code name or initials")
    alone = forms.BooleanField(label="I am safe where I am", required=False)


@dataclass(frozen=True)
class Moment:
    """One line of a timeline."""

    mark: str
    tone: str
    when: str
    title: str
    text: str = ""
    words: str = ""


def readings(scores: tuple[int | None, ...] = _SCORES) -> tuple[Reading, ...]:
    """An invented course: a fall at session 7, back by 9."""
    falls = {7: Standing.STRAINED, 8: Standing.MENDING}
    return tuple(
        Reading(
            session=n,
            score=score,
            p_rupture=0.93 if n == 7 else 0.08,
            usual_low=42.0 if n > 3 else None,
            usual_high=48.0 if n > 3 else None,
            status=Standing.TOO_EARLY if n < 4 else falls.get(n, Standing.STEADY),
            alert=n == 7,
            because="",
        )
        for n, score in enumerate(scores, 1)
    )


def kit_page(request: HttpRequest) -> HttpResponse:
    """Every component once."""
    course = readings()
    chart = Chart("course", "Connection, session by session", course, 0, 50,
                  (Span(7, EpisodeStatus.MENDED, 9, (8,)), Span(13, EpisodeStatus.OPEN)))  # fmt: skip
    quiet = tuple(r for r in course if r.session < 7)
    return render(request, "goldseam/kit.html", _frame() | {
        "figure": figure(chart),
        "early": figure(Chart("early", "Connection, session by session", course[:2], 0, 50)),
        "form": NoteForm(),
        "wrong": NoteForm({"w-chips": ["went quiet"], "w-pull": "7"}, prefix="w"),
        "groups": [(name, list(group)) for name, group in (
            ("Standing", wording.STANDING), ("Episode", wording.EPISODE), ("Outcome", wording.OUTCOME),
            ("Attendance", wording.ATTENDANCE), ("Ending", wording.ENDING), ("Marker", wording.MARKER))],
        "badges": [(f"{chr(65 + n)}{chr(75 + n)}", n) for n in range(12)],
        "lines": [("Sam", 0, Standing.STEADY, strip("s1", "Sam", course, 0, 50)),
                  ("K. L.", 1, Standing.STRAINED, strip("s2", "K. L.", course[:7], 0, 50)),
                  ("Quiet Tuesday", 2, Standing.MENDING, strip("s3", "Quiet Tuesday", course[:8], 0, 50)),
                  ("RB", 3, Standing.TOO_EARLY, strip("s4", "RB", quiet[:3], 0, 50))],
        "moments": _moments(),
        "facts": [("Started", "3 March 2026"), ("Sessions", "14, two forms missing"), ("Usual", "42 to 48")],
    })  # fmt: skip


def check_in_page(request: HttpRequest) -> HttpResponse:
    """One question of a check-in, as the client sees it."""
    scale = look.Scale("not at all true", "completely true", choices=[(str(n), str(n)) for n in range(11)])
    return render(request, "goldseam/kit_check_in.html", {
        "number": 2, "count": 7, "question": "I could say what was really on my mind.",
        "scale": scale.render("honest", None, {"id": "honest"}), "leave_url": "#", "back_url": "#",
        "idle_seconds": request.GET.get("idle", ""),
    })  # fmt: skip


def part_page(request: HttpRequest) -> HttpResponse:
    """A page of which only one part is taken over."""
    return render(request, "goldseam/kit_part.html", {"given": request.POST.get("said", "")})


def locked_page(request: HttpRequest) -> HttpResponse:
    """The locked page's look."""
    return render(request, "goldseam/kit_locked.html", {})


def _frame() -> dict[str, Any]:
    return {"client_code": "Sam", "client_number": 0, "note": "14 sessions, since March", "here": "caseload"}


def _moments() -> list[Moment]:
    return [
        Moment("diamond", "strained", "Session 7, 12 May", "Noticed", "The ratings fell from 45 to 31."),
        Moment("page", "mending", "13 May", "Planned", "", "I moved on too fast. I want to ask."),
        Moment("half", "mending", "Session 8, 19 May", "Repair tried", "You named your part, and asked."),
        Moment("seam", "mending", "Session 9, 26 May", "Mended", "Your client says: settled, and closer."),
    ]  # fmt: skip


urlpatterns = [
    path("", kit_page, name="door"),
    path("caseload", kit_page, name="caseload"),
    path("settings", kit_page, name="settings"),
    path("help", kit_page, name="help"),
    path("note", kit_page, name="hard_begin"),
    path("lock", locked_page, name="lock"),
    path("part", part_page),
    path("check-in", check_in_page),
    path("locked", locked_page),
]

"""The episode page: why first, then the plan, attempts, and the outcome in three views."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldseam.acts import episodes, outcomes, sessions
from goldseam.repair.plan import name_of, ordered_strategies
from goldseam.terms.rupture import Judge, Outcome, Strategy
from goldseam.web.pages import drawing
from goldseam.web.pages.forms import AttemptForm, JudgeForm, PlanForm, WordsForm
from goldseam.web.pages.shared import client_band, now, once, page


def _choices() -> list[tuple[str, str]]:
    return [(one.value, name_of(one)) for one in ordered_strategies()]


def _session_choices(view: episodes.View) -> list[tuple[str, str]]:
    rows = sessions.sessions_of(view.row.alliance)
    onset = view.onset.number if view.onset else 0
    return [(str(row.pk), drawing.session_name(row)) for row in reversed(rows) if row.number >= onset]


def episode_page(request: HttpRequest, key: UUID, **forms: object) -> HttpResponse:
    """One episode."""
    view = episodes.episode(key)
    context: dict[str, object] = {
        "plan_form": PlanForm(choices=_choices(), auto_id="plan_%s"),
        "attempt_form": AttemptForm(
            choices=_choices(), sessions=_session_choices(view), auto_id="attempt_%s"
        ),
        "judge_form": JudgeForm(auto_id="judge_%s"),
        "words_form": WordsForm(),
    }
    return page(
        request,
        "episode",
        "caseload",
        **client_band(view.row.alliance.client, drawing.episode_note(view)),
        view=view,
        reasons=drawing.reasons(view),
        moments=drawing.moments(view),
        strategies=drawing.strategy_cards(view),
        early=episodes.early(view),
        views=outcomes.three_views(view),
        passage=drawing.passage(outcomes.looked_back(view)),
        **{**context, **forms},
    )


def _post(
    request: HttpRequest, key: UUID, name: str, form: object, act: Callable[[Any], object]
) -> HttpResponse:
    """Do one act on an episode if its form is whole, else show the page with what needs a look."""
    if request.method != "POST" or not form.is_valid():  # type: ignore[attr-defined]
        return episode_page(request, key, **{name: form} if request.method == "POST" else {})
    row = episodes.episode(key).row

    def run() -> str:
        act(row)
        return reverse("episode", args=[key])

    return once(request, run)


def _with_words(act: Callable[[Any, datetime, str], object]) -> Callable[[HttpRequest, UUID], HttpResponse]:
    """A page for an act on an episode that takes a few words."""

    def view(request: HttpRequest, key: UUID) -> HttpResponse:
        form = WordsForm(request.POST)
        return _post(
            request, key, "words_form", form, lambda row: act(row, now(), form.cleaned_data["words"])
        )

    return view


confirm = _with_words(episodes.confirm)
not_a_rupture = _with_words(episodes.not_a_rupture)
set_down = _with_words(episodes.set_down)
reopen = _with_words(episodes.reopen)


def plan(request: HttpRequest, key: UUID) -> HttpResponse:
    """A plan for the next session."""
    form = PlanForm(request.POST, choices=_choices(), auto_id="plan_%s")

    def act(row: Any) -> object:
        chosen = [Strategy(value) for value in form.cleaned_data["strategies"]]
        return episodes.plan(row, chosen, form.cleaned_data["words"], now())

    return _post(request, key, "plan_form", form, act)


def attempt(request: HttpRequest, key: UUID) -> HttpResponse:
    """What was tried in a session."""
    view = episodes.episode(key)
    form = AttemptForm(
        request.POST, choices=_choices(), sessions=_session_choices(view), auto_id="attempt_%s"
    )

    def act(row: Any) -> object:
        data = form.cleaned_data
        chosen = [Strategy(value) for value in data["strategies"]]
        return episodes.attempt(row, sessions.session(data["session"]), chosen, data["words"], now())

    return _post(request, key, "attempt_form", form, act)


def judge(request: HttpRequest, key: UUID) -> HttpResponse:
    """How the therapist sees the outcome."""
    form = JudgeForm(request.POST, auto_id="judge_%s")

    def act(row: Any) -> object:
        outcome = Outcome(form.cleaned_data["outcome"])
        return episodes.judge(row, Judge.THERAPIST, outcome, now(), words=form.cleaned_data["words"])

    return _post(request, key, "judge_form", form, act)


def take_back(request: HttpRequest, key: UUID) -> HttpResponse:
    """Undo the last step of this episode."""
    view = episodes.episode(key)
    client = view.row.alliance.client_id
    if request.method != "POST":
        return episode_page(request, key)

    def run() -> str:
        left = episodes.take_back(view.row, now())
        return reverse("episode", args=[key]) if left.rows else reverse("client", args=[client])

    return once(request, run)

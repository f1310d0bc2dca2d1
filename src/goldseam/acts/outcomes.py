"""An episode's outcome in three views that are kept apart: therapist, client, ratings."""

from __future__ import annotations

from goldseam.acts.episodes import View
from goldseam.acts.series import main_series
from goldseam.noticing.looking_back import Passage, look_back
from goldseam.repair import outcome as judging
from goldseam.store.models import FormRow

REPAIR_CHECK = "repair-check"
NEAR = 2  # sessions between an episode's first notice and the fall that it is about


def looked_back(view: View) -> Passage | None:
    """What the ratings say of this episode now that later sessions are known; None where they say nothing.

    This looks at the whole course, so it never makes an alert.
    """
    series = main_series(view.row.alliance)
    if series is None or view.onset is None:
        return None
    onset = view.onset.number
    passages = look_back(series.trajectory).passages
    return next((one for one in passages if abs(one.began - onset) <= NEAR), None)


def three_views(view: View) -> judging.ThreeViews:
    """The three judges' views of an episode, and a sentence where they differ."""
    onset = view.onset.number if view.onset else 1
    series = main_series(view.row.alliance)
    readings = series.readings() if series else ()
    form = (
        FormRow.objects.filter(
            session__alliance=view.row.alliance,
            session__number__gte=onset,
            session__removed_at__isnull=True,
            instrument=REPAIR_CHECK,
        )
        .order_by("session__number", "created_at")
        .last()
    )
    answers = dict(form.answers) if form else None
    return judging.three_views(view.facts, answers, readings, onset)

"""A boundary: its parts, the sentence they make, and what became of it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from goldseam.acts import boundaries, people, writings
from goldseam.safety import boundaries as limits
from goldseam.safety.boundaries import SAY, STATUS_NAMES, STEP_NAMES, Step
from goldseam.web.pages.drawing import Moment, day
from goldseam.web.pages.incidents import band
from goldseam.web.pages.safety_forms import BoundaryForm, StepForm
from goldseam.web.pages.shared import now, once, page, today
from goldseam.web.pages.written import is_autosave, kept, not_kept, plain

MARKS = {Step.SAID: "page", Step.KEPT: "dot", Step.CROSSED: "apart", Step.LIFTED: "seam"}


@require_POST
def begin(request: HttpRequest, key: UUID) -> HttpResponse:
    """Start a boundary with a client, or take up the one in the making."""
    row = boundaries.begin(people.alliance_of(people.client(key)), now())
    return HttpResponseRedirect(reverse("boundary", args=[row.pk]))


def boundary_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """One boundary."""
    row = boundaries.boundary(key)
    form = BoundaryForm(request.POST or None, initial=writings.body_of(row))
    if request.method == "POST":
        if form.is_valid():
            writings.keep(row, now(), **plain(form.cleaned_data))
            return kept() if is_autosave(request) else HttpResponseRedirect(request.path + "#read")
        if is_autosave(request):
            return not_kept()
    next_step = Step.KEPT if row.finished_at else Step.SAID
    return _shown(request, key, form, StepForm(initial={"on": today(), "step": next_step.value}))


def _shown(request: HttpRequest, key: UUID, form: BoundaryForm, steps: StepForm) -> HttpResponse:
    row = boundaries.boundary(key)
    view = boundaries.view(row)
    hints = limits.hints(view.boundary) if writings.body_of(row) else ()
    moments = [
        Moment(MARKS[fact.step], "quiet", day(fact.on), STEP_NAMES[fact.step], "", fact.words)
        for fact in view.facts
    ]
    return page(
        request,
        "boundary",
        "caseload",
        row=row,
        view=view,
        status=STATUS_NAMES[view.status],
        hints=hints,
        whole=bool(row.finished_at or (view.statement and not hints and not form.errors)),
        form=form,
        step_form=steps,
        moments=moments,
        say=SAY,
        **band(row),
    )


def step(request: HttpRequest, key: UUID) -> HttpResponse:
    """What became of it: said, kept, crossed, lifted."""
    row = boundaries.boundary(key)
    form = StepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data

        def act() -> str:
            boundaries.step(row, Step(data["step"]), data["on"], data["words"], now())
            return reverse("boundary", args=[key])

        return once(request, act)
    return _shown(request, key, BoundaryForm(initial=writings.body_of(row)), form)

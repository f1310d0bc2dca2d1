"""The incident record: facts only, kept at every change, read back, printed. Apart from reflections."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from goldseam.acts import incidents, people, settings, writings
from goldseam.safety import incident as facts
from goldseam.safety.facts_only import SAY
from goldseam.web.pages.printing import PAPERS, pdf
from goldseam.web.pages.safety_forms import IncidentForm
from goldseam.web.pages.shared import client_band, now, once, page
from goldseam.web.pages.written import is_autosave, kept, not_kept, plain
from goldseam.web.paper.incident import incident_sheet


def band(row: Any) -> dict[str, Any]:
    """The band of the client a writing is about, where it is about one."""
    return client_band(row.alliance.client) if row.alliance else {}


def incidents_page(request: HttpRequest) -> HttpResponse:
    """Every record, and the way to a new one."""
    return page(request, "incidents", "door", say=SAY, records=incidents.all_records())


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Start a record; from a client's page it is about that client already."""
    client = people.client(request.POST["client"]) if request.POST.get("client") else None
    row = incidents.begin(now(), client)
    return HttpResponseRedirect(reverse("incident", args=[row.pk]))


def incident_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """The record in writing."""
    row = incidents.record(key)
    first = {**writings.body_of(row), "client": str(row.alliance.client_id) if row.alliance else ""}
    form = IncidentForm(request.POST or None, initial=first)
    if request.method == "POST":
        if form.is_valid():
            incidents.keep(row, now(), plain(form.cleaned_data))
            if is_autosave(request):
                return kept()
            if request.POST.get("go") == "done":
                writings.finish(row, now())
                return HttpResponseRedirect(reverse("incident_read", args=[row.pk]))
            return HttpResponseRedirect(reverse("incident", args=[row.pk]) + "#read")
        if is_autosave(request):
            return not_kept()
    return page(request, "incident", "door", row=row, form=form, say=SAY, **_noticed(row), **band(row))


def incident_read(request: HttpRequest, key: UUID) -> HttpResponse:
    """The record as it reads, with a PDF one tap away."""
    row = incidents.record(key)
    made = incidents.incident_of(row)
    told = {"rows": facts.rows(made), "open": facts.left_open(made)}
    return page(request, "incident_read", "door", row=row, say=SAY, **told, **_noticed(row), **band(row))


def _noticed(row: Any) -> dict[str, Any]:
    made = incidents.incident_of(row)
    marked = [(facts.PART_NAMES[part], flag) for part, flags in facts.flags(made).items() for flag in flags]
    return {"flags": marked, "missing": facts.missing_words(made) if writings.body_of(row) else ""}


def incident_pdf(request: HttpRequest, key: UUID) -> HttpResponse:
    """One record on paper, and nothing else."""
    row = incidents.record(key)
    made = incident_sheet(incidents.incident_of(row), PAPERS[settings.preferences().paper])
    return pdf(made, "incident")


@require_POST
def remove(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take a record out of sight; undo stays possible for 30 days."""
    row = incidents.record(key)

    def act() -> str:
        writings.remove(row, now())
        return reverse("changes")

    return once(request, act)

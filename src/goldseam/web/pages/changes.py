"""Changes: what stood here before, and undo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from goldseam.acts import corrections
from goldseam.errors import GoldseamError
from goldseam.web.pages.shared import now, page

TABLES = {
    "vaultrow": _("Private page"),
    "clientrow": _("Client"), "alliancerow": _("Alliance"), "sessionrow": _("Session"), "formrow": _("Form"),
    "episoderow": _("Episode"), "episodefactrow": _("Step in an episode"), "riskreviewrow": _("Risk review"),
    "riskfactrow": _("Step in a risk review"), "licencerow": _("Licence"), "writingrow": _("Writing"),
    "consentrow": _("Consent to a transcript"),
}  # fmt: skip
KINDS = {
    "added": _("added"), "corrected": _("corrected"), "removed": _("removed"), "restored": _("put back"),
    "erased": _("removed for good"),
}  # fmt: skip


@dataclass(frozen=True)
class ChangeLine:
    """One change as a line."""

    id: int
    at: datetime
    title: str
    text: str
    can_undo: bool


def changes(request: HttpRequest, problem: str = "") -> HttpResponse:
    """The latest changes."""
    return page(
        request,
        "changes",
        "settings",
        changes=[_line(one) for one in corrections.recent(now())],
        problem=problem,
    )


def _line(one: corrections.Shown) -> ChangeLine:
    title = f"{gettext(TABLES.get(one.table, one.table))}, {gettext(KINDS.get(one.kind, one.kind))}"
    text = "; ".join(f"{name}: {before or '–'} → {after or '–'}" for name, before, after in one.fields)
    return ChangeLine(one.id, one.at, title, text, one.can_undo)


def undo(request: HttpRequest, key: int) -> HttpResponse:
    """Undo one change."""
    if request.method == "POST":
        try:
            corrections.undo(key, now())
        except GoldseamError as wrong:
            return changes(request, str(wrong))
    return HttpResponseRedirect(reverse("changes"))

"""The door: a hard hour first; then, quieter, what is open."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from goldseam.acts import caseload, contacts, endings, episodes, risk, writings
from goldseam.acts.writings import Kind
from goldseam.web.pages.shared import page, today


def door(request: HttpRequest) -> HttpResponse:
    """The first page of an open book."""
    return page(
        request,
        "door",
        "door",
        episodes=caseload.open_lines(episodes.open_episodes(), today()),
        reviews=risk.open_reviews(),
        clients=caseload.count(),
        contacts_set=bool(contacts.for_now()),
        looking_back=endings.due(today()),
        unfinished=writings.unfinished(Kind.HARD)[:3],
    )

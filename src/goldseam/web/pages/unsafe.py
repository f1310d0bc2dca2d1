"""I don't feel safe: act first, and nothing else on the page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from goldseam.acts import contacts
from goldseam.safety.now import SAY, now_acts
from goldseam.web.pages.shared import page


def now_page(request: HttpRequest) -> HttpResponse:
    """Leave, call, tell someone: with the numbers and people this therapist set. No form, no question."""
    return page(request, "unsafe", "door", acts=now_acts(contacts.for_now()), say=SAY)

"""I don't feel safe: act first, and nothing else on the page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from goldseam.acts import settings
from goldseam.web.pages.shared import page


def now_page(request: HttpRequest) -> HttpResponse:
    """Leave, call, tell someone: with the numbers and people this therapist set."""
    return page(request, "unsafe", "door", people=settings.preferences().safety_people)

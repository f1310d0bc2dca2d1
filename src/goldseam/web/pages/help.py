"""Help: keys, what the words mean, what ratings can and cannot tell."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from goldseam.web.pages.shared import page
from goldseam.web.wording import EPISODE, STANDING, worded


def help_page(request: HttpRequest) -> HttpResponse:
    """One page of help."""
    words = [(worded(state).label, worded(state).hint) for state in (*STANDING, *EPISODE)]
    return page(request, "help", "help", words=words)

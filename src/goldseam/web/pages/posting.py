"""What a form gets: everything that was posted, also where that is nothing."""

from __future__ import annotations

from django.http import HttpRequest, QueryDict


def sent(request: HttpRequest) -> QueryDict | None:
    """What was posted; None for a page that is only looked at. An empty form that was posted is no page."""
    return request.POST if request.method == "POST" else None

"""Pages of the shell itself that every state may need: lock, and a clock that runs behind."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from goldseam.web.turning import lock_now


@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """Lock at once. Esc Esc and the button come here."""
    return lock_now()


def clock(request: HttpRequest) -> HttpResponse:
    """Say that this computer's clock runs behind the newest entry."""
    from goldseam.acts.clock import last_entry

    return render(request, "locked/clock.html", {"last": last_entry(), "now": timezone.now()})

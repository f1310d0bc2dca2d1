"""From locked to open, once for each form however often it is sent."""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import render
from django.utils import timezone

from goldseam.web.guard import same
from goldseam.web.place import PLACE, Kind
from goldseam.web.turning import turned

_one_at_a_time = threading.Lock()
_opened_by = ""


def open_once(request: HttpRequest, act: Callable[[], None]) -> HttpResponse:
    """Do `act` (which changes the state) unless this very form has done it already.

    Errors of `act` pass through; the form can be sent again then.
    """
    global _opened_by
    token = request.POST.get("posted", "")
    with _one_at_a_time:
        if PLACE.here.kind is not Kind.LOCKED:
            return turned("/") if was_opened_by(token) else elsewhere(request)
        act()
        _opened_by = token
    rotate_token(request)
    return turned(_first_page())


def was_opened_by(token: str) -> bool:
    """Whether this form's one-time word opened what is open: then the sender is who opened it."""
    return bool(_opened_by) and same(token, _opened_by)


def elsewhere(request: HttpRequest) -> HttpResponse:
    """This browser window did not open the book."""
    return render(request, "locked/elsewhere.html", status=423)


def _first_page() -> str:
    if PLACE.here.kind is not Kind.OPEN:
        return "/"
    # Imported here: these are tables, and the locked program knows none.
    from goldseam.acts.clock import last_entry, runs_behind
    from goldseam.acts.consent import delete_expired
    from goldseam.acts.vault import erase_removed

    delete_expired(timezone.now())
    erase_removed(timezone.now())
    return "/clock" if runs_behind(last_entry(), timezone.now()) else "/"

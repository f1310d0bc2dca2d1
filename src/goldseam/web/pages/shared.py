"""What several pages need: the time now, a client's band, form posts that work once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from goldseam.acts import posted


def now() -> datetime:
    """The time now, read once at the edge."""
    return timezone.now()


def today() -> date:
    """The day now, where the therapist is."""
    return timezone.localdate()


def page(request: HttpRequest, template: str, here: str = "", **context: Any) -> HttpResponse:
    """Render a page of the open book."""
    return render(request, f"pages/{template}.html", {"here": here, **context})


def client_band(person: Any, note: str = "") -> dict[str, Any]:
    """What the band needs that says whose page this is."""
    return {"client": person, "client_code": person.code, "client_number": person.number, "note": note}


def once(request: HttpRequest, act: Callable[[], str]) -> HttpResponseRedirect:
    """Do `act` (it returns where to go next) once for this form, then redirect.

    The same form posted again leads to the same place and changes nothing.
    """
    token = request.POST.get("posted", "")[:64]
    if not token:
        return HttpResponseRedirect(act())
    with transaction.atomic():
        if not posted.once(token, now()):
            return HttpResponseRedirect(posted.answer_of(token) or "/")
        where = act()
        posted.answered(token, where)
    return HttpResponseRedirect(where)

"""Turning a page of the whole program: the reply that goes with every change of state.

The browser forgets what it kept of the state before (`Clear-Site-Data`, W3C; a changed cookie also
empties Chrome's back-forward cache), and holds the seat of the new one.
"""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect

from goldseam.web.guard import seat_cookie
from goldseam.web.idle import IDLE
from goldseam.web.place import PLACE

PORT = "GOLDSEAM_PORT"


def turned(where: str = "/") -> HttpResponse:
    """Go to `where` in the state that this process is in now."""
    IDLE.touch()
    reply = HttpResponseRedirect(where, status=303)
    give_seat(reply)
    reply["Clear-Site-Data"] = '"cache"'
    return reply


def give_seat(reply: HttpResponse) -> None:
    """Set the cookie of the present state, or take it away where the book is locked."""
    name, seat = seat_cookie(port()), PLACE.here.seat
    if seat:
        reply.set_cookie(name, seat, httponly=True, samesite="Strict")
    else:
        reply.delete_cookie(name, samesite="Strict")


def lock_now(where: str = "/") -> HttpResponse:
    """Lock, and say goodbye: this process ends once the reply is out."""
    PLACE.lock()
    return turned(where)


def port() -> int:
    """The port of this run."""
    return cast(int, getattr(settings, PORT))

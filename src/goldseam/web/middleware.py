"""Which routes exist for this request, and what a person reads when something cannot be done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import timezone

from goldseam.errors import BookError, GoldseamError, NotFound, Refused
from goldseam.web.guard import holds, seat_cookie
from goldseam.web.idle import IDLE
from goldseam.web.locked.opening import elsewhere, was_opened_by
from goldseam.web.place import PLACE, Here, Kind
from goldseam.web.turning import port, turned

View = Callable[[HttpRequest], HttpResponse]
POLL = "poll"  # the header X-Goldseam of a request that no person caused
LOCKED_MEANWHILE = "/meanwhile"
STATUS = {NotFound: 404, Refused: 403, BookError: 409}  # 5xx is for our own mistakes


class PlaceMiddleware:
    """Answers from the routes of the present state only; other addresses lead to its first page.

    In the book, an unknown address is simply not found.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Choose the routes, then answer in this computer's own time."""
        timezone.activate(datetime.now().astimezone().tzinfo or UTC)
        here = PLACE.here
        request.urlconf = here.kind.value
        if here.seat and not holds(request.META, seat_cookie(port()), here.seat):
            return self._elsewhere(request, here)
        if here.kind is not Kind.OPEN and not _exists(request.path_info, here.kind):
            return _to_first_page(request, here)
        if request.headers.get("X-Goldseam") != POLL:
            IDLE.touch()
        return self.get_response(request)

    def _elsewhere(self, request: HttpRequest, here: Here) -> HttpResponse:
        """A browser that did not open this book, or a page from before the state changed."""
        if request.path_info == "/lock" and _exists("/lock", here.kind):
            return self.get_response(request)
        if not _by_a_person(request):
            return HttpResponse("goldseam has moved on.", status=423, content_type="text/plain")
        if request.method == "POST" and was_opened_by(request.POST.get("posted", "")):
            return turned("/")
        return elsewhere(request)


class PlainErrorMiddleware:
    """What a person can mend becomes a page with its sentence; everything else is our fault and stays so."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """The page for a `GoldseamError`."""
        if not isinstance(problem, GoldseamError):
            return None
        status = next((code for kind, code in STATUS.items() if isinstance(problem, kind)), 400)
        return render(request, "locked/cannot.html", {"because": str(problem)}, status=status)


def _exists(path: str, kind: Kind) -> bool:
    try:
        resolve(path, kind.value)
    except Resolver404:
        return False
    return True


def _to_first_page(request: HttpRequest, here: Here) -> HttpResponse:
    if not _by_a_person(request):
        return HttpResponse("goldseam is locked.", status=423, content_type="text/plain")
    sent = request.method == "POST" and here.kind is Kind.LOCKED
    return HttpResponseRedirect(LOCKED_MEANWHILE if sent else "/", status=303)


def _by_a_person(request: HttpRequest) -> bool:
    """Whether this fills a window (a script's request is better told plainly)."""
    return request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"

"""Pages of the locked program: two doors, the passphrase, the kit, a damaged book."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from goldseam.acts import book
from goldseam.acts.home import Home
from goldseam.errors import BadInput, BookBusy, BookDamaged, BookError, Refused, WrongKey
from goldseam.web.locked.forms import KitForm, NewPassphraseForm, OpenForm
from goldseam.web.locked.opening import open_once
from goldseam.web.place import PLACE

HOME = "GOLDSEAM_HOME"
MISTAKES = (WrongKey, Refused, BookBusy, BadInput)


def home() -> Home:
    """Where this person's books are."""
    return cast(Home, getattr(settings, HOME))


def front(request: HttpRequest) -> HttpResponse:
    """The first page: two doors, or the passphrase, or what happened to the book."""
    found = book.look_at(home().book)
    if found.state is book.BookState.ABSENT:
        return _page(request, "first", backups=found.backups, folder=home().book)
    if found.state is book.BookState.DAMAGED:
        return _damaged(request, found.because, found)
    return _page(request, "open", form=OpenForm())


def open_own(request: HttpRequest) -> HttpResponse:
    """Open the own book with its passphrase."""
    form = OpenForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return HttpResponseRedirect("/", status=303)
    if not form.is_valid():
        return _page(request, "open", 422, form=form)
    return _try(request, "open", form, "passphrase", lambda: _open(form.cleaned_data["passphrase"]))


def start(request: HttpRequest) -> HttpResponse:
    """Start an own book: a passphrase, twice."""
    form = NewPassphraseForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, "start", 422 if form.errors else 200, form=form, folder=home().book)
    return _try(request, "start", form, "passphrase", lambda: _make(form.cleaned_data["passphrase"]))


def with_kit(request: HttpRequest) -> HttpResponse:
    """Open with the recovery kit and set a new passphrase."""
    form = KitForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, "with_kit", 422 if form.errors else 200, form=form)
    data = form.cleaned_data
    return _try(request, "with_kit", form, "words", lambda: _use_kit(data["words"], data["passphrase"]))


@require_POST
def look_around(request: HttpRequest) -> HttpResponse:
    """Open the book of invented people; the first time it is made."""
    return open_once(request, _look_around)


def meanwhile(request: HttpRequest) -> HttpResponse:
    """Something was sent after the book had locked itself."""
    return _page(request, "meanwhile")


def _try(request: HttpRequest, name: str, form: forms.Form, field: str, act: Any) -> HttpResponse:
    """Open by this form; a mistake comes back beside its field, damage on a page of its own."""
    try:
        return open_once(request, act)
    except MISTAKES as problem:
        form.add_error(field, str(problem))
        return _page(request, name, 422, form=form, folder=home().book)
    except BookDamaged as problem:
        return _damaged(request, str(problem), book.look_at(home().book))
    except BookError as problem:
        return _page(request, "cannot", 409, because=str(problem))


def _open(passphrase: str) -> None:
    book.unlock_book(home().book, passphrase, timezone.now())
    PLACE.open_book(home().book)


def _use_kit(words: str, passphrase: str) -> None:
    book.unlock_with_kit(home().book, words, passphrase, timezone.now())
    PLACE.open_book(home().book)


def _make(passphrase: str) -> None:
    words = book.make_book(home().ready().book, passphrase, timezone.now())
    PLACE.open_new_book(home().book, words)


def _look_around() -> None:
    folder, now = home().ready().demo, timezone.now()
    if book.look_at(folder).state is book.BookState.ABSENT:
        book.make_open_to_all(folder, now)
    else:
        book.open_to_all(folder, now)
    # Imported here: the room of invented people needs numpy and all tables; the first page needs neither.
    from goldseam.acts import caseload, demo

    if not caseload.count():  # new, or ended in the middle of being filled
        demo.fill_with_invented_people(now)
    PLACE.open_book(folder, invented=True)


def _damaged(request: HttpRequest, because: str, found: book.Look) -> HttpResponse:
    return _page(request, "damaged", 409, because=because, backups=found.backups, folder=home().book)


def _page(request: HttpRequest, name: str, status: int = 200, **context: Any) -> HttpResponse:
    return render(request, f"locked/{name}.html", context, status=status)

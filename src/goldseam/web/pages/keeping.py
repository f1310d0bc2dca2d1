"""Backup and export from a page."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from goldseam.acts import book, exporting
from goldseam.errors import GoldseamError
from goldseam.web import look
from goldseam.web.pages.shared import now, page
from goldseam.web.place import PLACE


class ExportForm(look.Form):
    """What an export holds."""

    with_notes = forms.BooleanField(
        label=_("With the words you and your clients wrote"),
        required=False,
        help_text=_("Without this, numbers and facts only."),
    )


def keeping(request: HttpRequest, **context: object) -> HttpResponse:
    """The page."""
    return page(request, "keeping", "settings", **{"form": ExportForm(), **context})


def backup_now(request: HttpRequest) -> HttpResponse:
    """Save a backup beside the book, checked by opening it."""
    if request.method != "POST":
        return keeping(request)
    try:
        path = book.backup_now(PLACE.book, now())
    except GoldseamError as wrong:
        return keeping(request, problem=str(wrong))
    return keeping(request, saved=str(path))


def export_now(request: HttpRequest) -> HttpResponse:
    """The record as a zip, made in memory."""
    form = ExportForm(request.POST)
    if request.method != "POST" or not form.is_valid():
        return keeping(request)
    made = exporting.export(now(), with_notes=form.cleaned_data["with_notes"])
    reply = HttpResponse(made, content_type="application/zip")
    reply["Content-Disposition"] = f'attachment; filename="goldseam-export-{now():%Y-%m-%d}.zip"'
    return reply

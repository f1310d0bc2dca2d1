"""Pages over a piece of writing: what autosave sends, and what JSON can keep."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse


def is_autosave(request: HttpRequest) -> bool:
    """Whether the page saves by itself, while someone is still writing."""
    return request.headers.get("X-Goldseam") == "autosave"


def kept() -> HttpResponse:
    """Said to the page that saves by itself: it is in the book."""
    return HttpResponse(status=204)


def not_kept() -> HttpResponse:
    """Said to the page that saves by itself: something needs a look first."""
    return HttpResponse(status=422)


def plain(data: Mapping[str, Any]) -> dict[str, Any]:
    """What a form gave, as JSON can keep it: days as ISO dates, nothing as empty text.

    >>> plain({"day": date(2026, 3, 2), "place": "", "kinds": ["threat"]})
    {'day': '2026-03-02', 'place': '', 'kinds': ['threat']}
    """
    return {name: _plain(value) for name, value in data.items()}


def _plain(value: Any) -> Any:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else value


def box(label: Any, rows: int = 3, hint: Any = "", most: int = 10_000) -> forms.CharField:
    """A box for words, never required."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, max_length=most, help_text=hint, widget=area)


def line(label: Any, hint: Any = "", required: bool = False) -> forms.CharField:
    """One line of words."""
    plain_line = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, required=required, max_length=300, help_text=hint, widget=plain_line)

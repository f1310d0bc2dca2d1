"""A minute for oneself: a way out of every page that counts as much as any answer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from goldseam.repair.guide import BREAK
from goldseam.web.pages.shared import page


def break_page(request: HttpRequest) -> HttpResponse:
    """The self-compassion break: a few lines, one after the other, no sound, no clock."""
    return page(request, "break", "door", words=BREAK)

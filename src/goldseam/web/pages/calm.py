"""A minute for oneself: a way out of every page that counts as much as any answer. No sound, ever."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldseam.mirror.compassion import SAY, steps
from goldseam.web.pages.shared import page


def break_page(request: HttpRequest) -> HttpResponse:
    """The break: all its lines at once; or one at a time where one asks, to be skipped or stayed with."""
    lines, number = steps(), _asked(request.GET.get("line", ""))
    here = lines[number - 1] if 1 <= number <= len(lines) else None
    over = number > len(lines)
    following = f"{reverse('break')}?line={number + 1}" if here else ""
    stays = "stay" in request.GET
    reply = page(
        request, "break", "door",
        say=SAY, lines=lines, line=here, over=over, number=number, following=following, stays=stays,
    )  # fmt: skip
    if here and not stays:
        reply["Refresh"] = f"{here.seconds}; url={following}"
    return reply


def _asked(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 3 else 0

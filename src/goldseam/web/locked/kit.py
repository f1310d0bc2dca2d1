"""The recovery kit of a new book: shown until a person says that it is safe."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from goldseam.web.place import PLACE
from goldseam.web.turning import turned


class SafeForm(forms.Form):
    """One box to tick."""

    safe = forms.BooleanField(
        label=_("I have printed the words, or written them down"),
        error_messages={"required": _("Print the words or write them down first, then tick the box.")},
    )


def kit(request: HttpRequest) -> HttpResponse:
    """Show the words; go on once they are safe."""
    form = SafeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        PLACE.kit_is_safe()
        return turned("/")
    here = PLACE.here
    context = {"form": form, "words": here.recovery_words.split(), "folder": here.book}
    context["day"] = timezone.localdate()
    return render(request, "locked/kit.html", context, status=422 if form.errors else 200)

"""What one's own entries have in common: in words, entries one tap away; named, merged, set aside."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from goldseam.acts import patterns
from goldseam.errors import GoldseamError
from goldseam.web.pages.mirror_forms import NameForm
from goldseam.web.pages.shared import now, page


def patterns_page(request: HttpRequest, problem: str = "") -> HttpResponse:
    """Every pattern, or a sentence why nothing is said."""
    return page(
        request, "mirror_patterns", "mirror",
        looked=patterns.look(),
        comes_back=patterns.comes_back(),
        form=NameForm(),
        can_take_back=patterns.has_decisions(),
        problem=problem,
    )  # fmt: skip


@require_POST
def shape(request: HttpRequest) -> HttpResponse:
    """Name, merge, set aside, or take the last of these back."""
    asked, words = request.POST.get("go", ""), request.POST.get("name", "")
    try:
        if asked == "name":
            patterns.name(request.POST.get("key", ""), words, now())
        elif asked == "merge":
            patterns.merge(request.POST.getlist("keys"), words, now())
        elif asked == "aside":
            patterns.dismiss(request.POST.get("key", ""), now())
        elif asked == "back":
            patterns.take_back(now())
    except GoldseamError as wrong:
        return patterns_page(request, str(wrong))
    return HttpResponseRedirect(reverse("mirror_patterns"))

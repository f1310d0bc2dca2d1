"""Practice: a client line, a reply, two readings side by side, once more with a change; never asked for."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from goldseam.acts import own_lines, practice, vault
from goldseam.acts.practice import Try
from goldseam.errors import BadInput, GoldseamError, Refused
from goldseam.growth import criteria, exercises, progress, schedule
from goldseam.growth.criteria import Seen
from goldseam.growth.kinds import MarkerKind
from goldseam.growth.schedule import Went
from goldseam.terms.rupture import Marker
from goldseam.web import look
from goldseam.web.look import OneChip
from goldseam.web.pages.drafting import marked
from goldseam.web.pages.posting import sent
from goldseam.web.pages.shared import now, once, page
from goldseam.web.pages.written import box, is_autosave, kept, not_kept

SEEN = {Seen.THERE: _("there"), Seen.NOT_THERE: _("not there"), Seen.CANNOT_TELL: _("cannot tell")}
DIFFICULTY = {1: _("plain"), 2: _("mixed"), 3: _("sharp or hidden")}


class ReplyForm(look.Form):
    """What one says."""

    text = box(exercises.SAY.answer, 4, most=2_000)


class RateForm(look.Form):
    """How it came, and each criterion in one's own view. Nothing is required."""

    went = forms.ChoiceField(
        label=schedule.SAY.how_was_it,
        choices=[(one.value, one.said) for one in Went],
        widget=OneChip,
        required=False,
    )

    def __init__(self, kind: MarkerKind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in criteria.criteria(kind):
            self.fields[one.id] = forms.ChoiceField(
                label=one.name,
                help_text=one.why,
                choices=[(seen.value, words) for seen, words in SEEN.items()],
                widget=OneChip,
                required=False,
            )

    def own(self) -> dict[str, Seen]:
        """Criterion to view, for those that were tapped."""
        return {name: Seen(value) for name, value in self.cleaned_data.items() if name != "went" and value}

    def went_so(self) -> Went | None:
        """How it came."""
        return Went(self.cleaned_data["went"]) if self.cleaned_data["went"] else None


class OwnForm(look.Form):
    """A line from one's own moment."""

    line = box(_("What your client said, in one or two sentences"), 3, most=600)
    kind = forms.ChoiceField(
        label=_("A client"), choices=[(one.value, one.said) for one in MarkerKind], required=True
    )
    difficulty = forms.ChoiceField(
        label=_("How hard"),
        choices=[(str(n), words) for n, words in DIFFICULTY.items()],
        widget=OneChip,
        initial="2",
    )


def growth_page(request: HttpRequest) -> HttpResponse:
    """The way in: the next line, every kind, one's own moment, what one can do now."""
    offered = practice.offered(now())
    kinds = [
        (side, [one for one in MarkerKind if one.side is side])
        for side in (Marker.WITHDRAWAL, Marker.CONFRONTATION)
    ]
    return page(
        request, "growth", "mirror",
        quiet=schedule.line(offered),
        offered=offered[:3],
        kinds=kinds,
        own=practice.own_exercises(),
        say=exercises.SAY,
    )  # fmt: skip


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a reply: to the next line, to one of a kind, to a line by its id, or once more with a change."""
    asked = request.POST
    if asked.get("again"):
        before = practice.one_try(asked["again"])
        row = practice.begin(before.exercise, now(), before.row)
    elif asked.get("exercise"):
        row = practice.begin(practice.exercise(asked["exercise"]), now())
    elif asked.get("kind"):
        row = practice.begin(practice.choose(asked["kind"]), now())
    else:
        row = practice.begin(practice.next_one(now()), now())
    return HttpResponseRedirect(reverse("growth_reply", args=[row.pk]))


def reply(request: HttpRequest, key: UUID) -> HttpResponse:
    """The line, and what one says to it; kept as it is written."""
    one = practice.one_try(key)
    form = ReplyForm(sent(request), initial={"text": one.text})
    problem = ""
    if request.method == "POST":
        if not form.is_valid():
            return not_kept() if is_autosave(request) else _replying(request, one, form, "")
        practice.reply(one.row, form.cleaned_data["text"], now())
        if is_autosave(request):
            return kept()
        if form.cleaned_data["text"].strip():
            return HttpResponseRedirect(reverse("growth_rate", args=[key]))
        problem = criteria.SAY.empty
    return _replying(request, one, form, problem)


def _replying(request: HttpRequest, one: Try, form: ReplyForm, problem: str) -> HttpResponse:
    return page(
        request, "growth_reply", "mirror",
        one=one,
        form=form,
        problem=problem,
        aloud="aloud" in request.GET,
        seconds=exercises.ALOUD_SECONDS,
        aloud_words=exercises.SAY.aloud_seconds.replace("{seconds}", str(exercises.ALOUD_SECONDS)),
        say=exercises.SAY,
    )  # fmt: skip


def rate(request: HttpRequest, key: UUID) -> HttpResponse:
    """One's own view first, before the rules speak."""
    one = practice.one_try(key)
    first = {**{id: view.value for id, view in one.own.items()}, "went": one.went.value if one.went else ""}
    form = RateForm(one.kind, sent(request), initial=first)
    if request.method == "POST" and form.is_valid():
        practice.rate(one.row, form.own(), form.went_so(), now())
        return HttpResponseRedirect(reverse("growth_read", args=[key]))
    return page(request, "growth_rate", "mirror", one=one, form=form)


def read(request: HttpRequest, key: UUID) -> HttpResponse:
    """Both readings side by side; then once more, easier, harder, or enough."""
    one = practice.one_try(key)
    if not one.text.strip():
        return HttpResponseRedirect(reverse("growth_reply", args=[key]))
    seen = practice.feedback(one)
    return page(
        request, "growth_read", "mirror",
        one=one,
        both=[_line(each) for each in seen.both if each.own or each.judged.because != criteria.SAY.unread],
        alone=not one.own,
        stopped=seen.reading.stopped,
        note=seen.reading.note,
        before=practice.said_before(one) if one.change else "",
        one_thing=criteria.one_thing(seen.reading),
        try_words=criteria.SAY.one_thing,
        coached=marked(one.text, seen.coaching) if seen.reading.note != criteria.SAY.other_language else None,
        harder=practice.harder(one),
        easier=practice.easier(one),
        holds=exercises.holds(one.exercise.id),
        intro=criteria.SAY.intro,
        say=exercises.SAY,
    )  # fmt: skip


def _line(both: criteria.Both) -> dict[str, Any]:
    """One criterion as the page shows it."""
    return {
        "name": both.judged.criterion.name,
        "rules": SEEN[both.judged.seen],
        "because": both.judged.because,
        "own": SEEN[both.own] if both.own else "",
        "said": both.because if both.differ else "",
    }


def now_page(request: HttpRequest) -> HttpResponse:
    """*What I can do now*: first and latest reply side by side."""
    found = practice.what_i_can_do()
    return page(request, "growth_now", "mirror", found=found, shown=_together(found), say=progress.SAY)


def _together(found: progress.Progress) -> list[dict[str, Any]]:
    """Abilities that the same two replies show stand in one card."""
    cards: dict[tuple[Any, Any], list[progress.Ability]] = {}
    for one in found.abilities:
        cards.setdefault((one.first, one.latest), []).append(one)
    return [
        {
            "heading": mine[0].heading,
            "abilities": mine,
            "first": first,
            "latest": latest,
        }
        for (first, latest), mine in cards.items()
    ]


def own(request: HttpRequest) -> HttpResponse:
    """A line from one's own moment: names out, read once more, confirmed."""
    first, problem = _from_talk(request)
    form, shown = OwnForm(sent(request), initial=first), ""
    keep = request.POST.getlist("keep")
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        shown = own_lines.masked(data["line"], keep)
        if request.POST.get("go") == "keep":
            try:
                return once(request, lambda: _add(request, data, shown))
            except (BadInput, Refused) as wrong:
                problem = str(wrong)
    return page(
        request, "growth_own", "mirror",
        form=form,
        problem=problem,
        shown=shown,
        findings=own_lines.findings(form.cleaned_data["line"]) if shown else (),
        keep=keep,
        from_talk=bool(first),
        say=exercises.SAY,
    )  # fmt: skip


def _from_talk(request: HttpRequest) -> tuple[dict[str, Any], str]:
    """What stands in the form when one comes from a moment of a transcript; or why nothing does."""
    key, turn = request.GET.get("talk", ""), request.GET.get("turn", "")
    if request.method == "POST" or not key or not (turn.isascii() and turn.isdecimal() and len(turn) < 6):
        return {}, ""
    try:
        found = own_lines.from_talk(UUID(key), int(turn), now())
    except (GoldseamError, ValueError) as wrong:
        return {}, str(wrong) if isinstance(wrong, GoldseamError) else ""
    return {"line": found.line, "kind": found.kind.value if found.kind else ""}, ""


def _add(request: HttpRequest, data: dict[str, Any], line: str) -> str:
    confirmed = request.POST.get("confirmed") == "yes"
    made = own_lines.add(line, practice.kind_of(data["kind"]), int(data["difficulty"]), confirmed, now())
    row = practice.begin(made, now())
    return reverse("growth_reply", args=[row.pk])


@require_POST
def forget(request: HttpRequest, key: UUID) -> HttpResponse:
    """Remove a reply; undo stays possible for 30 days."""
    row = practice.one_try(key).row

    def act() -> str:
        vault.remove(row, now())
        return reverse("changes")

    return once(request, act)

"""When it cannot be mended: why, what was tried, who ends and is it safe, what is left to do, the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from goldseam.acts import boundaries, consultations, endings, episodes, incidents, people, writings
from goldseam.safety import consult, ending, referral
from goldseam.safety.boundaries import STATUS_NAMES
from goldseam.safety.ending import SAY, Duty
from goldseam.safety.referral import SAY as PLACES
from goldseam.terms.people import Ending
from goldseam.web.pages.incidents import band
from goldseam.web.pages.safety_forms import (
    EndForm,
    ReferralForm,
    ReviewForm,
    RuleForm,
    TriedForm,
    WhoForm,
    WhyForm,
)
from goldseam.web.pages.shared import now, once, page, today
from goldseam.web.pages.written import is_autosave, kept, not_kept, plain


@dataclass(frozen=True)
class Step:
    """One page of questions before the list."""

    name: str
    title: str | Promise
    lead: str | Promise
    form: Callable[..., Any]


STEPS = (
    Step(
        "why",
        _("Why it cannot be mended now"),
        _("More than one can be true. Saying where it lay is no blame."),
        WhyForm,
    ),
    Step("tried", _("What you tried"), _("It counts, also where it did not hold."), TriedForm),
    Step("who", _("Who ends it, and is it safe"), _("The list that follows depends on these two."), WhoForm),
)
# Where a duty is seen to in the program itself.
PLACES_TO_GO = {
    Duty.CONSULT: "consultations", Duty.CONSULT_BEFORE_CONTACT: "consultations", Duty.INCIDENT: "incident",
    Duty.OUTREACH: "outreach", Duty.LETTER: "letter", Duty.LETTER_CHECKED: "letter",
    Duty.REFERRALS: "referrals", Duty.REFERRALS_IF_SAFE: "referrals", Duty.LOCAL_RULE: "rule",
    Duty.REVIEW: "review", Duty.AFTERCARE: "goodbye",
}  # fmt: skip


@require_POST
def begin(request: HttpRequest, key: UUID) -> HttpResponse:
    """Begin, or take it up again. Nothing has ended by this."""
    row = endings.begin(people.alliance_of(people.client(key)), now())
    where = (
        reverse("ending", args=[row.pk])
        if endings.duty_lines(row)
        else reverse("ending_step", args=[row.pk, "why"])
    )
    return HttpResponseRedirect(where)


def step(request: HttpRequest, key: UUID, name: str) -> HttpResponse:
    """One page of questions, saved as they change."""
    row = endings.ending(key)
    here = next((one for one in STEPS if one.name == name), STEPS[0])
    form = here.form(request.POST or None, initial=writings.body_of(row))
    number = STEPS.index(here) + 1
    if request.method == "POST":
        if form.is_valid():
            writings.keep(row, now(), **plain(form.cleaned_data))
            if is_autosave(request):
                return kept()
            return HttpResponseRedirect(_after(key, number, stop=request.POST.get("go") == "stop"))
        if is_autosave(request):
            return not_kept()
    back = STEPS[number - 2].name if number > 1 else ""
    return page(
        request,
        "ending_step",
        "caseload",
        row=row,
        step=here,
        form=form,
        number=number,
        count=len(STEPS),
        back_url=reverse("ending_step", args=[key, back]) if back else _client_page(row),
        say=SAY,
        **band(row),
    )


def _after(key: UUID, number: int, stop: bool) -> str:
    if stop:
        return reverse("door")
    return (
        reverse("ending_step", args=[key, STEPS[number].name])
        if number < len(STEPS)
        else reverse("ending", args=[key])
    )


def _client_page(row: Any) -> str:
    return reverse("client", args=[endings.alliance_of(row).client_id])


@dataclass(frozen=True)
class DutyRow:
    """One line of the list: what, when it was done, and where the program helps with it."""

    duty: Duty
    words: str
    done_on: Any
    url: str


def ending_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """Why, what was tried, and the list, ticked as things are done."""
    row = endings.ending(key)
    if request.method == "POST":
        endings.tick(row, request.POST.getlist("done"), now())
        return kept() if is_autosave(request) else HttpResponseRedirect(request.path + "#list")
    lines = [
        DutyRow(one.duty, one.words, one.done_on, _url(row, one.duty)) for one in endings.duty_lines(row)
    ]
    who, safe = endings.who_of(row), endings.safe_of(row)
    body = writings.body_of(row)
    return page(
        request,
        "ending",
        "caseload",
        row=row,
        account=endings.account(row),
        tried=[ending.TRIED_WORDS[ending.Tried(one)] for one in body.get("tried", ())],
        tried_words=body.get("tried_words", ""),
        who=ending.WHO_NAMES[who] if who else "",
        safe=ending.SAFE_NAMES[safe] if safe else "",
        lines=lines,
        left=endings.left(row),
        places=referral.said(endings.referrals(row)),
        rule=ending.local_words(endings.rule(row)),
        review=endings.review_words(row, today()),
        ended_on=endings.ended_on(row),
        say=SAY,
        **band(row),
    )


def _url(row: Any, duty: Duty) -> str:
    client = endings.alliance_of(row).client_id
    match PLACES_TO_GO.get(duty, ""):
        case "consultations":
            return reverse("client_consultations", args=[client])
        case "incident":
            return reverse("incidents")
        case "goodbye":
            return reverse("client_goodbye", args=[client])
        case "":
            return ""
        case name:
            return reverse(f"ending_{name}", args=[row.pk])


def rule(request: HttpRequest, key: UUID) -> HttpResponse:
    """What the rules of one's place say: found out by the therapist, kept here."""
    row = endings.ending(key)
    form = RuleForm(request.POST or None, initial=writings.body_of(row))
    if request.method == "POST":
        if form.is_valid():
            writings.keep(row, now(), **plain(form.cleaned_data))
            return kept() if is_autosave(request) else HttpResponseRedirect(reverse("ending", args=[key]))
        if is_autosave(request):
            return not_kept()
    return page(request, "ending_rule", "caseload", row=row, form=form, say=SAY, **band(row))


def referrals(request: HttpRequest, key: UUID) -> HttpResponse:
    """The places a client can go, named one at a time."""
    row = endings.ending(key)
    form = ReferralForm(request.POST if "name" in request.POST else None)
    if request.method == "POST":
        drop = request.POST.get("drop", "")
        if drop.isdigit():
            endings.drop_referral(row, int(drop), now())
            return HttpResponseRedirect(request.path)
        if form.is_valid():
            data = form.cleaned_data
            made = referral.referral(data["name"], data["reach"], data["what"], referral.Room(data["room"]))

            def act() -> str:
                endings.add_referral(row, made, now())
                return request.path

            return once(request, act)
    named = endings.referrals(row)
    return page(
        request,
        "ending_referrals",
        "caseload",
        row=row,
        form=form,
        places=[(one, referral.ROOM_NAMES[one.room]) for one in named],
        said=referral.said(named),
        say=PLACES,
        **band(row),
    )


def close(request: HttpRequest, key: UUID) -> HttpResponse:
    """The work has ended: the therapist says how, when, and which episodes end with it."""
    row = endings.ending(key)
    alliance = endings.alliance_of(row)
    still = [one for one in episodes.episodes_of(alliance) if one.is_open]
    choices = [(str(one.row.pk), _episode_name(one)) for one in still]
    first = {"ended_on": endings.ended_on(row) or today(), "ending": _usual_ending(row)}
    form = EndForm(request.POST or None, initial=first, episodes=choices)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data

        def act() -> str:
            chosen = data.get("without_repair", [])
            endings.close(row, Ending(data["ending"]), data["ended_on"], chosen, now())
            return reverse("client_goodbye", args=[alliance.client_id])

        return once(request, act)
    return page(request, "ending_close", "caseload", row=row, form=form, say=SAY, **band(row))


def _episode_name(view: episodes.View) -> str:
    onset = view.onset
    return gettext("The episode since session %(number)d") % {"number": onset.number if onset else 1}


def _usual_ending(row: Any) -> str:
    """Which ending is ticked first; the therapist chooses."""
    who, safe = endings.who_of(row), endings.safe_of(row)
    if safe is ending.Safe.NO:
        return Ending.FOR_SAFETY.value
    if who in {ending.Who.CLIENT, ending.Who.VANISHED}:
        return Ending.CLIENT_LEFT.value
    return Ending.WITHOUT_REPAIR.value


def review(request: HttpRequest, key: UUID) -> HttpResponse:
    """The look back after thirty days."""
    row = endings.ending(key)
    form = ReviewForm(request.POST or None, initial=writings.body_of(row))
    if request.method == "POST":
        if not form.is_valid():
            return not_kept() if is_autosave(request) else _review_page(request, row, form)
        if is_autosave(request):
            writings.keep(row, now(), **plain(form.cleaned_data))
            return kept()
        endings.reviewed(row, plain(form.cleaned_data), now())
        return HttpResponseRedirect(reverse("ending", args=[key]))
    return _review_page(request, row, form)


def _review_page(request: HttpRequest, row: Any, form: ReviewForm) -> HttpResponse:
    said = endings.review_words(row, today())
    return page(request, "ending_review", "caseload", row=row, form=form, said=said, **band(row))


@dataclass(frozen=True)
class Held:
    """What the client page shows under *limits, facts, ending*."""

    boundaries: list[tuple[Any, str]]
    incidents: list[Any]
    asked: str
    ending: Any

    @property
    def anything(self) -> bool:
        """Whether any of it was begun."""
        return bool(self.boundaries or self.incidents or self.asked or self.ending)


def held(alliance: Any) -> Held:
    """The boundaries, incident records, consultations and ending with one client."""
    log = [one for _, one in consultations.log(alliance)]
    return Held(
        [(one, STATUS_NAMES[one.status]) for one in boundaries.of(alliance)],
        incidents.about(alliance),
        consult.latest(log) if log else "",
        endings.of(alliance),
    )

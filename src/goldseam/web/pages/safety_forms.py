"""What is asked about an incident, a boundary, a consultation, an ending. The words come from `safety`."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldseam.acts import endings, people
from goldseam.safety import boundaries, consult, ending, incident, letter, referral
from goldseam.safety.incident import Part as Fact
from goldseam.terms.people import Ending
from goldseam.web.look import Chips, Choices, Form, ManyChoices, OneChip
from goldseam.web.pages.forms import DayField
from goldseam.web.pages.written import box, line
from goldseam.web.wording import worded


def _named(names: Any) -> list[tuple[str, Any]]:
    return [(member.value, said) for member, said in names.items()]


def _fact(part: Fact) -> Any:
    return incident.PART_NAMES[part]


def _one_of(part: Fact, kind: Any) -> forms.ChoiceField:
    choices = [(one.value, incident.name_of(one)) for one in kind]
    return forms.ChoiceField(label=_fact(part), required=False, choices=choices, widget=OneChip)


class IncidentForm(Form):
    """The sixteen fields of the record. Three are enough; none is demanded."""

    day = DayField(label=_fact(Fact.DAY), required=False)
    kinds = forms.MultipleChoiceField(
        label=_fact(Fact.KINDS),
        required=False,
        choices=[(one.value, incident.name_of(one)) for one in incident.Kind],
        widget=Chips,
    )
    what_happened = box(_fact(Fact.WHAT_HAPPENED), 5)
    their_words = box(_fact(Fact.THEIR_WORDS), 2)
    time = line(_fact(Fact.TIME))
    place = line(_fact(Fact.PLACE))
    client = forms.ChoiceField(label=_("About"), required=False)
    relation = _one_of(Fact.RELATION, incident.Relation)
    people = line(_fact(Fact.PEOPLE))
    activity = _one_of(Fact.ACTIVITY, incident.Activity)
    witnesses = line(_fact(Fact.WITNESSES))
    weapon = _one_of(Fact.WEAPON, incident.Weapon)
    injuries = line(_fact(Fact.INJURIES))
    told = line(_fact(Fact.TOLD))
    support = line(_fact(Fact.SUPPORT))
    work_lost = line(_fact(Fact.WORK_LOST))
    prevention = box(_fact(Fact.PREVENTION), 2)

    ENOUGH = ("day", "kinds", "what_happened", "their_words")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(str(one.pk), one.code) for one in people.clients()]
        self.fields["client"].choices = [("", _("I leave it open")), *known]  # type: ignore[attr-defined]

    @property
    def enough(self) -> list[Any]:
        """The few fields that are enough."""
        return [self[name] for name in self.ENOUGH]

    @property
    def more(self) -> list[Any]:
        """All others."""
        return [self[name] for name in self.fields if name not in self.ENOUGH]


class BoundaryForm(Form):
    """What they do, what you do then, what happens next, and the door."""

    behaviour = line(
        boundaries.PART_NAMES[boundaries.Part.BEHAVIOUR], boundaries.HINTS[boundaries.Part.BEHAVIOUR]
    )
    limit = line(boundaries.PART_NAMES[boundaries.Part.LIMIT], boundaries.HINTS[boundaries.Part.LIMIT])
    next_step = box(
        boundaries.PART_NAMES[boundaries.Part.NEXT_STEP], 2, boundaries.HINTS[boundaries.Part.NEXT_STEP], 300
    )
    door = forms.ChoiceField(
        label=boundaries.PART_NAMES[boundaries.Part.DOOR],
        required=False,
        choices=[("open", _("Open")), ("open_if", _("Open, on a condition")), ("closed", _("Closed"))],
        widget=OneChip,
    )
    condition = line(
        boundaries.PART_NAMES[boundaries.Part.CONDITION], boundaries.HINTS[boundaries.Part.CONDITION]
    )


class StepForm(Form):
    """One step with a boundary."""

    step = forms.ChoiceField(
        label=_("What happened with it"),
        choices=[(s.value, said) for s, said in boundaries.STEP_NAMES.items() if s.value != "written"],
        widget=Choices,
    )
    on = DayField(label=_("On"))
    words = line(_("A line, if you like"))


class ConsultForm(Form):
    """One consultation."""

    who = line(_("Whom you asked"), _("A name, a role, or initials."), required=True)
    on = DayField(label=_("On"))
    advice = box(_("What they advised"))
    taken = forms.ChoiceField(
        label=_("What you did with it"),
        choices=_named(consult.TAKEN_NAMES),
        initial=consult.Taken.NOT_YET.value,
        widget=Choices,
    )
    because = line(_("Because"))


SHORT = {
    "not_ready": _("not ready, or not now"), "fell_short": _("I fell short"), "fear": _("fear"),
    "shame": _("shame"), "mistrust": _("mistrust"), "deeper_wounds": _("older wounds"),
    "not_helping": _("it was not helping"), "outside_skill": _("beyond my skills"),
    "not_safe": _("it was not safe"), "limit_crossed": _("a limit was crossed"),
    "life": _("life got in the way"),
}  # fmt: skip


def _reasons(side: ending.Side) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=ending.SIDE_NAMES[side],
        required=False,
        choices=[(why.value, SHORT[why.value]) for why in endings.REASONS[side]],
        widget=Chips,
    )


class WhyForm(Form):
    """Why, on each side, with no blame on any."""

    why_client = _reasons(ending.Side.CLIENT)
    why_therapist = _reasons(ending.Side.THERAPIST)
    why_between = _reasons(ending.Side.BETWEEN)
    why_outside = _reasons(ending.Side.OUTSIDE)
    why_words = box(_("In your own words"))


class TriedForm(Form):
    """What was tried."""

    tried = forms.MultipleChoiceField(
        label=_("What you tried"), required=False, choices=_named(ending.TRIED_WORDS), widget=ManyChoices
    )
    tried_words = box(_("Something else, or more about it"))


class WhoForm(Form):
    """Who ends it, and is contact safe. The list follows from these two."""

    who = forms.ChoiceField(
        label=_("Who ends it"), required=False, choices=_named(ending.WHO_NAMES), widget=Choices
    )
    safe = forms.ChoiceField(
        label=_("Is contact safe, as you see it"),
        required=False,
        choices=_named(ending.SAFE_NAMES),
        widget=OneChip,
    )


class RuleForm(Form):
    """What the rules of one's place say: asked, never told."""

    place = line(_("Your place and profession"))
    asked = line(_("Whom or what you asked"), _("A board, an insurer, a supervisor, a written code."))
    asked_on = DayField(label=_("On"), required=False)
    answer = box(_("What they said"))


class ReferralForm(Form):
    """One place to go."""

    name = line(_("Who, or what place"), required=True)
    reach = line(_("Number or address"), required=True)
    what = line(_("What for"))
    room = forms.ChoiceField(
        label=_("Room for someone new"),
        choices=_named(referral.ROOM_NAMES),
        initial=referral.Room.NOT_ASKED.value,
        widget=OneChip,
    )


def _of_letter(part: letter.Part) -> Any:
    return letter.PART_NAMES[part]


class LetterForm(Form):
    """The parts of the letter, in the order they stand in it."""

    letter_name = line(_of_letter(letter.Part.NAME))
    letter_end = DayField(label=_of_letter(letter.Part.END), required=False)
    letter_start = DayField(label=_("The first day"), required=False)
    letter_hurt = box(
        _of_letter(letter.Part.HURT), 2, _("A whole sentence, as they might say it. You felt left alone.")
    )
    letter_own_part = box(
        _of_letter(letter.Part.OWN_PART), 2, _("One thing, in a whole sentence. I moved on too fast.")
    )
    letter_reason = box(_("The reason, in neutral words"), 2, _("A whole sentence. It can be left out."))
    letter_what_we_did = line(_("What you value in the work"), _("Goes on from: I value"))
    letter_door_until = DayField(
        label=_("A last session can be asked for until"), required=False, help_text=_("Left out if empty.")
    )
    letter_next_step = line(_("What comes next for them"), _("Goes on from: My suggestion is"))
    letter_bridge = line(_("Who is there until then"), _("Goes on from: Until then,"))
    letter_records = line(
        _of_letter(letter.Part.RECORDS), _("Goes on from: If you would like your record, write to me")
    )
    letter_therapist = line(_of_letter(letter.Part.THERAPIST))
    letter_written = DayField(label=_("The day you write"), required=False)

    def __init__(self, *args: Any, safe: ending.Safe, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if safe is not ending.Safe.YES:  # the letter opens no door then, so none is asked about
            del self.fields["letter_door_until"]


class EndForm(Form):
    """The work has ended: how, when, and which episodes end with it."""

    ending = forms.ChoiceField(
        label=_("How it ended"), choices=[(one.value, worded(one).label) for one in Ending], widget=Choices
    )
    ended_on = DayField(label=_("The last day"))
    without_repair = forms.MultipleChoiceField(
        label=_("Ended without repair"),
        required=False,
        help_text=_("It has the same dignity as mended. Only you say so."),
        widget=ManyChoices,
    )

    def __init__(self, *args: Any, episodes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["without_repair"].choices = episodes  # type: ignore[attr-defined]
        if not episodes:
            del self.fields["without_repair"]


class ReviewForm(Form):
    """The look back after thirty days."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, question in enumerate(ending.SAY.review_questions, start=1):
            self.fields[f"review_{number}"] = box(question, 2)


class AskedForm(Form):
    """One question of the goodbye; empty passes it over."""

    asked = forms.CharField(widget=forms.HiddenInput, max_length=40)
    answer = box(_("What comes"), 5)


class WhatIfForm(Form):
    """One what-if."""

    what_if = line(_("A what-if"), _("For example: what if I had asked a week earlier"), required=True)

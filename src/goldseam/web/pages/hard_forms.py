"""The steps of a hard-session note, and what each asks. Every step after the first is optional."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldseam.acts import people
from goldseam.acts.hard import CHIPS, FEELINGS, Length
from goldseam.mirror.features import Topic, chips
from goldseam.web import look
from goldseam.web.look import Chips, OneChip

Words = Any


def _box(label: Words, rows: int = 4) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "class": "own"})
    return forms.CharField(label=label, required=False, max_length=10_000, widget=widget)


def _own(topic: Topic) -> forms.MultipleChoiceField:
    """Chips about oneself: they go to the vault, not into the note."""
    asked = chips(topic)
    return forms.MultipleChoiceField(label=asked.ask, choices=asked.choices, widget=Chips, required=False)


WHERE = (
    ("private", _("Keep it private")),
    ("supervision", _("Bring it to supervision")),
    ("plan", _("Plan the next session")),
)


class WhatForm(look.Form):
    """What happened: taps, words, or both."""

    chips = forms.MultipleChoiceField(label=_("Tap what fits"), choices=CHIPS, widget=Chips, required=False)
    what = _box(_("Or a few words"), 3)
    client = forms.ChoiceField(label=_("With whom"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(str(one.pk), one.code) for one in people.clients()]
        self.fields["client"].choices = [("", _("I leave it open")), *known]  # type: ignore[attr-defined]


class ArriveForm(look.Form):
    """One breath, one feeling."""

    feelings = forms.MultipleChoiceField(
        label=_("What is here now"), choices=FEELINGS, widget=Chips, required=False
    )


class CuriousForm(look.Form):
    """One question."""

    curious = _box(_("What comes"))


class PartForm(look.Form):
    """My part, and not my part."""

    default = _own(Topic.DEFAULT)
    my_part = _box(_("My part"), 3)
    not_my_part = _box(_("Not my part"), 3)


class WhereForm(look.Form):
    """Where this goes."""

    where = forms.ChoiceField(
        label=_("This note"),
        choices=WHERE,
        widget=OneChip,
        initial="private",
        required=False,
    )
    after = _own(Topic.AFTER)
    helped = _own(Topic.HELPED)


@dataclass(frozen=True)
class Step:
    """One page of the note. `short` steps belong to the 20-second note as well."""

    name: str
    title: Words
    lead: Words
    form: Callable[..., forms.Form]
    short: bool = False

    def in_(self, length: Length) -> bool:
        """Whether this length has this step."""
        return self.short or length is Length.THINK

    def after(self, length: Length) -> Step | None:
        """The next step, None after the last."""
        following = STEPS[STEPS.index(self) + 1 :]
        return next((one for one in following if one.in_(length)), None)


STEPS = (
    Step("what", _("What happened"), "", WhatForm, short=True),
    Step(
        "arrive",
        _("Arrive"),
        _("One slow breath out. Many therapists meet this. Name what is here, if you like."),
        ArriveForm,
    ),
    Step("curious", _("Curious, not defensive"), "", CuriousForm),
    Step("part", _("My part, and not my part"), _("Both are true at once. A few words each."), PartForm),
    Step("where", _("Where this goes"), _("It stays on this computer, whatever you choose."), WhereForm),
)

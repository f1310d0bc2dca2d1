"""What people type into the main pages."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from goldseam.terms.people import Attendance, Ending
from goldseam.terms.rupture import Outcome
from goldseam.web import look
from goldseam.web.look import Choices, ManyChoices
from goldseam.web.wording import worded


class DayField(forms.DateField):
    """A calendar day with the browser's own picker."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ClientForm(look.Form):
    """A new client, or another code for one."""

    code = forms.CharField(
        label=_("Code name or initials"),
        max_length=60,
        help_text=_("Something only you would recognise. A full name is not needed here."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class NewClientForm(ClientForm):
    """A new client, with the day of the first session."""

    started_on = DayField(label=_("First session"), required=False, help_text=_("Leave it empty for today."))


class SessionForm(look.Form):
    """A session's number, day and attendance."""

    number = forms.IntegerField(label=_("Session number"), min_value=1, max_value=5_000)
    held_on = DayField(label=_("Day"), required=False)
    attendance = forms.ChoiceField(
        label=_("How it went"),
        choices=[(one.value, worded(one).label) for one in Attendance],
        widget=Choices,
        initial=Attendance.HELD.value,
    )


class CorrectSessionForm(SessionForm):
    """The same, for a session that is there: the number stays."""

    number = None  # type: ignore[assignment]


class WordsForm(look.Form):
    """A few of the therapist's own words."""

    words = forms.CharField(
        label=_("In your own words"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4, "class": "own"}),
    )


class PlanForm(WordsForm):
    """Strategies for the next session, and words."""

    def __init__(self, *args: object, choices: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["strategies"] = forms.MultipleChoiceField(
            label=_("What may help"), choices=choices, widget=ManyChoices, required=False
        )
        self.order_fields(["session", "strategies", "words"])


class AttemptForm(PlanForm):
    """What was tried, and in which session."""

    def __init__(self, *args: object, sessions: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["session"] = forms.ChoiceField(label=_("In which session"), choices=sessions)
        self.fields["strategies"].label = _("What you tried")
        self.order_fields(["session", "strategies", "words"])


class JudgeForm(WordsForm):
    """How the therapist sees the outcome."""

    outcome = forms.ChoiceField(
        label=_("How it stands, as you see it"),
        choices=[(one.value, worded(one).label) for one in Outcome],
        widget=Choices,
    )
    field_order = ("outcome", "words")


class EndingForm(look.Form):
    """How the work ended."""

    ending = forms.ChoiceField(
        label=_("How it ended"),
        choices=[(one.value, worded(one).label) for one in Ending],
        widget=Choices,
    )
    ended_on = DayField(label=_("On"))

"""Forms around a transcript: the consent, the file, who speaks, a word on a moment, what leaves in a copy."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goldseam.acts.consent import KEPT_DAYS, By, Given, How
from goldseam.acts.transcripts import LONGEST_WORD
from goldseam.terms.talk import Speaker
from goldseam.web import look
from goldseam.web.look import Choices, OneChip

MOST_LABELS = 8
KEPT_FOR = ((7, _("a week")), (KEPT_DAYS, _("30 days")), (90, _("90 days, if your client agreed")))


class ConsentForm(look.Form):
    """Who agreed to a transcript, how, when, until when."""

    by = forms.ChoiceField(
        label=_("Who agreed"),
        choices=[
            (By.CLIENT.value, _("My client")),
            (By.GUARDIAN.value, _("A parent or guardian, with my client knowing")),
        ],
        widget=Choices,
    )
    how = forms.ChoiceField(
        label=_("How"),
        choices=[
            (How.SIGNED.value, _("In writing, signed")),
            (How.SAID_RECORDED.value, _("Aloud, on the recording")),
            (How.SAID.value, _("Aloud, and I noted it")),
        ],
        widget=Choices,
    )
    on = forms.DateField(label=_("On which day"), widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(
        label=_("Until when"),
        required=False,
        help_text=_("Empty: until it is taken back."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    whole_work = forms.BooleanField(label=_("It covers our other sessions too"), required=False)
    may_share = forms.BooleanField(
        label=_("It allows a de-identified copy, for supervision say"), required=False
    )

    def given(self) -> Given:
        """The consent as noted."""
        data = self.cleaned_data
        return Given(
            By(data["by"]),
            How(data["how"]),
            data["on"],
            data["until"],
            data["whole_work"],
            data["may_share"],
        )


class TranscriptForm(look.Form):
    """One file, and how long it stays."""

    file = forms.FileField(
        label=_("The transcript"),
        help_text=_("From Zoom, Teams, Otter, Word and others; text only, up to 20 MB."),
        allow_empty_file=True,
    )
    days = forms.TypedChoiceField(
        label=_("Keep it for"),
        coerce=int,
        initial=KEPT_DAYS,
        choices=KEPT_FOR,
        widget=OneChip,
    )


class SpeakersForm(look.Form):
    """Who is who; as many fields as the file has speakers."""

    def __init__(
        self, labels: list[tuple[str, int, str]], guess: dict[str, Speaker], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.labels = [label for label, _count, _first in labels[:MOST_LABELS]]
        for at, (label, count, first) in enumerate(labels[:MOST_LABELS]):
            name = label or gettext("Turns without a name")
            self.fields[f"who{at}"] = forms.ChoiceField(
                label=gettext("%(name)s, %(n)d turns") % {"name": name, "n": count},
                help_text=f"“{first}”",
                choices=[
                    (Speaker.THERAPIST.value, _("Me")),
                    (Speaker.CLIENT.value, _("My client")),
                    (Speaker.UNKNOWN.value, _("Someone else")),
                ],
                initial=guess.get(label, Speaker.UNKNOWN).value,
                widget=OneChip,
                required=False,
            )

    def roles(self) -> dict[str, Speaker]:
        """Each label's speaker, as chosen; what was left open stays out."""
        chosen = ((label, self.cleaned_data.get(f"who{at}")) for at, label in enumerate(self.labels))
        return {label: Speaker(value) for label, value in chosen if value and value != Speaker.UNKNOWN.value}


class WordForm(look.Form):
    """A word on one moment."""

    word = forms.CharField(label=_("What it was, in your words"), required=False, max_length=LONGEST_WORD)


class CopyForm(look.Form):
    """What else to take out of a copy."""

    also = forms.CharField(
        label=_("Also take out"),
        required=False,
        max_length=4_000,
        help_text=_("A name or a few words a line: nicknames, a club, a street."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def names(self) -> list[str]:
        """The lines that were given."""
        return [line for line in self.cleaned_data["also"].splitlines() if line.strip()]

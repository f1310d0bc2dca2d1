"""What is asked before one thing leaves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldseam.acts.bundles import LONGEST_COMMENT
from goldseam.acts.sharing import MOST_DAYS, OPEN_DAYS, Options, Terms, Way
from goldseam.growth import consult
from goldseam.growth.sharing import Region
from goldseam.growth.wording import table
from goldseam.web import look
from goldseam.web.look import Choices, OneChip
from goldseam.web.pages.written import box, line


class OptionsForm(look.Form):
    """How the copy is de-identified."""

    also = box(
        _("Names to take out as well"), 2, _("One on each line: first names, places, a nickname."), 2_000
    )
    quotes = forms.BooleanField(label=_("Leave in what stands in quotation marks"), required=False)
    move_dates = forms.BooleanField(
        label=_("Move dates by whole weeks instead of taking them out"), required=False
    )

    def options(self, keep: list[str]) -> Options:
        """What was chosen; `keep`: findings that may stay."""
        names = tuple(name.strip() for name in self.cleaned_data["also"].splitlines() if name.strip())
        return Options(names, tuple(keep), self.cleaned_data["quotes"], self.cleaned_data["move_dates"])


class TermsForm(look.Form):
    """To whom, how, until when."""

    to = line(_("To whom"), _("Only you see this. Initials do well."), required=True)
    region = forms.ChoiceField(
        label=_("Where you work"),
        choices=[(one.value, table("sentences/sharing.toml")["region"][one.value]["name"]) for one in Region],
        initial=Region.ELSEWHERE.value,
    )
    way = forms.ChoiceField(
        label=_("How"),
        choices=[
            (Way.PDF.value, _("A PDF. Anyone who has it can read it.")),
            (Way.SEALED.value, _("A sealed file that one person can open.")),
        ],
        widget=Choices,
        initial=Way.PDF.value,
    )
    public = line(
        _("Their public key, for a sealed file"), _("It begins with age1. Their goldseam shows it.")
    )
    days = forms.IntegerField(
        label=_("Days it opens in goldseam"),
        min_value=1,
        max_value=MOST_DAYS,
        initial=OPEN_DAYS,
        required=False,
    )

    def terms(self) -> Terms:
        """What was chosen."""
        data = self.cleaned_data
        days = data["days"] or OPEN_DAYS
        return Terms(data["to"], Way(data["way"]), Region(data["region"]), data["public"], days)


class SheetForm(look.Form):
    """The supervision sheet. One line is enough."""

    purpose = box(consult.SAY.purpose, 2)
    want = forms.ChoiceField(
        label=consult.SAY.want,
        help_text=consult.SAY.want_hint,
        choices=[(words, words) for words in consult.SAY.wants],
        widget=OneChip,
        required=False,
    )
    moment = box(consult.SAY.moment, 5)
    tried = box(consult.SAY.tried, 3)
    rehearsal = box(consult.SAY.rehearsal, 3)


class FileForm(look.Form):
    """A file that somebody sent."""

    file = forms.FileField(label=_("The file"), max_length=255)


class CommentForm(look.Form):
    """What one says to a copy that somebody sent."""

    text = box(_("Your comments"), 6, most=LONGEST_COMMENT)


def first_values(options: Options) -> dict[str, Any]:
    """What stands in the form when the page opens."""
    return {"also": "\n".join(options.also), "quotes": options.quotes, "move_dates": options.move_dates}

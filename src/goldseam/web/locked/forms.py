"""What is typed while the book is locked. No field trims or caps what a person types."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldseam.acts.book import check_passphrase
from goldseam.errors import BadInput
from goldseam.web.locked.strength import Strength, strength


def _secret(label: Any, autocomplete: str, help_text: Any = "") -> forms.CharField:
    """A passphrase field: spaces count, pasting works, a password manager is welcome."""
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete, "spellcheck": "false"})
    return forms.CharField(label=label, strip=False, help_text=help_text, widget=widget)


class OpenForm(forms.Form):
    """The passphrase."""

    passphrase = _secret(
        _("Passphrase"), "current-password", _("Pasting works here, and so do password managers.")
    )


class NewPassphraseForm(forms.Form):
    """A new passphrase, twice; one that is quick to guess is asked about once."""

    passphrase = _secret(
        _("Your passphrase"),
        "new-password",
        _("8 characters or more. Four or five unrelated words are easy to keep and hard to guess."),
    )
    again = _secret(_("The same once more"), "new-password")
    anyway = forms.BooleanField(label=_("Use it all the same"), required=False, widget=forms.HiddenInput)

    def clean_passphrase(self) -> str:
        """Long enough. Nothing else is asked of it."""
        given: str = self.cleaned_data["passphrase"]
        try:
            return check_passphrase(given)
        except BadInput as problem:
            raise forms.ValidationError(str(problem)) from problem

    def clean(self) -> dict[str, Any]:
        """Both agree; and a weak one is wanted."""
        data = super().clean() or {}
        first, again = data.get("passphrase"), data.get("again")
        if first is not None and again is not None and first != again:
            self.add_error("again", _("The two differ. Type them once more."))
        elif first is not None and again is not None and strength(first) is Strength.QUICK:
            self._ask_about_a_weak_one(bool(data.get("anyway")))
        return data

    def _ask_about_a_weak_one(self, anyway: bool) -> None:
        self.fields["anyway"].widget = forms.CheckboxInput()
        if not anyway:
            said = _("Whoever takes this computer may guess it. A longer one is safer.")
            self.add_error("passphrase", f"{Strength.QUICK.value} {said}")


class KitForm(NewPassphraseForm):
    """The kit's words, then a new passphrase."""

    words = forms.CharField(
        label=_("The twelve words"),
        help_text=_("In order. Capitals, numbers and commas do not matter."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false"}),
    )
    field_order = ("words", "passphrase", "again", "anyway")

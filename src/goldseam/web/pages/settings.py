"""Settings: locking, the PIN, passphrase and kit, crisis contacts, look and paper."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from goldseam.acts import book, settings
from goldseam.errors import GoldseamError
from goldseam.web import look
from goldseam.web.look import Choices
from goldseam.web.pages.shared import page
from goldseam.web.place import PLACE


class SettingsForm(look.Form):
    """What can be set."""

    idle_minutes = forms.IntegerField(
        label=_("Lock after so many minutes without use"), min_value=1, max_value=60
    )
    crisis_contacts = forms.CharField(
        label=_("Crisis contacts"),
        required=False,
        help_text=_("One a line. Shown to a client at once when an answer asks for it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    emergency_numbers = forms.CharField(
        label=_("If you do not feel safe: numbers to call"),
        required=False,
        help_text=_("One a line, for example Police: 000. Shown to you, nobody else."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    safety_people = forms.CharField(
        label=_("If you do not feel safe: people to tell"),
        required=False,
        help_text=_("One a line, for example Ada next door: 000. Shown to you, nobody else."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    quiet_sessions_per_false_alert = forms.TypedChoiceField(
        label=_("How readily to notice"),
        coerce=int,
        choices=[
            (10, _("More readily: about one false notice in 10 quiet sessions")),
            (20, _("In between: about one in 20")),
            (40, _("Less readily: about one in 40")),
        ],
        widget=Choices,
    )
    look = forms.ChoiceField(
        label=_("Light or dark"),
        choices=[("auto", _("As the computer")), ("light", _("Light")), ("dark", _("Dark"))],
        widget=Choices,
    )
    paper = forms.ChoiceField(label=_("Paper"), choices=[("a4", "A4"), ("letter", "Letter")], widget=Choices)


class PinForm(look.Form):
    """A PIN; empty takes it away."""

    pin = forms.CharField(
        label=_("PIN, 4 to 12 digits"),
        required=False,
        max_length=12,
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class PassphraseForm(look.Form):
    """Old passphrase, new one twice."""

    old = forms.CharField(label=_("Passphrase of today"), widget=forms.PasswordInput, strip=False)
    new = forms.CharField(label=_("New passphrase"), widget=forms.PasswordInput, strip=False)
    again = forms.CharField(label=_("The new one again"), widget=forms.PasswordInput, strip=False)

    def clean(self) -> dict[str, Any]:
        """Both new ones agree."""
        data = super().clean() or {}
        if data.get("new") != data.get("again"):
            raise forms.ValidationError(_("The two new passphrases differ. Type them once more."))
        return data


class KitForm(look.Form):
    """The passphrase, to make a new kit."""

    passphrase = forms.CharField(label=_("Your passphrase"), widget=forms.PasswordInput, strip=False)


def settings_page(request: HttpRequest, **bound: forms.Form) -> HttpResponse:
    """All settings on one page."""
    now = settings.preferences()
    first = {
        **{name: getattr(now, name) for name in SettingsForm.base_fields},
        **{name: "\n".join(getattr(now, name)) for name in settings.LISTS},
    }
    form = bound.get("form") or SettingsForm(
        request.POST if request.method == "POST" and not bound else None, initial=first
    )
    if request.method == "POST" and not bound and form.is_valid():
        data = dict(form.cleaned_data)
        for name in settings.LISTS:
            data[name] = tuple(line.strip() for line in data[name].splitlines() if line.strip())
        try:
            settings.change(**data)
        except GoldseamError as wrong:
            form.add_error(None, str(wrong))
        else:
            return HttpResponseRedirect(reverse("settings"))
    return page(
        request,
        "settings",
        "settings",
        form=form,
        has_pin=bool(now.pin_hash),
        pin_form=bound.get("pin_form") or PinForm(),
        passphrase_form=bound.get("passphrase_form") or PassphraseForm(),
        kit_form=bound.get("kit_form") or KitForm(),
    )


def pin(request: HttpRequest) -> HttpResponse:
    """Set or remove the PIN."""
    form = PinForm(request.POST)
    if request.method == "POST" and form.is_valid():
        try:
            settings.set_pin(form.cleaned_data["pin"])
        except GoldseamError as wrong:
            form.add_error("pin", str(wrong))
        else:
            return HttpResponseRedirect(reverse("settings"))
    return settings_page(request, pin_form=form)


def passphrase(request: HttpRequest) -> HttpResponse:
    """Change the passphrase: the same book, another key to it."""
    form = PassphraseForm(request.POST)
    if request.method == "POST" and form.is_valid():
        try:
            book.change_passphrase(PLACE.book, form.cleaned_data["old"], form.cleaned_data["new"])
        except GoldseamError as wrong:
            form.add_error("old", str(wrong))
        else:
            return page(request, "done", "settings", title=_("The passphrase is changed"), text="")
    return settings_page(request, passphrase_form=form)


def kit(request: HttpRequest) -> HttpResponse:
    """Make a new recovery kit and show it once."""
    form = KitForm(request.POST)
    if request.method == "POST" and form.is_valid():
        try:
            words = book.new_kit(PLACE.book, form.cleaned_data["passphrase"])
        except GoldseamError as wrong:
            form.add_error("passphrase", str(wrong))
        else:
            return page(request, "kit", "settings", words=words.split())
    return settings_page(request, kit_form=form)

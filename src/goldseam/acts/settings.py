"""What a therapist can set, in one value; unset things have a calm default."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from django.db import transaction

from goldseam.errors import BadInput
from goldseam.store.models import Setting
from goldseam.store.pins import hash_pin, pin_fits

LISTS = frozenset({"crisis_contacts", "safety_people", "emergency_numbers"})


@dataclass(frozen=True)
class Preferences:
    """A book's settings. `idle_minutes`: lock after so long without use (1 to 60)."""

    idle_minutes: int = 10
    pin_hash: str = ""
    crisis_contacts: tuple[str, ...] = ()  # shown to a client at once when an answer asks for it
    emergency_numbers: tuple[str, ...] = ()  # shown to the therapist under "I don't feel safe": call
    safety_people: tuple[str, ...] = ()  # and: tell someone
    paper: str = "a4"  # or letter
    look: str = "auto"  # or light, dark
    quiet_sessions_per_false_alert: int = 20
    model_on: bool = False  # a language model on this computer may add suggestions (acts.suggesting)
    model_address: str = ""
    model_name: str = ""
    model_elsewhere: bool = False  # the address may lie beyond this computer
    speech_model: str = ""  # the folder of a speech model on this computer (acts.recordings)


def preferences() -> Preferences:
    """The settings as they stand."""
    kept = {
        row.name: row.value for row in Setting.objects.filter(name__in=[f.name for f in fields(Preferences)])
    }
    for name in LISTS & kept.keys():
        kept[name] = tuple(kept[name])
    return replace(Preferences(), **kept)


@transaction.atomic
def change(**values: Any) -> Preferences:
    """Set some settings. Errors: BadInput names the setting and what it may be."""
    new = replace(preferences(), **values)
    if not 1 <= new.idle_minutes <= 60:
        raise BadInput(f"{new.idle_minutes} minutes were given. Choose 1 to 60 minutes before locking.")
    if new.paper not in {"a4", "letter"} or new.look not in {"auto", "light", "dark"}:
        raise BadInput("Paper is A4 or Letter; the look is auto, light or dark.")
    if new.quiet_sessions_per_false_alert not in {10, 20, 40}:
        raise BadInput("One false alert in about 10, 20 or 40 quiet sessions can be chosen.")
    for name in LISTS:
        lines = getattr(new, name)
        if len(lines) > 10 or any(len(line) > 200 for line in lines):
            raise BadInput("Up to 10 lines of up to 200 characters each fit on the page.")
    plain = asdict(new)
    for name in values:
        value = plain[name]
        Setting.objects.update_or_create(
            name=name, defaults={"value": list(value) if isinstance(value, tuple) else value}
        )
    return new


def set_pin(pin: str) -> None:
    """Set the PIN for coming back from a client's form; empty removes it."""
    change(pin_hash=hash_pin(pin) if pin else "")


def pin_is(pin: str) -> bool:
    """Whether this is the PIN that was set."""
    return pin_fits(preferences().pin_hash, pin)

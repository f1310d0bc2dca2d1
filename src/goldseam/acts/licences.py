"""Bring your own licence: text for an instrument whose words we may not ship."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db.models import F

from goldseam import instruments
from goldseam.errors import Refused
from goldseam.instruments import Attestation, Questionnaire
from goldseam.store import journal
from goldseam.store.models import LicenceRow


def readable(instrument: str, today: date) -> Questionnaire:
    """The instrument with text: shipped, or under the therapist's own licence.

    Without a licence a key-only instrument comes back without text; its scores can be typed in.
    """
    questionnaire = instruments.get(instrument)
    row = licence_for(instrument)
    if row is None:
        return questionnaire
    return instruments.overlay(questionnaire, row.texts, attestation_of(row), today, used=row.uses)


def count_use(instrument: str) -> None:
    """One more form given under the licence; a licence with a cap stops when it is reached."""
    row = licence_for(instrument)
    if row is not None:
        LicenceRow.objects.filter(pk=row.pk).update(uses=F("uses") + 1)


def licence_for(instrument: str) -> LicenceRow | None:
    """The latest licence noted for an instrument."""
    found: LicenceRow | None = LicenceRow.objects.filter(instrument=instrument).order_by("created_at").last()
    return found


def licences() -> list[LicenceRow]:
    """All licences noted."""
    return list(LicenceRow.objects.order_by("instrument", "created_at"))


def add_licence(
    instrument: str, texts: Mapping[str, Any], attestation: Attestation, now: datetime
) -> LicenceRow:
    """Keep a licence and its text. Errors: Refused where the licence does not allow use here."""
    instruments.overlay(instruments.get(instrument), texts, attestation, now.date())
    row = LicenceRow(instrument=instrument, attestation=_plain(attestation), texts=dict(texts))
    journal.add(row, now)
    return row


def remove_licence(row: LicenceRow, now: datetime) -> None:
    """Take a licence away; answers stay."""
    journal.remove(row, now)


def _plain(attestation: Attestation) -> dict[str, Any]:
    plain = asdict(attestation)
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in plain.items()}


def attestation_of(row: LicenceRow) -> Attestation:
    """The attestation as it was given."""
    raw = dict(row.attestation)
    for name in ("expiry", "on"):
        if raw.get(name):
            raw[name] = date.fromisoformat(raw[name])
    raw["languages"] = tuple(raw.get("languages", ()))
    try:
        return Attestation(**raw)
    except TypeError as error:
        raise Refused("This licence was noted by another version. Note it again.") from error

"""What leaves the book when one thing is shared, exactly, and what that may change. Nothing is sent here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from goldseam.errors import BadInput
from goldseam.growth.wording import table, words


@dataclass(frozen=True)
class SharingWords:
    """What the preview says. In `sentences/sharing.toml`."""

    title: str
    none: str
    stays: str
    to: str
    opens_until: str
    expiry_limit: str
    revoke: str
    copy: str
    masked: str
    masked_none: str
    never_sure: str
    not_advice: str
    private_is_not: str


SAY = words("sentences/sharing.toml", SharingWords)


class Region(Enum):
    """Where the therapist works, for the warning only. The therapist says so; it is never guessed."""

    US = "us"
    UK = "uk"
    EU = "eu"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class Leaving:
    """One piece that leaves: its heading and its text, letter by letter as the recipient gets it."""

    heading: str
    text: str


@dataclass(frozen=True)
class Preview:
    """The whole of what leaves, to whom, until when, and the lines to read before saying yes.

    `masked`: what was taken out or changed, in words; `stays`: what is beside it and does not leave.
    """

    leaves: tuple[Leaving, ...]
    to: str
    until: date | None
    masked: tuple[str, ...]
    stays: tuple[str, ...]
    notes: tuple[str, ...]
    warnings: tuple[str, ...]


def preview(
    leaves: Iterable[Leaving],
    to: str,
    region: Region,
    today: date,
    until: date | None = None,
    masked: Iterable[str] = (),
    stays: Iterable[str] = (),
) -> Preview:
    """Say exactly what leaves. The text comes here after de-identification; this changes no letter of it.

    `until`: the last day a bundle opens in goldseam, None for paper. Errors: BadInput where nothing is
    chosen, nobody is named, or the last day has passed.

    >>> shown = preview([Leaving("One moment", "She went quiet.")], "Dana", Region.UK, date(2026, 3, 2))
    >>> [one.text for one in shown.leaves], shown.to
    (['She went quiet.'], 'To: Dana')
    """
    chosen = tuple(one for one in leaves if one.text.strip())
    if not chosen:
        raise BadInput(SAY.none)
    if not to.strip():
        raise BadInput("Nobody is named yet. Say who gets this copy.")
    if until is not None and until < today:
        raise BadInput(f"The last day, {until}, has passed. Choose {today} or later, or no last day.")
    out, kept = tuple(masked), tuple(stays)
    return Preview(
        leaves=chosen,
        to=SAY.to.replace("{who}", to.strip()),
        until=until,
        masked=out,
        stays=tuple(SAY.stays.replace("{what}", one) for one in kept),
        notes=_notes(out, until),
        warnings=warnings(region),
    )


def _notes(masked: tuple[str, ...], until: date | None) -> tuple[str, ...]:
    taken = SAY.masked.replace("{what}", ", ".join(masked)) if masked else SAY.masked_none
    days = (
        (
            SAY.opens_until.replace("{day}", f"{until.day} {until:%B} {until.year}"),
            SAY.expiry_limit,
            SAY.revoke,
        )
        if until
        else ()
    )
    return (taken, SAY.never_sure, SAY.copy, *days)


def warnings(region: Region) -> tuple[str, ...]:
    """What sharing may change where the therapist works, then what is true everywhere.

    >>> warnings(Region.ELSEWHERE)[-1]
    'This is no legal advice. Ask someone who knows the law where you work.'
    """
    lines = table("sentences/sharing.toml")["region"][region.value]["lines"]
    return (*lines, SAY.private_is_not, SAY.not_advice)

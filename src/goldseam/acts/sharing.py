"""Share one thing, on purpose: look at exactly what leaves, take names out, then make the copy.

Nothing is sent from here: a PDF or a sealed file is made, and its owner hands it on. What was shared, with
whom and until when stands in the vault, for the owner alone.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any
from uuid import UUID

from django.utils import timezone

from goldseam.acts import people, vault
from goldseam.acts.shareable import Item, in_words, item
from goldseam.acts.vault import Body, Kind
from goldseam.errors import BadInput, Refused
from goldseam.growth import sharing as room
from goldseam.growth.sharing import Leaving, Preview, Region
from goldseam.store.models import VaultRow
from goldseam.store.sharing_keys import tidy_public
from goldseam.transcripts.masks import Found, Masks, gathered
from goldseam.transcripts.redact import Finding, Private, find_private

MOST_NAMES, LONGEST_NAME = 50, 80
OPEN_DAYS, MOST_DAYS = 14, 90
LEFT_OUT = "[what was said]"
_QUOTED = re.compile(
    r"[\u201c\"\u00ab\u201e][^\u201c\u201d\"\u00ab\u00bb\u201e\n]{2,400}[\u201d\"\u00bb\u201c]"
)
_ENDING = re.compile(r"(\d)(?:st|nd|rd|th)\b")
_A_LEAP_YEAR = 2024
_YEARLESS_FORMATS = ("%d %B", "%d %b", "%B %d", "%b %d")
_DAY_FORMATS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y", "%d.%m.%Y")


class Way(Enum):
    """How the copy is made."""

    PDF = "pdf"
    SEALED = "sealed"


@dataclass(frozen=True)
class Copy:
    """What leaves, letter by letter, and what was found in it."""

    title: str
    parts: tuple[Leaving, ...]
    found: tuple[Found, ...]
    masked: tuple[str, ...]
    stays: tuple[str, ...]


@dataclass(frozen=True)
class Options:
    """How the copy is de-identified. `also`: names to take out; `keep`: findings that may stay."""

    also: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    quotes: bool = False  # leave words in quotation marks in
    move_dates: bool = True  # else dates are taken out


@dataclass(frozen=True)
class Terms:
    """To whom, how, until when. `public`: the recipient's key, for a sealed copy."""

    to: str
    way: Way
    region: Region = Region.ELSEWHERE
    public: str = ""
    days: int = OPEN_DAYS


# The copy


def deidentified(one: Item, options: Options, weeks: int, codes: Iterable[str] = ()) -> Copy:
    """The copy as it would leave: names and places out, dates moved by whole `weeks` or taken out.

    The same words have the same stand-in throughout. No rule finds everything: a person reads the copy.

    >>> copy = deidentified(Item("", (Leaving("", "Ada rang on 2026-03-02."),)), Options(), 3, ["Ada"])
    >>> copy.parts[0].text
    '[NAME 1] rang on 9 February 2026.'
    """
    names = (*codes, *options.also)
    left = [_without_quotes(part.text, options) for part in one.parts]
    seen = [find_private(text, names) for text, _ in left]
    masks = Masks(options.keep, lambda finding: _moved(finding, weeks) if options.move_dates else "")
    parts = tuple(
        Leaving(part.heading, masks.put_on(text, found))
        for part, (text, _), found in zip(one.parts, left, seen, strict=True)
    )
    found = gathered(finding for part in seen for finding in part)
    out = [thing for thing in found if thing.key not in options.keep]
    return Copy(one.title, parts, found, _in_words(out, sum(n for _, n in left), options), one.stays)


def _without_quotes(text: str, options: Options) -> tuple[str, int]:
    """The text without words in quotation marks, unless they may stay; how many were left out."""
    return (text, 0) if options.quotes else _QUOTED.subn(LEFT_OUT, text)


def _moved(finding: Finding, weeks: int) -> str:
    """A day moved back by whole weeks, so that its weekday stays; empty for anything else.

    A day without a year stays without one; it is moved as in a leap year, so that 29 February is a day.
    """
    if finding.kind is not Private.DATE:
        return ""
    tidy = _ENDING.sub(
        r"\1", finding.words.strip().replace(",", "").removeprefix("the ").replace(" of ", " ")
    )
    for form in _DAY_FORMATS:
        with suppress(ValueError):
            day = datetime.strptime(tidy, form).date()  # noqa: DTZ007 (a day, no time)
            return in_words(day - timedelta(weeks=weeks))
    for form in _YEARLESS_FORMATS:
        with suppress(ValueError):
            day = datetime.strptime(f"{tidy} {_A_LEAP_YEAR}", f"{form} %Y").date()  # noqa: DTZ007
            return in_words(day - timedelta(weeks=weeks)).rpartition(" ")[0]
    return ""


def _in_words(found: Iterable[Found], quoted: int, options: Options) -> tuple[str, ...]:
    said = {
        Private.NAME: "names", Private.PLACE: "places",
        Private.CONTACT: "contacts", Private.NUMBER: "numbers",
        Private.DATE: "dates (moved by whole weeks)" if options.move_dates else "dates",
    }  # fmt: skip
    kinds = list(dict.fromkeys(said[one.kind] for one in found))
    return (*kinds, "quoted words") if quoted else tuple(kinds)


# One share, from choosing to revoking


def begin(name: str, now: datetime) -> VaultRow:
    """Begin to share one thing; nothing leaves yet. Errors: NotFound, BadInput."""
    item(name)
    weeks = 3 + secrets.randbelow(24)
    body = {"thing": name, "weeks": weeks, "also": [], "keep": [], "quotes": False, "move_dates": True}
    return vault.begin(Kind.SHARE, now, body)


def share(key: UUID | str) -> VaultRow:
    """One share. Errors: NotFound."""
    return vault.page(key, Kind.SHARE)


def options_of(row: VaultRow) -> Options:
    """How this copy is de-identified."""
    body = vault.body_of(row)
    return Options(tuple(body["also"]), tuple(body["keep"]), body["quotes"], body["move_dates"])


def set_options(row: VaultRow, options: Options, now: datetime) -> None:
    """Choose anew how the copy is de-identified. Errors: BadInput for too many names; Refused if it left."""
    _refuse_what_left(row)
    if len(options.also) > MOST_NAMES or any(len(name) > LONGEST_NAME for name in options.also):
        raise BadInput(f"Up to {MOST_NAMES} names of up to {LONGEST_NAME} characters fit here, a line each.")
    chosen = {"also": options.also, "keep": options.keep}
    vault.keep(row, now, **{name: list(value) for name, value in chosen.items()}, quotes=options.quotes,
               move_dates=options.move_dates)  # fmt: skip


def copy_of(row: VaultRow) -> Copy:
    """The copy: as it left, or as it would leave now."""
    body = vault.body_of(row)
    if "copy" in body:
        return unpacked(body["copy"])
    codes = [one.code for one in people.clients()]
    return deidentified(item(body["thing"]), options_of(row), body["weeks"], codes)


def preview(row: VaultRow, terms: Terms, today: date) -> Preview:
    """Everything that leaves, to whom, until when, and what to read first. Errors: BadInput."""
    copy = copy_of(row)
    stays = (", ".join(copy.stays),) if copy.stays else ()
    until = None
    if terms.way is Way.SEALED:
        tidy_public(terms.public)
        if not 1 <= terms.days <= MOST_DAYS:
            raise BadInput(f"{terms.days} days were given. Choose 1 to {MOST_DAYS}.")
        until = today + timedelta(days=terms.days)
    return room.preview(copy.parts, terms.to, terms.region, today, until, copy.masked, stays)


def hand_out(row: VaultRow, terms: Terms, now: datetime) -> VaultRow:
    """Make the copy as previewed; it stands in the log then. Errors: as `preview`; Refused if it left."""
    _refuse_what_left(row)
    today = timezone.localdate(now)
    shown = preview(row, terms, today)
    made = packed(copy_of(row))
    vault.keep(
        row, now,
        copy=made,
        to=terms.to.strip(),
        way=terms.way.value,
        public=tidy_public(terms.public) if terms.way is Way.SEALED else "",
        until=shown.until.isoformat() if shown.until else "",
        handed_out=now.isoformat(),
        revoke=secrets.token_urlsafe(24),
        answer=secrets.token_urlsafe(24),
    )  # fmt: skip
    return vault.finish(row, now)


def _refuse_what_left(row: VaultRow) -> None:
    if has_left(row):
        raise Refused("This copy has left already. Begin again to share it in another way.")


def has_left(row: VaultRow) -> bool:
    """Whether the copy was made."""
    return bool(vault.body_of(row).get("handed_out"))


def packed(copy: Copy) -> Body:
    """A copy as JSON can keep it: only what leaves."""
    return {"title": copy.title, "parts": [[one.heading, one.text] for one in copy.parts]}


def unpacked(body: Mapping[str, Any]) -> Copy:
    """A copy that was packed."""
    parts = tuple(Leaving(str(heading), str(text)) for heading, text in body["parts"])
    return Copy(str(body["title"]), parts, (), (), ())


def log() -> list[VaultRow]:
    """What was shared, latest first; only its owner sees it."""
    return [row for row in vault.pages(Kind.SHARE) if has_left(row)]


def revoke(row: VaultRow, now: datetime) -> VaultRow:
    """Revoke what was shared: no new file is made of it; a note for the recipient's goldseam can be."""
    if not has_left(row):
        raise Refused("This has not left yet. Remove it instead.")
    if not vault.body_of(row).get("revoked"):
        vault.keep(row, now, revoked=now.isoformat())
    return row


def is_revoked(row: VaultRow) -> bool:
    """Whether it was revoked."""
    return bool(vault.body_of(row).get("revoked"))

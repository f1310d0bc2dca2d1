"""Rights: whose words these are, and what a licence of one's own allows.

A questionnaire's words and its scoring key are two things. The key is a method; the words belong
to someone. Text stands in a shipped file only under a status that plainly allows it; all other
instruments come as a key, and the text comes from the person who holds a licence.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from goldseam.errors import BadInput


class RightsStatus(StrEnum):
    """On what footing the words of an instrument stand."""

    ORIGINAL_CC0 = "original-cc0"  # written for goldseam, given away
    PUBLIC_DOMAIN = "public-domain"
    FREE_ATTRIBUTION = "free-attribution"  # no permission needed, the notice stays
    CC_BY = "cc-by"
    OWN = "own"  # written by you or your clinic; stays in your book
    CC_BY_ND = "cc-by-nd"  # verbatim only: not inside a package under another licence
    REGISTRATION = "registration"  # free, but the holder asks to be asked
    PERMISSION = "permission"
    NOT_FOUND = "not-found"  # no licence line was seen: treat as permission


TEXT_ALLOWED = frozenset(
    {
        RightsStatus.ORIGINAL_CC0,
        RightsStatus.PUBLIC_DOMAIN,
        RightsStatus.FREE_ATTRIBUTION,
        RightsStatus.CC_BY,
        RightsStatus.OWN,
    }
)


class ItemText(StrEnum):
    """Where the words of the items come from."""

    INCLUDED = "included"
    SUPPLIED = "supplied-by-user"
    LICENSED = "under-own-licence"  # never in a file: only after `licence.overlay`


@dataclass(frozen=True)
class Evidence:
    """Where a rights statement or a text was seen, when, and what is still to be checked."""

    url: str
    seen: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Rights:
    """The rights of one instrument. `verified` is False where a person has yet to confirm them."""

    status: RightsStatus
    item_text: ItemText
    holder: str
    notice: str = ""
    license: str = ""
    evidence: tuple[Evidence, ...] = ()
    modify: bool = False
    commercial: bool = False
    verified: bool = True


class LicenceKind(StrEnum):
    """What kind of paper stands behind a licence of one's own."""

    LETTER = "letter"  # a permission letter or e-mail
    PAID = "paid"
    INDIVIDUAL = "individual"
    ORGANISATION = "organisation"
    OPEN = "open"  # an open licence that allows use as it is, such as CC BY-ND


@dataclass(frozen=True)
class Attestation:
    """What a person states about the licence under which they use an instrument's words.

    `electronic` says whether the licence allows use on a screen. `expiry` is the last day it
    holds, None where it has no end. `uses_allowed` caps the number of forms, None for no cap.
    `kind` may be given as its word. Errors: BadInput where holder, reference, attested_by or
    languages are empty, or the kind is unknown.

    >>> Attestation("SPR", LicenceKind.LETTER, "mail of 3 May", "my practice", True, ("en",),
    ...             date(2027, 1, 1), "N. Noor", date(2026, 5, 3)).electronic
    True
    """

    holder: str
    kind: LicenceKind
    reference: str
    scope: str
    electronic: bool
    languages: tuple[str, ...]
    expiry: date | None
    attested_by: str
    on: date
    uses_allowed: int | None = None

    def __post_init__(self) -> None:
        for name in ("holder", "reference", "attested_by"):
            if not str(getattr(self, name)).strip():
                raise BadInput(f"The licence needs {name.replace('_', ' ')}. Fill it in, then save again.")
        if not self.languages:
            raise BadInput("The licence names no language. Give at least one, such as en.")
        try:
            kind = LicenceKind(self.kind)
        except ValueError as error:
            allowed = ", ".join(LicenceKind)
            raise BadInput(
                f"The licence kind '{self.kind}' is not known. Allowed: {allowed}. Choose one of these."
            ) from error
        object.__setattr__(self, "kind", kind)


def refusal(attestation: Attestation, language: str, today: date, used: int = 0) -> str:
    """Say in one sentence why a licence does not allow showing this text today; empty if it does.

    `used` is the number of forms already given under it.

    >>> paper_only = Attestation("SPR", LicenceKind.LETTER, "mail", "", False, ("en",), None, "Noor",
    ...                          date(2026, 5, 3))
    >>> refusal(paper_only, "en", date(2026, 6, 1))
    'This licence does not allow use on a screen. Ask SPR for electronic use, then enter the new licence.'
    """
    who = attestation.holder
    if not attestation.electronic:
        return (
            f"This licence does not allow use on a screen. Ask {who} for electronic use, "
            "then enter the new licence."
        )
    # A clock set back would bring an ended licence to life; the day of the attestation shows it.
    if attestation.on > today:
        return (
            f"This licence was entered on {attestation.on}, and this computer says today is {today}. "
            "Check the computer's clock."
        )
    if attestation.expiry is not None and today > attestation.expiry:
        return (
            f"This licence ended on {attestation.expiry}. Enter the new one to show the questions again. "
            "Answers already given stay."
        )
    if language not in attestation.languages:
        known = ", ".join(attestation.languages)
        return (
            f"This licence covers {known}, and the text is in {language}. Use a text in a covered language."
        )
    if attestation.uses_allowed is not None and used >= attestation.uses_allowed:
        return (
            f"This licence covers {attestation.uses_allowed} forms, and {used} have been given. "
            f"Ask {who} for more."
        )
    return ""

"""How it felt, how it was rated, how it sounded: three witnesses of one session, and where they part.

Nothing is averaged. Where they disagree, that is said; each may be right about something else.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import combinations

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from goldseam.acts import hard, transcripts, writings
from goldseam.acts.series import main_series
from goldseam.noticing.note import note_reading
from goldseam.store.models import SessionRow, WritingRow
from goldseam.terms.rupture import Reading, Standing

NOT_LIKELY, LIKELY = 0.33, 0.5  # between the two a witness is taken to say neither


class Says(Enum):
    """What a witness says of the session, in one word."""

    STRAIN = "strain"
    QUIET = "quiet"
    OPEN = "open"  # it cannot tell
    ABSENT = "absent"


@dataclass(frozen=True)
class Voice:
    """One witness: what it says, in a sentence; for the note also the therapist's own words."""

    witness: str
    says: Says
    because: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Compared:
    """The three voices in a fixed order (ratings, note, talk), and what is said of them together."""

    voices: tuple[Voice, ...]
    together: tuple[str, ...]


def compare(session: SessionRow) -> Compared:
    """Ratings, note and talk of a session side by side."""
    voices = (_ratings(session), _note(session), _talk(session))
    return Compared(voices, together(voices))


NAMES = {"ratings": _("the ratings"), "note": _("your note"), "talk": _("the talk")}


def together(voices: tuple[Voice, ...]) -> tuple[str, ...]:
    """Agreement or disagreement, a sentence a pair that parts; first of all what is missing."""
    heard = [one for one in voices if one.says in {Says.STRAIN, Says.QUIET}]
    if len(heard) < 2:
        return (gettext("There is too little yet to compare."),)
    apart = [(a, b) for a, b in combinations(heard, 2) if a.says is not b.says]
    if not apart:
        return (_all_agree(heard),)
    said = tuple(_part(a, b) for a, b in apart)
    return (*said, gettext("Neither is wrong by that. You were there; this is a question to stay with."))


def _all_agree(heard: list[Voice]) -> str:
    if heard[0].says is Says.STRAIN:
        return gettext("They agree: something was strained here.")
    return gettext("They agree: nothing speaks for a strain here.")


def _part(one: Voice, other: Voice) -> str:
    """One pair that parts. The ratings are many, the note and the talk one each."""
    strained, quiet = (one, other) if one.says is Says.STRAIN else (other, one)
    return _sentence_case(
        gettext("%(a)s speaks for a strain; %(b)s does not.")
        if strained.witness != "ratings" and quiet.witness != "ratings"
        else gettext("%(a)s speak for a strain; %(b)s does not.")
        if strained.witness == "ratings"
        else gettext("%(a)s speaks for a strain; %(b)s do not."),
        a=gettext(NAMES[strained.witness]),
        b=gettext(NAMES[quiet.witness]),
    )


def _sentence_case(text: str, **names: str) -> str:
    said = text % names
    return said[:1].upper() + said[1:]


def _ratings(session: SessionRow) -> Voice:
    series = main_series(session.alliance)
    found = next((r for r in series.readings() if r.session == session.number), None) if series else None
    if found is None or found.score is None:
        return Voice("ratings", Says.ABSENT, gettext("No rating from this session."))
    return Voice("ratings", _says(found), found.because)


def _note(session: SessionRow) -> Voice:
    rows = WritingRow.objects.filter(kind=writings.Kind.HARD.value, session=session).order_by("created_at")
    texts = tuple(text for text in (hard.said(row) for row in rows) if text)
    if not texts:
        return Voice("note", Says.ABSENT, gettext("You wrote no note about this session."))
    read = note_reading("\n".join(texts), session.number)
    return Voice("note", _says(read), read.because, texts)


def _talk(session: SessionRow) -> Voice:
    found = transcripts.session_reading(session)
    if found is None:
        return Voice("talk", Says.ABSENT, gettext("No transcript is kept for this session."))
    return Voice("talk", _says(found), found.because)


def _says(reading: Reading) -> Says:
    if not reading.informative or reading.status is Standing.TOO_EARLY:
        return Says.OPEN
    if reading.status is Standing.STRAINED or reading.p_rupture >= LIKELY:
        return Says.STRAIN
    return Says.QUIET if reading.p_rupture < NOT_LIKELY else Says.OPEN

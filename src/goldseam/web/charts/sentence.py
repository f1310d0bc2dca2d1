"""One sentence above a chart: what the ratings did, in words a therapist would use."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from goldseam.terms.rupture import Reading, Standing


@dataclass(frozen=True)
class Fall:
    """A stretch of lower ratings: where it began, when the usual was reached again, how it stands."""

    began: int
    back: int | None
    mending: bool


def falls(readings: tuple[Reading, ...]) -> tuple[Fall, ...]:
    """Every fall in order. One that strains, eases and strains again is one; only *steady* ends it."""
    found: list[Fall] = []
    for reading in readings:
        if reading.score is None:
            continue
        last = found[-1] if found else None
        inside = last is not None and last.back is None
        if reading.status is Standing.STRAINED and not inside:
            found.append(Fall(reading.session, None, False))
        elif last is not None and inside and reading.status is not Standing.TOO_EARLY:
            steady = reading.session if reading.status is Standing.STEADY else None
            found[-1] = Fall(last.began, steady, reading.status is Standing.MENDING)
    return tuple(found)


def sentence(readings: tuple[Reading, ...]) -> str:
    """What happened, in one sentence, in the language of the page: the latest fall, or that there is none."""
    rated = [r for r in readings if r.score is not None]
    if not rated:
        return gettext("There are no ratings yet.")
    if not rated[-1].informative and rated[-1].because:
        return rated[-1].because
    if all(r.status is Standing.TOO_EARLY for r in rated):
        return ngettext(
            "Too early to say: there is %(count)d rating so far.",
            "Too early to say: there are %(count)d ratings so far.",
            len(rated),
        ) % {"count": len(rated)}
    fallen = falls(readings)
    return _of_a_fall(fallen[-1]) if fallen else gettext("Ratings stay within this client's usual.")


def _of_a_fall(fall: Fall) -> str:
    numbers = {"fell": fall.began, "back": fall.back}
    if fall.back is not None:
        return gettext("Ratings fell at session %(fell)d and came back by %(back)d.") % numbers
    if fall.mending:
        return gettext("Ratings fell at session %(fell)d and are coming back.") % numbers
    return gettext("Ratings fell at session %(fell)d and are still lower than usual.") % numbers

"""What the filter assumes before it has seen a client: one set of constants a family of scales.

All lengths are shares of the scale's range, so that one family serves any bounded instrument.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from goldseam.errors import BadInput


@dataclass(frozen=True)
class Constants:
    """Hyper-parameters of the filter. Lengths are shares of the scale's range; chances are per session.

    `centre`, `between`: where clients' own levels lie, and how far apart. `within`, `within_spread`: a
    typical client's own session-to-session SD, and the log-SD of that between clients. `walk`: SD of the
    level's slow drift, in own SDs a session. `rupture`: chance that one starts; `v_share`, `slide_share`:
    how many last one session, and how many come as a slow slide. `mend`, `partly`: chance that a rupture
    mends wholly, or by one depth. `bad_day`: chance of a low score that is no rupture. `tail`: share of
    wide noise. `silence`: how many times as often a form goes missing in a rupture; 1 (missing tells
    nothing) unless a clinic knows better.
    """

    centre: float = 0.80
    between: float = 0.16
    within: float = 0.085
    within_spread: float = 0.42
    walk: float = 0.20
    rupture: float = 0.055
    v_share: float = 0.36
    slide_share: float = 0.10
    mend: float = 0.23
    partly: float = 0.05
    bad_day: float = 0.01
    tail: float = 0.02
    silence: float = 1.0

    def __post_init__(self) -> None:
        chances = (self.rupture, self.v_share, self.slide_share, self.mend, self.partly, self.bad_day)
        lengths = (self.between, self.within, self.within_spread, self.silence)
        if not all(0 <= chance < 1 for chance in chances) or not all(length > 0 for length in lengths):
            raise BadInput(
                f"These constants cannot be: {self}. "
                "Give every chance between 0 and 1 and every spread above 0."
            )

    def but(self, **changes: float) -> Constants:
        """The same constants with some changed."""
        return replace(self, **changes)


# Level and spread: performance.md / science.md B, as shares of the range. Hazards: about one client in
# four to one in two has a rupture in a course (Larsson 2018: 25 %; McLaughlin 2014: 46 %).
GENERAL = Constants()
MEAN_OF_ITEMS = Constants(centre=0.76, between=0.15, within=0.075)
VISUAL_ANALOGUE = Constants(centre=0.88, between=0.12, within=0.075)


def family(low: float, high: float) -> Constants:
    """The constants for a scale by its range, where nothing better is known.

    Shape: two numbers, in score units. Sources: `docs/explanation/noticing.md`.

    >>> family(1, 5) == MEAN_OF_ITEMS and family(0, 40) == VISUAL_ANALOGUE
    True
    """
    if high - low <= 7 and low in (0, 1):
        return MEAN_OF_ITEMS
    if low == 0 and high in (10, 40, 50, 100):
        return VISUAL_ANALOGUE
    return GENERAL


def default_step(low: float, high: float) -> float:
    """The step to assume where none is given: whole points, or 48 steps for a mean of items.

    >>> default_step(0, 40), round(default_step(1, 5), 4)
    (1.0, 0.0833)
    """
    return 1.0 if high - low > 12 else (high - low) / 48

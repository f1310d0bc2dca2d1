"""The strip: a client's ratings on one line of the caseload, ending in the shape of today."""

from __future__ import annotations

from django.utils.safestring import SafeString

from goldseam.terms.rupture import Reading
from goldseam.web.charts.glyphs import GLYPH, GLYPHS
from goldseam.web.charts.sentence import sentence
from goldseam.web.charts.svg import element, number, picture
from goldseam.web.charts.trajectory import runs

WIDE, HIGH, PAD = 136, 40, 7
SPAN = 0.4  # of the scale: a small wobble stays small


def strip(ref: str, title: str, readings: tuple[Reading, ...], low: float, high: float) -> SafeString:
    """A small drawing of `readings`, named by `title`, described by the same sentence as the chart.

    Its height is the range from the lowest score to `high`: at least two fifths of `low..high`.
    """
    rated = [r for r in readings if r.score is not None]
    floor = min([high - (high - low) * SPAN, *(r.score for r in rated if r.score is not None)])
    first, last = (readings[0].session, readings[-1].session) if readings else (0, 0)

    def at(reading: Reading) -> tuple[float, float]:
        along = (reading.session - first) / (last - first) if last > first else 1.0
        up = ((reading.score or 0.0) - floor) / (high - floor)
        return PAD + along * (WIDE - 2 * PAD), HIGH - PAD - up * (HIGH - 2 * PAD)

    drawn = _usual(readings, floor, high)
    for run in runs(rated):
        path = " ".join(f"{number(x)} {number(y)}" for x, y in map(at, run))
        drawn += element("path", d=f"M{path}", fill="none", class_="c-line", stroke_width=1.5)
    if rated:
        x, y = at(rated[-1])
        drawn += element(
            "g", GLYPHS[GLYPH[rated[-1].status]], transform=f"translate({number(x)} {number(y)})"
        )
    return picture(
        drawn, ref=ref, title=title, desc=sentence(readings), class_="strip", viewBox=f"0 0 {WIDE} {HIGH}"
    )


def _usual(readings: tuple[Reading, ...], floor: float, high: float) -> str:
    """The latest usual band, right across."""
    known = [r for r in readings if r.usual_low is not None and r.usual_high is not None]
    if not known:
        return ""
    room = HIGH - 2 * PAD
    top = HIGH - PAD - ((known[-1].usual_high or 0.0) - floor) / (high - floor) * room
    bottom = HIGH - PAD - (max(known[-1].usual_low or 0.0, floor) - floor) / (high - floor) * room
    return element("rect", x=0, y=top, width=WIDE, height=max(bottom - top, 2), class_="c-band")

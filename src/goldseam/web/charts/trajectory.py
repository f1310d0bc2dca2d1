"""The trajectory chart: one client's ratings, their usual band, falls, gaps, episodes and repairs.

The drawing is fluid in width and still in height: x is in per cent, so text and shapes keep their
size on a phone. What the drawing says, `table` and `goldseam.web.charts.sentence` say in words.
"""

from __future__ import annotations

from itertools import groupby

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from goldseam.terms.rupture import Reading
from goldseam.web.charts.chart import Chart, span_words, told
from goldseam.web.charts.glyphs import GLYPH, GLYPHS
from goldseam.web.charts.sentence import sentence
from goldseam.web.charts.svg import element, number, picture, words

HEIGHT, TOP, PLOT, RAIL, AXIS = 240, 22, 160, 200, 230  # y in px; PLOT is the plot's height
LEFT, WIDTH = 3.0, 94.0  # x in per cent


def draw(chart: Chart) -> SafeString:
    """The chart as SVG; an empty chart is a still axis that says there is nothing yet."""
    frame = _Frame(chart)
    inside = "".join(
        (_grid(frame), _band_and_line(frame), _falls(frame), _points(frame), _rail(frame), _axis(frame))
    )
    return picture(
        inside,
        ref=chart.ref,
        title=chart.title,
        desc=_description(frame),
        class_="chart",
        width="100%",
        height=HEIGHT,
    )


class _Frame:
    """Where sessions and scores come to lie."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        sessions = [r.session for r in chart.readings] or [1]
        self.first, self.last = sessions[0], sessions[-1]
        self.floor = _floor(chart)

    def x(self, session: float) -> float:
        """Session to per cent of the width; one session alone stands in the middle."""
        if self.first == self.last:
            return 50.0
        return LEFT + WIDTH * (session - self.first) / (self.last - self.first)

    def y(self, score: float) -> float:
        """Score to px from the top."""
        return TOP + PLOT * (1 - (score - self.floor) / (self.chart.high - self.floor))


def _floor(chart: Chart) -> float:
    """The lowest score drawn: a tenth of the scale under all there is; never less than half the scale."""
    tenth = (chart.high - chart.low) / 10
    values = [v for r in chart.readings for v in (r.score, r.usual_low) if v is not None]
    under = (min(values, default=chart.low) - chart.low) // tenth * tenth + chart.low - tenth
    return max(chart.low, min(under, chart.high - 5 * tenth))


def _grid(frame: _Frame) -> str:
    """Top and bottom lines with the scores they stand for."""
    drawn = []
    for score in (frame.chart.high, frame.floor):
        y = frame.y(score)
        drawn.append(element("line", x1="0", x2="100%", y1=y, y2=y, class_="c-grid"))
        drawn.append(element("text", words(frame.chart.shown(score)), x=0, y=y - 8))
    return "".join(drawn)


def _band_and_line(frame: _Frame) -> str:
    """Band and line, in a layer stretched to the width; strokes keep their thickness."""
    known = [r for r in frame.chart.readings if r.usual_low is not None and r.usual_high is not None]
    half = 0.5 if frame.first != frame.last else 0.0
    inside = "".join(_band(frame, list(run), half) for run in runs(known))
    for run in runs([r for r in frame.chart.readings if r.score is not None]):
        steps = " ".join(f"{number(frame.x(r.session) * 10)} {number(frame.y(r.score or 0.0))}" for r in run)
        if " " in steps.replace(" ", "", 1):
            inside += element(
                "path",
                d=f"M{steps}",
                fill="none",
                stroke_width=2,
                class_="c-line",
                vector_effect="non-scaling-stroke",
            )
    return element(
        "svg", inside, viewBox=f"0 0 1000 {HEIGHT}", preserveAspectRatio="none", width="100%", height=HEIGHT
    )


def _band(frame: _Frame, run: list[Reading], half: float) -> str:
    """The usual band over one unbroken run of sessions, half a session wider on each side."""
    across = [run[0].session - half, *(r.session for r in run), run[-1].session + half]
    tops = [run[0].usual_high, *(r.usual_high for r in run), run[-1].usual_high]
    bottoms = [run[0].usual_low, *(r.usual_low for r in run), run[-1].usual_low]
    corners = [*zip(across, tops, strict=True), *reversed(list(zip(across, bottoms, strict=True)))]
    path = " ".join(
        f"{number(min(max(frame.x(at), 0), 100) * 10)} {number(frame.y(max(score or 0.0, frame.floor)))}"
        for at, score in corners
    )
    return element("path", d=f"M{path}z", class_="c-band")


def runs(readings: list[Reading]) -> list[list[Reading]]:
    """Readings split where session numbers jump: a gap is drawn as a gap."""
    numbered = enumerate(readings)
    return [[r for _, r in run] for _, run in groupby(numbered, lambda pair: pair[1].session - pair[0])]


def _falls(frame: _Frame) -> str:
    """A thin line down from each session with an alert to its number."""
    return "".join(
        element(
            "line",
            x1=f"{number(frame.x(r.session))}%",
            x2=f"{number(frame.x(r.session))}%",
            y1=frame.y(r.score) + 8,
            y2=RAIL + 14,
            class_="c-alert",
            stroke_dasharray="2 3",
        )
        for r in frame.chart.readings
        if r.alert and r.score is not None
    )


def _points(frame: _Frame) -> str:
    return "".join(_point(frame, r) for r in frame.chart.readings)


def _point(frame: _Frame, reading: Reading) -> str:
    """A rating in the shape of its standing, with its words for who points at it."""
    x = f"{number(frame.x(reading.session))}%"
    if reading.score is None:
        return element("svg", GLYPHS["gap"], x=x, y=TOP + PLOT, overflow="visible")
    hint = element("title", words(told(frame.chart, reading)))
    return element(
        "svg", hint + GLYPHS[_glyph(frame.chart, reading)], x=x, y=frame.y(reading.score), overflow="visible"
    )


def _glyph(chart: Chart, reading: Reading) -> str:
    return GLYPH[reading.status] if chart.is_read else "dot"


def _rail(frame: _Frame) -> str:
    """Episodes as gold lines under the plot, and a seam where repair was tried."""
    drawn = []
    for span in frame.chart.spans:
        end = frame.last if span.end is None else span.end
        a, b = frame.x(span.start), max(frame.x(end), frame.x(span.start) + 1.2)
        dots = {} if span.end is not None else {"stroke_dasharray": "7 4"}
        drawn.append(
            element(
                "line",
                element("title", words(span_words(span))),
                x1=f"{number(a)}%",
                x2=f"{number(b)}%",
                y1=RAIL,
                y2=RAIL,
                class_="c-span",
                stroke_width=4,
                **dots,
            )
        )
        drawn += [
            element("svg", GLYPHS["repair"], x=f"{number(frame.x(at))}%", y=RAIL, overflow="visible")
            for at in span.attempts
        ]
    return "".join(drawn)


def _axis(frame: _Frame) -> str:
    """At most eight session numbers, the first and the last among them."""
    if not frame.chart.readings:
        return element("text", words(gettext("Nothing yet")), x="50%", y=TOP + PLOT / 2, text_anchor="middle")
    every = max(1, -(-(frame.last - frame.first) // 7))
    marks = [
        s for s in range(frame.first, frame.last + 1, every) if s == frame.last or frame.last - s > every / 2
    ]
    marks = sorted({*marks, frame.last})
    return "".join(
        element("text", words(str(at)), x=f"{number(frame.x(at))}%", y=AXIS, text_anchor="middle")
        for at in marks
    )


def _description(frame: _Frame) -> str:
    """The sentence, and where the drawing starts if not at the end of the scale."""
    chart = frame.chart
    said = [sentence(chart.readings)] if chart.is_read else [chart.title + "."]
    if frame.floor > chart.low:
        said.append(
            gettext("The drawing shows %(a)s to %(b)s of a scale from %(low)s to %(high)s.")
            % {
                "a": chart.shown(frame.floor),
                "b": chart.shown(chart.high),
                "low": number(chart.low),
                "high": number(chart.high),
            }
        )
    said += [span_words(span) for span in chart.spans]
    return " ".join(said)

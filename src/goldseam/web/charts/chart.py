"""What a trajectory chart holds, and the same in words: its table, its key, its description."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from goldseam.terms.rupture import EpisodeStatus, Reading, Standing
from goldseam.terms.scores import Better
from goldseam.web.charts.glyphs import for_key
from goldseam.web.charts.svg import number
from goldseam.web.wording import worded


@dataclass(frozen=True)
class Span:
    """An episode along the sessions: from `start` to `end` (None while open), and its attempts."""

    start: int
    status: EpisodeStatus
    end: int | None = None
    attempts: tuple[int, ...] = ()


@dataclass(frozen=True)
class Chart:
    """What a trajectory chart shows.

    `ref` is unique on the page. `readings` are one witness's, higher is better, scores in
    `low..high`; with `Better.LOWER` the figures shown are turned back to the form's own direction.
    """

    ref: str
    title: str
    readings: tuple[Reading, ...]
    low: float
    high: float
    spans: tuple[Span, ...] = ()
    better: Better = Better.HIGHER

    @property
    def is_read(self) -> bool:
        """Whether any witness says something; a form that noticing does not read is drawn plainly."""
        return any(reading.informative for reading in self.readings)

    def shown(self, value: float) -> str:
        """A score as the form itself would give it."""
        return number(value if self.better is Better.HIGHER else self.low + self.high - value)


@dataclass(frozen=True)
class Table:
    """The same figures as rows: what the table twin shows."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def table(chart: Chart) -> Table:
    """One row a session: score, usual, standing; a missing form says so."""
    head = (gettext("Session"), gettext("Rating"), gettext("Usual"), gettext("Standing"))
    if not chart.is_read:
        plain = tuple((str(r.session), score_words(chart, r)) for r in chart.readings)
        return Table(chart.title, head[:2], plain)
    rows = tuple(
        (str(r.session), score_words(chart, r), usual_words(chart, r), worded(r.status).label)
        for r in chart.readings
    )
    return Table(chart.title, head, rows)


def key(chart: Chart) -> tuple[tuple[SafeString, str], ...]:
    """Only the shapes this chart holds, each with its words."""
    seen = {r.status for r in chart.readings if r.score is not None}
    early = chart.is_read and Standing.TOO_EARLY in seen
    entries = [(for_key("early"), worded(Standing.TOO_EARLY).label.lower())] if early else []
    if Standing.STEADY in seen or not early:
        entries.insert(0, (for_key("dot"), gettext("a rating")))
    if any(r.usual_low is not None for r in chart.readings):
        entries.append((for_key("band"), gettext("this client's usual")))
    notable = (s for s in (Standing.STRAINED, Standing.MENDING) if s in seen)
    entries += [(for_key(s.value), worded(s).label.lower()) for s in notable]
    if any(r.score is None for r in chart.readings):
        entries.append((for_key("gap"), gettext("no form")))
    if chart.spans:
        entries.append((for_key("span"), gettext("an episode")))
    if any(span.attempts for span in chart.spans):
        entries.append((for_key("repair"), gettext("repair tried")))
    return tuple(entries)


def span_words(span: Span) -> str:
    """An episode in a sentence."""
    end = gettext("to session %d") % span.end if span.end is not None else gettext("until now")
    return gettext("Episode from session %(start)d %(end)s: %(status)s.") % {
        "start": span.start, "end": end, "status": worded(span.status).label.lower(),
    }  # fmt: skip


def told(chart: Chart, reading: Reading) -> str:
    """What a point says to who points at it."""
    if not chart.is_read:
        return gettext("Session %(n)d: %(score)s.") % {
            "n": reading.session, "score": score_words(chart, reading),
        }  # fmt: skip
    return gettext("Session %(n)d: %(score)s. %(standing)s.") % {
        "n": reading.session, "score": score_words(chart, reading), "standing": worded(reading.status).label,
    }  # fmt: skip


def score_words(chart: Chart, reading: Reading) -> str:
    """A score, or that there is no form."""
    return gettext("no form") if reading.score is None else chart.shown(reading.score)


def usual_words(chart: Chart, reading: Reading) -> str:
    """The usual band in the form's own figures, the lower first."""
    if reading.usual_low is None or reading.usual_high is None:
        return gettext("not known yet")
    ends = sorted((chart.shown(reading.usual_low), chart.shown(reading.usual_high)), key=float)
    return gettext("%(low)s to %(high)s") % {"low": ends[0], "high": ends[1]}

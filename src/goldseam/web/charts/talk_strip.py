"""The strip of a whole session: who spoke, where it was silent, where a moment may be; and its table twin.

Your client's row lies above yours, silences between them, moments on top. Place and shape say it all;
colour only repeats them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from goldseam.noticing.listen import strip
from goldseam.noticing.marks import Side
from goldseam.noticing.moments import Moment
from goldseam.noticing.turns import Pause
from goldseam.terms.talk import Speaker, Transcript, Turn
from goldseam.web.charts.chart import Table
from goldseam.web.charts.figure import Figure
from goldseam.web.charts.glyphs import GLYPHS, for_key
from goldseam.web.charts.svg import element, number, picture, words

HEIGHT, LANE = 118, 26
MARKS, UPPER, MIDDLE, LOWER, AXIS = 9, 24, 61, 72, 116
PARTS = 10
THINNEST = 1.5  # of 1000: a short answer is still seen
# The shape of a moment, by what it is about.
GLYPH = {
    Side.WITHDRAWAL: "strained",
    Side.CONFRONTATION: "strained",
    Side.HOSTILITY: "strained",
    Side.RESISTANCE: "strained",
    Side.RESOLUTION: "repair",
    Side.CONTRIBUTION: "early",
}
KEY = {
    "strained": _("your client may step back, or speak up"),
    "repair": _("you may be mending"),
    "early": _("your side of it"),
}


@dataclass(frozen=True)
class Told:
    """What a strip shows: the talk, its silences, the moments chosen for it."""

    ref: str
    transcript: Transcript
    pauses: tuple[Pause, ...]
    moments: tuple[Moment, ...]

    @property
    def minutes(self) -> float | None:
        """How long the session is, None where the file has no times for each turn."""
        turns = self.transcript.turns
        if not turns or any(t.start is None or t.end is None for t in turns):
            return None
        return max(t.end or 0.0 for t in turns) / 60


def figure(told: Told) -> Figure:
    """Everything a page shows of it."""
    said = sentence(told)
    places = {turn.number: (_held(a), _held(b)) for turn, a, b in strip(told.transcript)}
    inside = _lane(told, places, Speaker.CLIENT, UPPER) + _lane(told, places, Speaker.THERAPIST, LOWER)
    inside += _lane(told, places, Speaker.UNKNOWN, MIDDLE - 4, 8)
    inside += _silences(told, places) + _moments(told, places) + _axis(told)
    drawn = picture(
        inside,
        ref=told.ref,
        title=gettext("The session from beginning to end"),
        desc=said,
        width="100%",
        height=HEIGHT,
        overflow="visible",
    )
    return Figure(said, drawn, _key(told), table(told))


def _held(place: float) -> float:
    """A place within 0..1, whatever times a file gives."""
    return min(max(place, 0.0), 1.0)


Places = dict[int, tuple[float, float]]


def _lane(told: Told, places: Places, who: Speaker, y: float, high: float = LANE) -> str:
    """One speaker's turns, in a layer stretched to the width."""
    drawn = ""
    for turn in told.transcript.turns:
        if turn.speaker is who:
            a, b = places[turn.number]
            drawn += f"M{number(a * 1000)} 0h{number(max((b - a) * 1000, THINNEST))}v{number(high)}h"
            drawn += f"{number(-max((b - a) * 1000, THINNEST))}z"
    if not drawn:
        return ""
    path = element("path", d=drawn, fill="currentColor")
    layer = element(
        "svg", path, viewBox=f"0 0 1000 {high}", preserveAspectRatio="none", width="100%", height=high, y=y
    )
    return element("g", layer, class_="" if who is Speaker.CLIENT else "soft")


def _silences(told: Told, places: Places) -> str:
    """A ring between the rows for each silence, larger for a longer one."""
    return "".join(
        element(
            "circle",
            cx=f"{number(places[pause.after_turn][1] * 100)}%",
            cy=MIDDLE,
            r=min(2.5 + pause.seconds / 8, 6),
            class_="c-gap",
            stroke_width=1.5,
        )
        for pause in told.pauses
    )


def _moments(told: Told, places: Places) -> str:
    return "".join(
        element(
            "svg",
            element("title", words(gettext("Turn %(n)d: %(kind)s") % {"n": m.turns[0], "kind": m.kind}))
            + GLYPHS[GLYPH[m.side]],
            x=f"{number(places[m.turns[0]][0] * 98 + 1)}%",
            y=MARKS,
            overflow="visible",
        )
        for m in told.moments
    )


def _axis(told: Told) -> str:
    """Beginning and end; in minutes where the file has times."""
    minutes = told.minutes
    first = gettext("the beginning") if minutes is None else gettext("0 min")
    last = gettext("the end") if minutes is None else gettext("%(n)s min") % {"n": number(minutes)}
    return _word(first, 0, "start") + _word(last, "100%", "end")


def _word(text: str, x: str | float, anchor: str) -> str:
    return element(
        "text",
        words(text),
        x=x,
        y=AXIS,
        text_anchor=anchor,
        fill="currentColor",
        class_="soft",
        font_size="13",
    )


def _key(told: Told) -> tuple[tuple[SafeString, str], ...]:
    """Only what this strip holds."""
    entries = [
        (_swatch("c-dot"), gettext("above: your client")),
        (_swatch("soft"), gettext("below: you")),
    ]
    if told.pauses:
        entries.append((for_key("early"), gettext("between: a silence")))
    seen = {GLYPH[m.side] for m in told.moments}
    return (*entries, *((for_key(name), gettext(said)) for name, said in KEY.items() if name in seen))


def _swatch(tone: str) -> SafeString:
    bar = element("path", d="M-8-4h16v8h-16z", fill="currentColor", stroke_width=0, class_=tone)
    return SafeString(f'<svg viewBox="-8 -8 16 16" aria-hidden="true">{bar}</svg>')


def sentence(told: Told) -> str:
    """The strip in words: shares, the longest silence, how many moments."""
    said = [_share(told)]
    if told.pauses:
        longest = max(told.pauses, key=lambda pause: pause.seconds)
        said.append(
            gettext("The longest silence is %(s)d seconds, after turn %(n)d.")
            % {"s": round(longest.seconds), "n": longest.after_turn}
        )
    elif told.minutes is None:
        said.append(gettext("The file has no times, so silences cannot be seen."))
    else:
        said.append(gettext("No silence is longer than three seconds."))
    return " ".join(part for part in said if part)


def _share(told: Told) -> str:
    letters = {
        who: sum(len(t.text.split()) for t in told.transcript.turns if t.speaker is who) for who in Speaker
    }
    known = letters[Speaker.CLIENT] + letters[Speaker.THERAPIST]
    if not known or not letters[Speaker.CLIENT] or not letters[Speaker.THERAPIST]:
        return ""
    share = round(100 * letters[Speaker.CLIENT] / known)
    return gettext("Your client has %(n)d of 100 words, you have %(m)d.") % {"n": share, "m": 100 - share}


def table(told: Told) -> Table:
    """The same in up to ten parts of the session: words of each, silences, moments."""
    head = (
        gettext("Part") if told.minutes is None else gettext("From"),
        gettext("Client's words"),
        gettext("Your words"),
        gettext("Silences"),
        gettext("Moments"),
    )
    parts = max(1, min(PARTS, len(told.transcript.turns)))
    part_of = {turn.number: min(int(_held(a) * parts), parts - 1) for turn, a, _ in strip(told.transcript)}
    rows = tuple(_row(told, part_of, part, parts) for part in range(parts))
    return Table(gettext("The session from beginning to end"), head, rows)


def _row(told: Told, part_of: dict[int, int], part: int, parts: int) -> tuple[str, ...]:
    turns = [turn for turn in told.transcript.turns if part_of[turn.number] == part]
    silences = [round(p.seconds) for p in told.pauses if part_of[p.after_turn] == part]
    kinds = [
        gettext("turn %(n)d, %(kind)s") % {"n": m.turns[0], "kind": m.kind}
        for m in told.moments
        if part_of[m.turns[0]] == part
    ]
    return (
        _part_name(told, part, parts),
        _words(turns, Speaker.CLIENT),
        _words(turns, Speaker.THERAPIST),
        ", ".join(gettext("%(s)d s") % {"s": one} for one in silences) or gettext("none"),
        "; ".join(kinds) or gettext("none"),
    )


def _words(turns: Sequence[Turn], who: Speaker) -> str:
    return str(sum(len(t.text.split()) for t in turns if t.speaker is who))


def _part_name(told: Told, part: int, parts: int) -> str:
    if told.minutes is None:
        return gettext("%(n)d of %(m)d") % {"n": part + 1, "m": parts}
    return clock(told.minutes * 60 * part / parts)


def clock(seconds: float) -> str:
    """Minutes and seconds from the start.

    >>> clock(83.4), clock(3700)
    ('1:23', '61:40')
    """
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"

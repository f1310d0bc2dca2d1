"""From a transcript to what its pages show: turns with moments beside them, the strip, the three voices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from goldseam.acts import consent, transcripts
from goldseam.acts.comparing import Compared, Says
from goldseam.acts.transcripts import Held, View
from goldseam.noticing.hostility import THREAT, THREAT_TO_OTHERS, TOWARD_YOU
from goldseam.noticing.marks import Side
from goldseam.noticing.moments import strongest
from goldseam.noticing.withdrawal import STOP
from goldseam.terms.talk import Speaker, Transcript, Turn
from goldseam.web.charts.figure import Figure
from goldseam.web.charts.talk_strip import Told, clock, figure
from goldseam.web.pages.drawing import WITNESS, day

A_PART = 300  # turns on one page
A_FEW = 6
# A wish to stop coming, and what may be a threat: however weak the words are, they stand among the few.
NEVER_LEFT_OUT = {STOP.name, THREAT.name, THREAT_TO_OTHERS.name, TOWARD_YOU.name}
LONGEST_MARKED = 0.8  # of a turn: more is the turn itself, and no words stand out
# What a moment is about: its words, tone and shape (charts.marks).
SIDES = {
    Side.WITHDRAWAL: (_("Moving away"), "strained", "apart"),
    Side.CONFRONTATION: (_("Moving against"), "strained", "diamond"),
    Side.HOSTILITY: (_("A hostile tone"), "strained", "diamond"),
    Side.RESISTANCE: (_("Talk for staying as it is"), "quiet", "ring"),
    Side.RESOLUTION: (_("Mending"), "mending", "seam"),
    Side.CONTRIBUTION: (_("Your side of it"), "quiet", "page"),
}
VIEWS = {
    View.AGREE: _("You say: something was there."),
    View.DISAGREE: _("You say: it was something else. It no longer counts."),
}
SAYS = {
    Says.STRAIN: (_("speaks for a strain"), "strained", "diamond"),
    Says.QUIET: (_("speaks against a strain"), "steady", "dot"),
    Says.OPEN: (_("cannot tell"), "quiet", "dotted"),
    Says.ABSENT: (_("not there"), "quiet", "dash"),
}
BY = {"client": _("your client"), "guardian": _("a parent or guardian")}
HOW = {
    "signed": _("in writing"),
    "said_recorded": _("aloud, on the recording"),
    "said": _("aloud, as you noted"),
}
WHY = {
    "asked": _("because you asked"),
    "expired": _("because its last day was over"),
    "withdrawn": _("because the consent was taken back or over"),
    "shared": _("for sharing"),
}
WHAT = {
    "deleted": _("Deleted"),
    "copied": _("A de-identified copy was made"),
    "read": _("A recording became text, and was let go of"),
    "sent": _("A language model beyond this computer was asked"),
}


@dataclass(frozen=True)
class Piece:
    """A piece of a turn's words; `url` leads to the moment that found it, empty for plain words."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class MomentLine:
    """A moment as it stands beside its turn and in the list."""

    id: str
    turn: int
    side: str
    tone: str
    mark: str
    kind: str
    because: str
    url: str
    said: str
    word: str
    chosen: bool
    refused: bool


@dataclass(frozen=True)
class TurnLine:
    """A turn: when, who, its words, and the moments beside it."""

    number: int
    when: str
    who: str
    pieces: tuple[Piece, ...]
    moments: tuple[MomentLine, ...]

    @property
    def chosen(self) -> MomentLine | None:
        """The moment that is looked at now, where it is here."""
        return next((one for one in self.moments if one.chosen), None)

    @property
    def beside(self) -> tuple[MomentLine, ...]:
        """The other moments: they stand in the margin."""
        return tuple(one for one in self.moments if not one.chosen)


@dataclass(frozen=True)
class Shown:
    """Everything the transcript's page shows."""

    figure: Figure
    moments: tuple[MomentLine, ...]
    more: int
    turns: tuple[TurnLine, ...]
    before: str
    after: str
    part: int
    parts: int
    previous: MomentLine | None
    following: MomentLine | None
    problems: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """What the page was asked for: a moment, a part, all moments or the strongest."""

    moment: str = ""
    part: int = 1
    all: bool = False

    def url(self, row: Any, turn: int = 0, **changed: Any) -> str:
        """The address of the page with something changed; `turn` is where it opens."""
        values = {"moment": self.moment, "part": self.part, "all": int(self.all), **changed}
        query = urlencode(
            {name: value for name, value in values.items() if value and (name, value) != ("part", 1)}
        )
        anchor = f"#turn-{turn}" if turn else ""
        return reverse("talk", args=[row.pk]) + (f"?{query}" if query else "") + anchor

    def at(self, row: Any, turn: int) -> str:
        """The address at which a turn stands on the page, no moment chosen."""
        return self.url(row, turn, moment="", part=(turn - 1) // A_PART + 1)


def shown(row: Any, asked: Asked) -> Shown:
    """The transcript's page."""
    transcript, heard = transcripts.transcript_of(row), transcripts.heard(row)
    held = transcripts.held(row)
    picked = held if asked.all else _strongest(held, asked.moment)
    lines = tuple(_moment(row, one, asked) for one in picked)
    at = next((n for n, one in enumerate(lines) if one.chosen), None)
    parts = max(1, -(-len(transcript.turns) // A_PART))
    part = min(max(_part_of(transcript, lines[at].turn) if at is not None else asked.part, 1), parts)
    here = transcript.turns[(part - 1) * A_PART : part * A_PART]
    drawn = figure(Told("talk", transcript, heard.facts.pauses, tuple(one.moment for one in picked)))
    return Shown(
        drawn,
        lines,
        len(held) - len(picked),
        tuple(_turn(row, turn, picked, lines) for turn in here),
        asked.url(row, here[0].number - 1, moment="", part=part - 1) if part > 1 else "",
        asked.url(row, here[-1].number + 1, moment="", part=part + 1) if part < parts else "",
        part,
        parts,
        lines[at - 1] if at else None,
        (lines[0] if at is None else lines[at + 1] if at + 1 < len(lines) else None) if lines else None,
        transcript.problems,
    )


def _strongest(held: Sequence[Held], wanted: str) -> list[Held]:
    """A few: what is never left out and the strongest; the one asked for; those the therapist spoke of."""
    moments = [one.moment for one in held]
    first = sorted((m for m in moments if m.kind in NEVER_LEFT_OUT), key=lambda m: -m.strength)[: A_FEW // 2]
    rest = strongest([m for m in moments if m not in first], A_FEW - len(first))
    top = {id(moment) for moment in (*first, *rest)}
    return [one for one in held if id(one.moment) in top or one.id == wanted or one.viewed]


def _part_of(transcript: Transcript, turn: int) -> int:
    place = next((at for at, one in enumerate(transcript.turns) if one.number == turn), 0)
    return place // A_PART + 1


def _moment(row: Any, one: Held, asked: Asked) -> MomentLine:
    side, tone, mark = SIDES[one.moment.side]
    turn = one.moment.turns[0]
    return MomentLine(
        one.id,
        turn,
        gettext(side),
        tone,
        mark,
        one.moment.kind,
        one.moment.because,
        asked.url(row, turn, moment=one.id, part=1),
        gettext(VIEWS[one.viewed.view]) if one.viewed and one.viewed.view else "",
        one.viewed.word if one.viewed else "",
        one.id == asked.moment,
        one.is_refused,
    )


def _turn(row: Any, turn: Turn, picked: Sequence[Held], lines: Sequence[MomentLine]) -> TurnLine:
    here = [(one, line) for one, line in zip(picked, lines, strict=True) if line.turn == turn.number]
    return TurnLine(
        turn.number,
        "" if turn.start is None else clock(turn.start),
        _who(row, turn),
        tuple(_pieces(turn, here)),
        tuple(line for _one, line in here),
    )


def _who(row: Any, turn: Turn) -> str:
    if turn.speaker is Speaker.THERAPIST:
        return gettext("You")
    if turn.speaker is Speaker.CLIENT:
        return str(row.session.alliance.client.code)
    return turn.label or gettext("Someone")


def _pieces(turn: Turn, here: Sequence[tuple[Held, MomentLine]]) -> list[Piece]:
    """The words of a turn cut at the words that made a moment; where two overlap the first has them."""
    spans = sorted(
        (s.start, s.end, line.url) for one, line in here for s in one.moment.spans if s.turn == turn.number
    )
    found, at = [], 0
    for start, end, url in spans:
        whole = end - start > LONGEST_MARKED * len(turn.text) and end - start > 60
        if start < at or end <= start or whole:
            continue
        found += [Piece(turn.text[at:start]), Piece(turn.text[start:end], url)]
        at = end
    return [piece for piece in (*found, Piece(turn.text[at:])) if piece.text]


@dataclass(frozen=True)
class VoiceLine:
    """One of the three voices, for a card."""

    title: str
    says: str
    tone: str
    mark: str
    because: str
    words: tuple[str, ...]


def voices(found: Compared) -> list[VoiceLine]:
    """The three voices as cards."""
    return [
        VoiceLine(
            gettext(WITNESS[one.witness]),
            gettext(SAYS[one.says][0]),
            *SAYS[one.says][1:],
            one.because,
            one.words,
        )
        for one in found.voices
    ]


def consent_words(row: Any) -> str:
    """A consent in a sentence."""
    said = gettext("Consent by %(who)s, %(how)s, on %(day)s") % {
        "who": gettext(BY[row.given_by]), "how": gettext(HOW[row.given_how]), "day": day(row.given_on),
    }  # fmt: skip
    end = (
        gettext("until %(day)s") % {"day": day(row.until)} if row.until else gettext("until it is taken back")
    )
    return f"{said}, {end}."


def log_lines(session: Any) -> list[str]:
    """What became of a session's transcripts."""
    return [
        gettext("%(day)s: %(what)s, %(n)d turns, %(why)s.")
        % {
            "day": day(row.at.date()),
            "what": gettext(WHAT[row.what]),
            "n": row.turns,
            "why": gettext(WHY[row.why]),
        }
        for row in consent.log_of(session)
    ]

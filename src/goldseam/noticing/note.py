"""The therapist's own note as a third witness: words that suggest a strain, and how sure they make it.

Readable rules only, with negation. The note says what the therapist saw, so it is a witness of
its own and never the judge of the client's; it gives a probability and words, never a label.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import Enum

from goldseam.noticing.marks import plain
from goldseam.terms.rupture import Marker, Reading, Signal, Standing

BASE_RATE = 0.25  # as in listen.py: the middle of what clients report for a session
# Only one's own words are known here: no labelled set of notes exists, so weights are set by hand.


class Theme(Enum):
    """What a phrase in a note is about."""

    WITHDRAWAL = "withdrawal"
    CONFRONTATION = "confrontation"
    HOSTILITY = "hostility"
    NOT_SAFE = "not_safe"
    MY_PART = "my_part"
    STRAIN = "strain"
    MENDED = "mended"


@dataclass(frozen=True)
class NoteWord:
    """Words of a note with their place, what they are about, and their weight in nats."""

    theme: Theme
    words: str
    start: int
    end: int
    weight: float


@dataclass(frozen=True)
class NoteReading:
    """What a note suggests: a probability, the marker it leans to, whether safety comes first, words."""

    p_rupture: float
    marker: Marker
    not_safe: bool
    found: tuple[NoteWord, ...]
    because: str


def _rule(*phrases: str) -> re.Pattern[str]:
    return re.compile(r"(?<![\w'])(?:" + "|".join(phrases) + r")(?![\w'])", re.IGNORECASE)


_RULES: tuple[tuple[Theme, float, re.Pattern[str]], ...] = (
    (
        Theme.WITHDRAWAL,
        1.1,
        _rule(
            r"(?:went|go|going|got|gets|became|becoming|was|were|stayed|fell|grew|seemed|very|so|"
            r"more) (?:\w+ ){0,2}(?:quiet|silent|flat|"
            r"distant|withdrawn|guarded|vague|polite|compliant|cold|closed)",
            r"silent|guarded|withdrawn|distant|monosyllab\w+",
            r"(?:shut|closed|closing|shutting) (?:down|off|up)|shut me out|(?:with)?drew (?:back|"
            r"in)?|pull(?:ed|ing) (?:away|back)|"
            r"withdraw(?:n|s|ing|al)?|disengaged|checked out|dissociat\w+",
            r"(?:one|two|single)[- ]word (?:answers?|replies)|short (?:answers?|replies)|"
            r"minimal (?:answers?|replies|responses?)",
            r"(?:changed|changing|switched|avoid(?:ed|ing|s)) (?:the )?(?:subject|topic|question|"
            r"eye contact)|avoidant|avoided|"
            r"look(?:ed|ing) (?:away|at the (?:floor|clock|door))",
            r"said (?:it was|everything (?:was|is)|he was|she was|they were) (?:fine|ok|okay)|"
            r"(?:just )?agreed with everything|"
            r"people[- ]pleas\w+|went along",
            r"(?:long|awkward|heavy|uncomfortable) (?:silence|silences|pause|pauses)|nothing to say|"
            r"wouldn't (?:talk|say|look)",
        ),
    ),
    (
        Theme.CONFRONTATION,
        1.4,
        _rule(
            r"(?:angry|annoyed|irritated|upset|frustrated|furious|cross|disappointed|unhappy|mad|"
            r"fed up|dissatisfied)"
            r" (?:\w+ ){0,2}(?:with|at|by|about) (?:me|us|therapy|the (?:therapy|session|work|"
            r"homework|task|exercise|question))",
            r"complain(?:ed|s|ing)?|criticis\w+|criticiz\w+|accus(?:ed|es|ing)|challenged me|"
            r"push(?:ed|ing) back|argu(?:ed|ing)|snapped",
            r"(?:said|told me|feels?|felt|thinks?) (?:that )?(?:i|therapy|it|"
            r"this)(?: \w+){0,2} (?:not|n't|isn't|doesn't|don't|didn't|wasn't|"
            r"never|useless|pointless|not) ?(?:helping|help|listen\w*|understand\w*|work\w*|care)?",
            r"(?:not helping|doesn't help|no progress|waste of time|refus(?:ed|es|al)|rejected (?:my|"
            r"the|it)|dismissed (?:my|the))",
            r"yes[- ]but|resistan(?:t|ce)|power struggle|stand-?off|(?:told|telling) me what to do|"
            r"demand(?:ed|ing)",
            r"stormed out|left early|walked out|slammed",
        ),
    ),
    (
        Theme.HOSTILITY,
        1.6,
        _rule(
            r"hostil\w+|shout(?:ed|ing)?|yell(?:ed|ing)?|scream(?:ed|ing)|swore at|insult(?:ed|ing|"
            r"s)?|contempt\w*|abusive|"
            r"call(?:ed|ing) me (?!back|today|later|tomorrow|yesterday|on)\w+|mock(?:ed|ing)|"
            r"sneer\w*|aggressive|aggression|rage",
        ),
    ),
    (
        Theme.NOT_SAFE,
        1.6,
        _rule(
            r"threat(?:en(?:ed|s|ing)?|s)?|(?:did not|didn't|don't|do not|never|no longer|"
            r"not) feel(?:ing)? safe|unsafe|not safe|(?:felt|feel|was|am) "
            r"(?:\w+ )?(?:scared|afraid|frightened|in danger|intimidated)(?: of (?:him|her|them))?|"
            r"stalk\w*|followed me|weapon|knife|gun|"
            r"blocked the door|(?:grabbed|hit|pushed|touched|shoved) me|waited for me|my (?:home )?address",
        ),
    ),
    (
        Theme.MY_PART,
        1.0,
        _rule(
            r"i (?:\w+ )?(?:said (?:the|a) wrong|got defensive|was defensive|defended|missed|"
            r"interrupted|forgot|pushed|rushed|lectured|"
            r"snapped|pulled (?:away|back)|shut down|lost (?:it|my|the|them|him|her)|overlooked|"
            r"misread|misunderstood|hurt|let (?:him|her|them) down|"
            r"was (?:late|distracted|tired|impatient|annoyed|irritated|cold|harsh|bored)|messed up|"
            r"got it wrong|failed|moved too fast|"
            r"felt (?:annoyed|irritated|impatient|angry|attacked|useless|incompetent|bored|stuck|"
            r"criticised|criticized|rejected))(?: \w+){0,3}",
            r"my (?:mistake|fault|own part|part in|tone|countertransference)|(?:the )?wrong (?:word|"
            r"words|thing|name|question)|i regret|"
            r"i wish i (?:had|hadn't)",
        ),
    ),
    (
        Theme.STRAIN,
        0.9,
        _rule(
            r"ruptur\w+|tension|tense|strain(?:ed)?|misattun\w+|misunderst\w+|disconnect\w*|stuck|"
            r"impasse|friction|conflict|off today|"
            r"something (?:shifted|changed|was off|happened|felt off)|hard (?:session|hour|one)|"
            r"difficult session|awkward|"
            r"alliance (?:is |was |felt |seems )?(?:weak\w*|thin|low|down|shaky|poor)",
            r"(?:wants?|wanted|thinking (?:of|about)|thought about|considering|talk(?:ed|s|"
            r"ing) (?:of|about)) (?:to )?(?:stop\w*|quit\w*|end\w*|"
            r"leav\w+|not com\w+|tak\w+ a break|another therapist|a different therapist)",
            r"(?:no[- ]show|cancel(?:led|ed|s)|missed (?:the|our|last|his|her|their) (?:session|"
            r"appointment)|came (?:\w+ )?late|late again)",
        ),
    ),
    (
        Theme.MENDED,
        -0.5,
        _rule(
            r"(?:repair(?:ed)?|mended|cleared the air|reconnected|talked it through|made up|"
            r"back on track|warm(?:er)? (?:again|at the end)|"
            r"felt heard|apologi[sz]ed and|we (?:laughed|smiled) together)",
        ),
    ),
    (
        Theme.MENDED,
        -0.9,
        _rule(
            r"(?:good|great|warm|productive|easy|lovely|strong|solid|calm|fine|smooth|useful|"
            r"helpful) (?:session|hour|work|contact|rapport|"
            r"alliance|connection)|(?:went|going|worked) (?:really |very |quite )?(?:well|smoothly|"
            r"fine)|engaged|opened up|good alliance|"
            r"all (?:well|good|fine)|nothing (?:unusual|special|to note)",
        ),
    ),
)
_OF_THE_CLIENT = frozenset({Theme.WITHDRAWAL, Theme.CONFRONTATION, Theme.HOSTILITY})
_NOT = re.compile(
    r"(?:\bno|\bnot|n't|\bnever|\bwithout|\bdenied|\bdenies|\bneither|\bless|\bno longer|"
    r"\brather than)(?:\s+[\w']+){0,3}\s*$",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:his|her|their|the)\s+(?:\w+\s+)?(?:mother|father|mum|mom|dad|partner|wife|husband|boss|"
    r"brother|sister|son|daughter|friend|"
    r"colleague|ex|neighbou?r|teacher|boyfriend|girlfriend|parents?|kids?|children)\b[^.!?\n]*$",
    re.IGNORECASE,
)


def read_note(text: str) -> NoteReading:
    """Read a note for words of strain with you (not with others); probability, words, and a sentence.

    >>> read_note("She went quiet after I interrupted her.").p_rupture > 0.5
    True
    >>> read_note("Good session. Not angry with me any more.").p_rupture < 0.25
    True
    """
    found = tuple(_found(text))
    strongest = {
        theme: max((w.weight for w in found if w.theme is theme), key=abs, default=0.0) for theme in Theme
    }
    total = math.log(BASE_RATE / (1 - BASE_RATE)) + sum(strongest.values())
    chance = 1 / (1 + math.exp(-total)) if text.strip() else BASE_RATE
    not_safe = any(w.theme is Theme.NOT_SAFE for w in found)
    return NoteReading(round(chance, 4), _marker(found), not_safe, found, _sentence(text, found, not_safe))


def note_reading(text: str, session: int) -> Reading:
    """The note as a witness for a session, beside ratings and talk; an empty note is not informative."""
    read = read_note(text)
    if not text.strip():
        return Reading(
            session,
            None,
            BASE_RATE,
            None,
            None,
            Standing.TOO_EARLY,
            False,
            "There is no note for this session.",
            (),
            "note",
            False,
        )
    signals = tuple(
        Signal("note", f"Your words: \u201c{word.words}\u201d", word.weight) for word in read.found
    )
    status = Standing.STRAINED if read.p_rupture >= 0.5 else Standing.STEADY
    informative = bool(read.found)
    return Reading(
        session, None, read.p_rupture, None, None, status, False, read.because, signals, "note", informative
    )


def _found(text: str) -> list[NoteWord]:
    body = plain(text[:100_000])
    words = []
    for theme, weight, pattern in _RULES:
        for hit in pattern.finditer(body):
            before = body[max(0, hit.start() - 120) : hit.start()]
            clause = re.split(r"[.!?;\n]|,? but ", before)[-1]
            if _NOT.search(clause) and theme is not Theme.NOT_SAFE:
                continue
            here = body[hit.start() : hit.end() + 12]
            if theme in _OF_THE_CLIENT and _about_others(clause, here):
                continue
            words.append(NoteWord(theme, hit[0], hit.start(), hit.end(), weight))
    return sorted(words, key=lambda word: word.start)


def _about_others(clause: str, words: str) -> bool:
    """Whether the clause is about the client's mother, boss and so on, and goes on without *me*."""
    return _ELSEWHERE.search(clause) is not None and not re.search(r"\b(?:me|us)\b", words)


def _marker(found: tuple[NoteWord, ...]) -> Marker:
    away = any(w.theme is Theme.WITHDRAWAL for w in found)
    against = any(w.theme in {Theme.CONFRONTATION, Theme.HOSTILITY} for w in found)
    if away and against:
        return Marker.MIXED
    return Marker.WITHDRAWAL if away else Marker.CONFRONTATION if against else Marker.UNKNOWN


def _sentence(text: str, found: tuple[NoteWord, ...], not_safe: bool) -> str:
    if not text.strip():
        return "There is no note for this session."
    if not_safe:
        return "Your note has words of danger. Your safety comes first; the rest can wait."
    strain = [word for word in found if word.weight > 0]
    if not strain:
        return "Your note has no words of strain that are known here."
    quoted = " and ".join(f"\u201c{word.words}\u201d" for word in sorted(strain, key=lambda w: -w.weight)[:2])
    return f"You wrote {quoted}. That can be a strain between you."

"""Take out what could tell who a person is, before a text is shared: names, places, dates, contacts, numbers.

The strongest signal is exact: the names in the client's own record, given as `names`. Beside it
stand readable rules tuned to miss little and take too much; a person reviews every finding before
anything is shared. Recall is measured in `benchmarks/deidentify.py`; no rule finds everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from goldseam.transcripts import telling


class Private(Enum):
    """What a finding is."""

    NAME = "name"
    PLACE = "place"
    DATE = "date"
    CONTACT = "contact"
    NUMBER = "number"


@dataclass(frozen=True)
class Finding:
    """Words that could tell who somebody is: where they stand, what they are, and why it was thought so."""

    kind: Private
    start: int
    end: int
    words: str
    because: str


_MONTH = (
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?"
)
_ORDINAL = (
    r"(?:\d{1,2}(?:st|nd|rd|th)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|"
    r"eleventh|twelfth|"
    r"thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|"
    r"twenty[- ]?(?:first|second|"
    r"third|fourth|fifth|sixth|seventh|eighth|ninth)|thirtieth|thirty[- ]first)"
)
_CAP = rf"[{telling.CAPITALS}][\w'’\-]*[\w]|[{telling.CAPITALS}]"
_SMALL = r"(?:of|the|de|da|do|dos|das|del|di|la|le|upon|on|van|von|der|den|al|St\.?)"
_CAPS = rf"(?:{_CAP})(?:\s+(?:{_SMALL}\s+)*(?:{_CAP}))*"
_STREET = (
    r"(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|close|court|ct|place|square|terrace|boulevard|"
    r"blvd|way|crescent|"
    r"gardens|hill|row|mews|parkway|highway|estate|house|apartments?|flats?)"
)
_NO_STREET = (
    r"(?:and|or|but|then|so|i|we|he|she|my|to|for|with|down|along|on|in|at|miles|minutes|years|of them)\b"
)
_SITE = (
    r"(?:Hospital|Clinic|School|College|University|Academy|Church|Mosque|Temple|Synagogue|Park|"
    r"Station|Airport|Prison|Library|"
    r"Centre|Center|Synagogue|Surgery|Hotel|Theatre|Museum|Bank|Ltd|Inc|GmbH|County|Bridge|Market|"
    r"Beach|Lake|River|Island|Village|Town|City)"
)
_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Doctor|Prof|Professor|Sir|Judge|Officer|Nurse|Sister|Father|Pastor|Rabbi|Imam|"
    r"Coach|Uncle|Aunt|Auntie)"
)
_KIN = (
    r"(?:mother|father|mum|mom|dad|sister|brother|wife|husband|partner|boyfriend|girlfriend|"
    r"fianc[eé]e?|son|daughter|friend|"
    r"boss|manager|colleague|neighbou?r|teacher|therapist|doctor|uncle|aunt|cousin|niece|nephew|ex|"
    r"flatmate|roommate|dog|cat|"
    r"baby|kid|girl|boy|man|woman|guy|child|grandma|granddad|grandson|granddaughter|stepdad|stepmum|"
    r"stepmother|stepfather)"
)
_DOES = (
    r"said|says|told|tells|called|calls|rang|texted|came|comes|left|leaves|lent|went|goes|hit|hits|"
    r"cried|cries|thinks|thought|"
    r"loves|loved|hates|hated|wants|wanted|asked|asks|gave|gives|took|takes|met|knew|knows|moved|"
    r"moves|works|worked|lives|lived|"
    r"never|always|and I|and me|was the|died|drove|drinks|drank|laughed|shouted|screamed|hugged|"
    r"kissed|bought|sold|plays|played|and [A-Z]\w+"
)
_RULES: tuple[tuple[Private, str, re.Pattern[str]], ...] = (
    (
        Private.CONTACT,
        "a web address",
        re.compile(
            r"\b(?:https?://|www\.)\S{1,300}|(?<![@\w.])[\w\-]{2,63}\.(?:com|org|net|co\.uk|de|io|"
            r"info)(?:/\S{0,200})?\b",
            re.I,
        ),
    ),
    (
        Private.DATE,
        "a date",
        re.compile(r"\b(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2}))\b"),
    ),
    (
        Private.DATE,
        "a date",
        re.compile(rf"\b(?:the\s+)?{_ORDINAL}(?:\s+of)?\s+{_MONTH}(?:,?\s+\d{{4}})?\b", re.I),
    ),
    (
        Private.DATE,
        "a date",
        re.compile(rf"\b{_MONTH}\s+(?:the\s+)?{_ORDINAL}(?:,?\s+\d{{4}})?(?![\w%])", re.I),
    ),
    (Private.DATE, "a month and year", re.compile(rf"\b{_MONTH}(?:\s+of)?,?\s+(?:19|20)\d{{2}}\b", re.I)),
    (
        Private.DATE,
        "a year of birth",
        re.compile(r"\b(?:born|birthday|birth)\b[^.!?\d]{0,30}\b((?:19|20)\d{2})\b", re.I),
    ),
    (Private.DATE, "a very high age", re.compile(r"\b(?:9\d|1[01]\d)(?=[ -]years?[ -]old\b)", re.I)),
    (
        Private.CONTACT,
        "an e-mail address",
        re.compile(
            r"[\w.+\-]{1,64}\s?(?:@|\(at\)| at )\s?[\w\-]{1,63}(?:(?:\.| dot )[a-z]{2,24}){1,3}\b", re.I
        ),
    ),
    (Private.CONTACT, "a handle", re.compile(r"(?<![\w.])@[A-Za-z_]\w{2,30}")),
    (
        Private.NUMBER,
        "an identifier",
        re.compile(
            r"\b(?:[A-Z]{1,3}[ \-]?\d{5,12}[A-Z]?|\d{3}-\d{2}-\d{4}|[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D])\b"
        ),
    ),
    (
        Private.NUMBER,
        "an identifier",
        re.compile(
            r"\b(?:number|account|policy|case|reference|ref|id|passport|licen[cs]e|plate|insurance|"
            r"record|pin|iban|room|file)\b(?:\s+(?:no\.?|number|is|was|"
            r"code))*[ :#]{1,3}((?=[\w\-]*\d)[\w\-]{3,24})",
            re.I,
        ),
    ),
    (Private.NUMBER, "a card or account number", re.compile(r"(?<![\w.,])\d(?:[ -]?\d){11,29}(?![\w])")),
    (
        Private.CONTACT,
        "a phone number",
        re.compile(r"(?<![\w.])(?:\+|00)?\(?\d{1,4}\)?(?:[ .\-/]?\(?\d{2,5}\)?){2,5}(?![\w])"),
    ),
    (
        Private.CONTACT,
        "a spoken number",
        re.compile(
            r"\b(?:(?:oh|zero|one|two|three|four|five|six|seven|eight|nine|double|"
            r"triple)[ ,\-]+){5,}(?:oh|zero|one|two|three|four|five|six|seven|eight|nine)\b",
            re.I,
        ),
    ),
    (Private.NUMBER, "a long number", re.compile(r"(?<![\w.,])\d{5,30}(?![\w])")),
    (
        Private.PLACE,
        "a postcode",
        re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b[A-Z]{2} \d{5}(?:-\d{4})?\b"),
    ),
    (
        Private.PLACE,
        "an address",
        re.compile(
            rf"(?<!\d )\b[1-9]\d{{0,4}}[A-Za-z]?,?\s+"
            rf"(?:(?!{_NO_STREET})(?:[\w'’\-]+|St\.)\s+){{1,4}}?{_STREET}\b\.?",
            re.I,
        ),
    ),
    (
        Private.PLACE,
        "an address",
        re.compile(
            rf"\b(?:{_CAP})(?:\s+(?:{_CAP}))*\s+(?:Street|Road|Avenue|Lane|Drive|Close|Square|"
            rf"Terrace|Boulevard|Crescent)\b"
        ),
    ),
    (
        Private.PLACE,
        "a named place",
        re.compile(
            rf"\b(?:St\.?\s+)?(?:{_CAP})(?:[’']s)?(?:\s+(?:{_CAP}|of|the))*\s+{_SITE}\b|"
            rf"\b(?:University|Bank|Church|School|Lake|Mount|Port|Fort) of (?:{_CAP})\b"
        ),
    ),
    (
        Private.PLACE,
        "after a word of place",
        re.compile(
            rf"\b(?:[Ii]n|[Aa]t|[Ff]rom|[Nn]ear|[Tt]o|[Aa]round|[Oo]utside|[Tt]owards|[Tt]hrough|"
            rf"[Oo]ver in|[Ll]eft|[Vv]isit(?:ed|ing)?)\s+((?!I\b)(?:{_CAPS}))"
        ),
    ),
    (Private.NAME, "after a title", re.compile(rf"\b{_TITLE}\.?\s+(?:{_CAPS})")),
    (
        Private.NAME,
        "a name that was given",
        re.compile(
            rf"\b(?:[Mm]y name(?:'s|’s| is)|[Nn]ame is|called|named|[Cc]all me|[Tt]his is|[Ii]t(?:'s|"
            rf"’s) me,|[Hh]i|[Hh]ello|[Hh]ey|[Dd]ear|[Tt]hanks|[Tt]hank you|[Ss]orry|[Bb]ye),?\s+({_CAPS})"
        ),
    ),
    (Private.NAME, "after a word of kin", re.compile(rf"\b{_KIN},?\s+({_CAPS})")),
    (
        Private.NAME,
        "begins a sentence and does something",
        re.compile(rf"(?:^|[.!?] +)({_CAPS})(?=\s+(?:{_DOES})\b)"),
    ),
    (Private.NAME, "initials", re.compile(r"(?<![\w.])(?:[A-Z]\.){2,4}(?![\w])")),
)
_MORE = tuple((Private(kind), because, pattern) for kind, because, pattern in telling.rules())
# Taken whole before the names in them.
_ADDRESSES = ("an e-mail address", "a web address", "a handle", "an address", "a school or a workplace")
# Words with a capital that name nobody. The rest in mid-sentence is taken out: too much, not too little.
_SAFE_TEXT = """
I I'm I've I'd I'll God Jesus Christ Lord Allah Buddha OK Okay TV DVD CD PC GP NHS A&E AA NA ADHD PTSD OCD
BPD CBT DBT EMDR PHQ GAD WAI SRS ORS HIV AIDS DNA ER ICU MRI CT UK US USA EU UN BBC Covid COVID Covid-19
COVID-19 Christmas Easter Ramadan Hanukkah Diwali Thanksgiving Halloween Ramadan Eid Monday Tuesday
Wednesday Thursday Friday Saturday Sunday Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays Sundays
January February March April May June July August September October November December English French German
Spanish Italian Polish Russian Chinese Arabic Turkish Dutch Irish Scottish British American European African
Asian Indian Jewish Muslim Christian Catholic Hindu Buddhist Mum Mom Dad Mummy Mommy Daddy Mama Papa Gran
Granny Grandma Grandpa Nan Nana Auntie Uncle Aunt Mother Father Doctor Zoom Skype Teams WhatsApp Facebook
Instagram Google YouTube Netflix TikTok Twitter Internet Prozac Zoloft Sertraline Xanax Ritalin Valium
Lithium Yeah Yes No Well So And But Or Oh Ah Um Mm Hmm Mhm Uh Right Sure Maybe Then Because If When What How
Why Who Where The A An This That These Those It He She They We You My Your His Her Our Their Mr Mrs Ms Dr T
C Not Just Like Please Thanks Thank Sorry Hello Hi Hey Dear Bye Is Are Was Were Do Does Did Can Could Would
Will Should Have Has Had There Here Now Today
"""
_SAFE = frozenset(word.lower() for word in _SAFE_TEXT.split())
_MID_CAP = re.compile(rf"(?<=[a-z0-9,;:’'\")] )(?:{_CAPS})")
_SMALL_WORD = re.compile(r"(?<![\w'’.@\-])[^\W\d_]{3,}(?![\w.@\-]*[\w@])")
_WORDS_TOO = """
amber carol daisy dawn dean frank grace gene heather holly iris ivy jack jade jasmine jean jenny jimmy joey
josh ken lance lee lily marina mike molly nick norm olive penny peter phil ray rich robin rod rosemary sandy
stella tommy victor viola will
"""
_ALSO_WORDS = frozenset(_WORDS_TOO.split())
_ANY_CAP = re.compile(rf"\b(?:{_CAP})")


def find_private(text: str, names: Iterable[str] = ()) -> tuple[Finding, ...]:
    """What could tell who somebody is, in order; `names` are known names, found whatever their case.

    >>> [(f.kind.value, f.words) for f in find_private("Sam said ada lives in Leeds.", ["Ada Lind"])]
    [('name', 'Sam'), ('name', 'ada'), ('place', 'Leeds')]
    """
    by_rule = sorted(_by_rule(text), key=_longest_first)
    addresses = [finding for finding in by_rule if finding.because in _ADDRESSES]
    kept: list[Finding] = []
    guessed = (*_by_list(text), *_by_opening(text), *_by_capital(text))
    for finding in (*addresses, *_known(text, names), *by_rule, *guessed):
        kept += _uncovered(finding, kept)
    return tuple(sorted(kept, key=lambda finding: finding.start))


def _longest_first(finding: Finding) -> int:
    """Several rules find a part of the same date or number; the longest speaks."""
    return finding.start - finding.end if finding.kind not in (Private.NAME, Private.PLACE) else 0


def _uncovered(finding: Finding, kept: list[Finding]) -> list[Finding]:
    """The parts of a finding that no surer one holds already: nothing that was found is let go."""
    pieces = [(finding.start, finding.end)]
    for other in kept:
        pieces = [
            part
            for start, end in pieces
            for part in ((start, min(end, other.start)), (max(start, other.end), end))
            if part[0] < part[1]
        ]
    trimmed = (_trimmed(finding, start, end) for start, end in pieces)
    return [piece for piece in trimmed if piece is not None]


def _trimmed(finding: Finding, start: int, end: int) -> Finding | None:
    """A piece of a finding without the spaces and marks around it; None where no letter is left."""
    words = finding.words[start - finding.start : end - finding.start]
    inner = re.search(r"\w(?:.*\w)?", words, re.DOTALL)
    if inner is None:
        return None
    if (start, end) == (finding.start, finding.end):
        return finding
    if inner[0].lower() in _SAFE or inner[0].islower():
        return None
    return replace(finding, start=start + inner.start(), end=start + inner.end(), words=inner[0])


def _known(text: str, names: Iterable[str]) -> Iterator[Finding]:
    """Known names, whole and in parts, longest first; parts of one or two letters only in capitals."""
    whole = {name.strip() for name in names if name.strip()}
    parts = {part for name in whole for part in re.split(r"[\s,]+", name) if part}
    for name in sorted(whole | parts, key=lambda n: (-len(n), n)):
        if name.lower() in _SAFE:
            continue
        flags = re.IGNORECASE if len(name) > 2 else 0
        for hit in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, flags):
            yield Finding(Private.NAME, hit.start(), hit.end(), hit[0], "a name you gave")


def _by_rule(text: str) -> Iterator[Finding]:
    for kind, because, pattern in (*_RULES, *_MORE):
        for hit in pattern.finditer(text):
            group = 1 if pattern.groups and hit[1] is not None else 0
            words = hit[group]
            sure = kind not in (Private.NAME, Private.PLACE) or because == telling.ACTS
            if sure or not (_safe(words) or _ordinary_small(words)):
                yield Finding(kind, hit.start(group), hit.end(group), words, because)


def _by_list(text: str) -> Iterator[Finding]:
    """Common first names, and the capitals that follow; in small letters where it is no word too."""
    for hit in re.finditer(_CAPS, text):
        first = re.split(r"[\s’'\-]", hit[0])[0].lower()
        if first in telling.first_names():
            yield Finding(Private.NAME, hit.start(), hit.end(), hit[0], "a common first name")
    for hit in _SMALL_WORD.finditer(text):
        if hit[0] in telling.first_names() - telling.ordinary() - _ALSO_WORDS:
            yield Finding(Private.NAME, hit.start(), hit.end(), hit[0], "a common first name")


def _by_capital(text: str) -> Iterator[Finding]:
    """A capital in mid-sentence, in a text that does not write everything in capitals."""
    if sum(letter.isupper() for letter in text) > 0.4 * max(sum(letter.isalpha() for letter in text), 1):
        return
    for hit in _MID_CAP.finditer(text):
        if not _safe(hit[0]) and not telling.is_stutter(hit[0]):
            yield Finding(Private.NAME, hit.start(), hit.end(), hit[0], "a capital in mid-sentence")


def _ordinary_small(words: str) -> bool:
    return words.islower() and " " not in words and telling.is_ordinary(words)


def _by_opening(text: str) -> Iterator[Finding]:
    """A word that begins a sentence and is no ordinary one, and words in another script."""
    for start, end in telling.opening_names(text):
        if not _safe(text[start:end]):
            yield Finding(Private.NAME, start, end, text[start:end], "no ordinary word")
    for start, end in telling.other_scripts(text):
        yield Finding(Private.NAME, start, end, text[start:end], "another script")


def _safe(words: str) -> bool:
    """Whether every capitalised word is one that names nobody."""
    capitals = _ANY_CAP.findall(words)
    plain = (re.sub(r"['’]s$", "", word.replace("’", "'")).lower() for word in capitals)
    return bool(capitals) and all(word in _SAFE for word in plain) and not re.search(r"\d", words)

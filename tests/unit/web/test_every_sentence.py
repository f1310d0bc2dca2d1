"""What a person reads on the pages of the sample book is what `make wording` prints: nothing is said unseen."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from cast import NOW
from goldseam.acts import demo, endings, goodbyes, incidents, people, settings, writings
from goldseam.safety.goodbye import Part
from goldseam.web.pages.hard_forms import STEPS
from goldseam.web.place import Kind

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src/goldseam/simulate").glob("*.py"))
A_FEW = 2  # pages looked at of each kind
LEAST = 4  # words that make a sentence worth a clinician's look
LONE = {"br", "hr", "img", "input", "link", "meta", "wbr"}
INLINE = {"b", "code", "em", "i", "mark", "q", "strong", "sup", "time"}
SILENT = {"script", "style", "textarea", "option", "title", "svg"}
OWN = {"own", "words", "said", "badge", "who"}  # what the therapist or the client wrote, and a client's code
HOLE = re.compile(r"\\{[^{}]*\\}|%\\\((?:\w|\\)+\\\)[sd]|%[sd]")
# What parts of one line are put together with, the widest first.
BETWEEN = (":", r"\d{1,2} [A-Z]\w{2,8}(?: \d{4})?|[;·\u2026\u201c\u201d]", ",")
MINE = (
    "aggressive on purpose",
    "When you shout, I stop for that day",
    "key in six words",
)  # written or made here


class Read(HTMLParser):
    """The blocks of text that a page shows, without what people wrote; its links; forms that begin something."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = [""]
        self.links: list[str] = []
        self.begins: list[tuple[str, dict[str, str]]] = []
        self._silent: list[str] = []
        self._form: tuple[str, dict[str, str]] = ("", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.append(given.get("href", ""))
        if tag == "form":
            self._form = (given.get("action", ""), {})
            self.begins.append(self._form)
        if tag in {"input", "button"} and given.get("name") and given["name"] != "csrfmiddlewaretoken":
            action = given.get("formaction", self._form[0])
            self.begins.append((action, {**self._form[1], given["name"]: given.get("value", "")}))
            if given.get("type") == "hidden":
                self._form[1][given["name"]] = given.get("value", "")
        if tag in LONE:
            return
        if self._silent or tag in SILENT or OWN & set(given.get("class", "").split()):
            self._silent.append(tag)
        elif tag not in INLINE:
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        if self._silent and tag not in LONE:
            self._silent.pop()
            if not self._silent:
                self.blocks[-1] += " \u2026 "
        elif tag not in INLINE:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.blocks[-1] += data


def tidy(text: str) -> str:
    return " ".join(text.replace("\u2019", "'").split())


def sentences(text: str) -> list[str]:
    return [one for one in re.split(r"(?<=[.?!])[\"\u201d')]*\s+", tidy(text)) if one]


def count(text: str) -> int:
    return len([word for word in text.split() if re.search(r"[^\W\d]", word)])


@cache
def listing() -> tuple[frozenset[str], re.Pattern[str]]:
    """Every listed sentence: those said as they stand, and one pattern for those that something is put into."""
    spec = importlib.util.spec_from_file_location("wording_tool", ROOT / "tools/wording.py")
    assert spec is not None and spec.loader is not None
    tool = sys.modules.get(spec.name) or importlib.util.module_from_spec(spec)
    if spec.name not in sys.modules:
        sys.modules[spec.name] = tool
        spec.loader.exec_module(tool)
    said: set[str] = set()
    filled: set[str] = set()
    for one in tool.everything():
        anchor = one.text.partition(" - ")[2]  # the word at an end of a scale: "0 - not at all"
        for text in {tidy(one.text), *sentences(one.text), anchor}:
            bare = text.rstrip(".:? ")
            plain = re.escape(bare).replace(r"\ ", " ")
            pattern = HOLE.sub(".+", plain)
            if pattern == plain:
                said.add(bare)
            elif count(pattern) >= 2:  # a text that is mostly holes would let anything pass
                filled.add(pattern)
    return frozenset(said), re.compile("|".join(f"(?:{one})" for one in sorted(filled)))


def is_listed(sentence: str) -> bool:
    """Whether a sentence, or each part of a line put together from several, stands in the listing."""
    said, filled = listing()
    bare = sentence.strip(".:?, \u2026")
    if count(bare) < LEAST or {bare, bare[:1].upper() + bare[1:]} & said or filled.fullmatch(bare):
        return True
    if bare in SAMPLE or any(mine in bare for mine in MINE):
        return True
    for between in BETWEEN:
        parts = [part.strip() for part in re.split(between, bare) if part.strip()]
        if len(parts) > 1 and all(is_listed(part) for part in parts):
            return True
    return False


def crawl(browser: Client, first: list[str]) -> Iterator[tuple[str, Read]]:
    """The pages one comes to by links and by the buttons that begin something, a few of each kind."""
    waiting, seen, looked = list(first), set(first), Counter[str]()
    while waiting:
        there = waiting.pop(0)
        reply = browser.get(there)
        if reply.status_code == 302:
            nearer = [reply["Location"].split("#")[0]]
        elif reply.status_code == 200 and reply["Content-Type"].startswith("text/html"):
            page = Read()
            page.feed(reply.content.decode())
            yield there, page
            nearer = [link.split("#")[0] for link in page.links]
            nearer += [
                begun for action, given in page.begins if (begun := begin(browser, action, given, looked))
            ]
        else:
            continue
        for link in nearer:
            path = (
                link if link.startswith("/") else there.split("?")[0] + link if link.startswith("?") else ""
            )
            if path and path not in seen and may_look(path, looked):
                seen.add(path)
                waiting.append(path)


def name_of(path: str) -> str:
    try:
        return resolve(path.split("?")[0], Kind.OPEN.value).url_name or ""
    except Resolver404:
        return ""


def may_look(path: str, looked: Counter[str]) -> bool:
    kind = f"{name_of(path)}?" if "?" in path else name_of(path)
    looked[kind] += 1
    return bool(kind) and looked[kind] <= (
        12 if kind in {"hard", "ending_step", "goodbye_question"} else A_FEW
    )


def begin(browser: Client, action: str, given: dict[str, str], looked: Counter[str]) -> str:
    """Press a button that begins a page; where it leads."""
    name = name_of(action) if action else ""
    kind = f"{name} {given.get('length', given.get('template', given.get('part', '')))}"
    if not name.endswith("_begin") or looked[kind] >= 1:
        return ""
    looked[kind] += 1
    reply = browser.post(action, given)
    return str(reply["Location"]).split("#")[0] if reply.status_code == 302 else ""


def fill() -> list[str]:
    """The sample book, and in it what an evening leaves behind; the pages only a form leads to."""
    demo.fill_with_invented_people(NOW)
    settings.change(crisis_contacts=("Night line: 0800",), safety_people=("Lee next door: 555",))
    alliance = people.alliance_of(people.clients()[0])
    note = {
        "length": "think",
        "chips": ["quiet"],
        "what": "She went quiet after I interrupted her.",
        "where": "plan",
    }
    quiet = writings.finish(writings.begin(writings.Kind.HARD, NOW, alliance=alliance, body=note), NOW)
    rude = {"length": "note", "what": "He threatened me and blocked the door."}
    afraid = writings.begin(writings.Kind.HARD, NOW, body=rude)
    ending = endings.begin(alliance, NOW)
    given = {f"why_{side.value}": [one.value for one in whys] for side, whys in endings.REASONS.items()}
    letter = {
        "letter_name": "Sam",
        "letter_end": "2026-11-30",
        "letter_own_part": "I was late, but you were too",
    }
    writings.keep(ending, NOW, **given, who="therapist", safe="no", tried=["raised_it"], **letter)
    goodbyes.add_what_if(alliance, "What if", NOW)
    limit = {
        "behaviour": "you shout",
        "limit": "I stop for that day",
        "next_step": "We speak by phone",
        "door": "open",
    }
    boundary = writings.begin(writings.Kind.BOUNDARY, NOW, alliance=alliance, body=limit)
    facts = {"what_happened": "He was aggressive on purpose.", "kinds": ["threat"]}
    incident = incidents.begin(NOW, alliance.client)
    incidents.keep(incident, NOW, facts)
    notes = [
        f"/hard/{row.pk}/{name}/" for row in (quiet, afraid) for name in (*(s.name for s in STEPS), "close")
    ]
    steps = [f"/endings/{ending.pk}/step/{name}/" for name in ("why", "tried", "who")]
    rest = ["", *(f"{name}/" for name in ("rule", "places", "letter", "outreach", "close", "review"))]
    of_ending = [f"/endings/{ending.pk}/{name}" for name in rest]
    goodbye = goodbyes.begin(alliance, NOW)
    asked = [f"/goodbyes/{goodbye.pk}/{part.value}/" for part in Part]
    client = f"/clients/{alliance.client_id}/"
    own = [
        client,
        f"{client}goodbye/",
        f"{client}goodbye/what-ifs/",
        f"{client}brief/",
        f"{client}consultations/",
    ]
    read = [f"/boundaries/{boundary.pk}/", f"/incidents/{incident.pk}/", f"/incidents/{incident.pk}/read/"]
    return ["/", *notes, *steps, *of_ending, *asked, *own, *read]


def test_every_sentence_of_every_page_is_printed_by_make_wording(browser_of_noor: Client) -> None:
    pages = list(crawl(browser_of_noor, fill()))
    unseen = {
        f"{sentence}  <- {there}"
        for there, page in pages
        for block in page.blocks
        for sentence in sentences(block)
        if not is_listed(sentence)
    }
    assert sorted(unseen) == []
    assert len(pages) > 90


@pytest.mark.parametrize(
    ("sentence", "listed"),
    [
        ("Hard one?", True),
        ("You asked Dana on 2 March 2026.", True),
        ("Nobody has ever written this sentence down.", False),
        ("Saved on this computer only.", True),
        ("Saved on that computer only, for now.", False),
    ],
)
def test_a_sentence_is_known_or_not(sentence: str, listed: bool) -> None:
    assert is_listed(sentence) is listed

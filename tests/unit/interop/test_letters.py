"""The letter as a file: what was written stands in it, and nothing else does."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from goldseam.interop.letters import docx_letter
from goldseam.interop.letters_odt import SPACES, TYPE, odt_letter

LETTER = [
    ("23 November 2026", ()),
    ("Dear Sam & <co>,", ()),
    ("These can help:", ("Dr Vale, 01 234", "Night line: 0800")),
    ("Noor", ()),
]
KINDS: list[Callable[..., bytes]] = [odt_letter, docx_letter]


def part(made: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        return ElementTree.fromstring(packed.read(name))


def spoken(made: bytes) -> list[str]:
    """The paragraphs of an ODT, in reading order."""
    return ["".join(one.itertext()) for one in part(made, "content.xml").iter(f"{{{SPACES['text']}}}p")]


def test_an_odt_says_the_letter_in_its_order() -> None:
    assert spoken(odt_letter(LETTER)) == [
        "23 November 2026",
        "Dear Sam & <co>,",
        "These can help:",
        "Dr Vale, 01 234",
        "Night line: 0800",
        "Noor",
    ]


def test_items_stand_in_a_list_of_the_named_style() -> None:
    [listed] = part(odt_letter(LETTER), "content.xml").iter(f"{{{SPACES['text']}}}list")
    assert listed.get(f"{{{SPACES['text']}}}style-name") == "Places"
    assert len(listed) == 2


def test_every_style_that_is_used_is_there() -> None:
    made = odt_letter(LETTER)
    used = {
        value
        for one in part(made, "content.xml").iter()
        for key, value in one.items()
        if key.endswith("}style-name")
    }
    named = {
        value
        for one in part(made, "styles.xml").iter()
        for key, value in one.items()
        if key.endswith("}name")
    }
    assert used == {"Standard", "Places"} and used <= named


def test_the_type_comes_first_unpacked_and_without_extras() -> None:
    made = odt_letter(LETTER)
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        first = packed.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert made[38 : 38 + len(TYPE)] == TYPE.encode()


def test_the_manifest_names_every_part_and_no_other() -> None:
    made = odt_letter(LETTER)
    path = f"{{{SPACES['manifest']}}}full-path"
    listed = {one.get(path) for one in part(made, "META-INF/manifest.xml")}
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        held = set(packed.namelist()) - {"mimetype", "META-INF/manifest.xml"}
    assert listed == {"/", *held}


@pytest.mark.parametrize(("paper", "width"), [("a4", "210.0mm"), ("letter", "215.9mm")])
def test_the_page_is_the_paper_that_was_chosen(paper: str, width: str) -> None:
    [page] = part(odt_letter(LETTER, paper), "styles.xml").iter(
        f"{{{SPACES['style']}}}page-layout-properties"
    )
    assert page.get(f"{{{SPACES['fo']}}}page-width") == width


@pytest.mark.parametrize("kind", KINDS)
def test_no_file_names_the_program_a_maker_or_a_year_that_was_not_written(kind: Callable[..., bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(kind([("Dear Sam,", ())]))) as packed:
        inside = b"".join(packed.read(name) for name in packed.namelist())
        days = {one.date_time[0] for one in packed.infolist()}
    assert re.search(rb"(?i)goldseam|python-docx|generator|20[12]\d-\d\d-\d\dT", inside) is None
    assert kind is docx_letter or days == {1980}


@pytest.mark.parametrize("kind", KINDS)
def test_signs_that_no_letter_can_hold_are_left_out(kind: Callable[..., bytes]) -> None:
    made = kind([("I was\x01 late\x1b.\ufffe", ("Night\x08 line",))])
    said = spoken(made) if kind is odt_letter else [one.text for one in Document(io.BytesIO(made)).paragraphs]
    assert said == ["I was late.", "Night line"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(), min_size=1, max_size=4))
def test_whatever_is_written_the_odt_can_be_read_again(texts: list[str]) -> None:
    made = odt_letter([(text, ()) for text in texts])
    assert len(spoken(made)) == len(texts)


def test_the_same_letter_is_the_same_file() -> None:
    assert odt_letter(LETTER) == odt_letter(LETTER)

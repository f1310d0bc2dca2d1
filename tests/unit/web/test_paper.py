"""Printed sheets: whole, literal, on one page, and never on disk."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from conftest import web_settings
from goldseam import instruments
from goldseam.errors import Refused
from goldseam.store.configure import configure_django
from goldseam.web.paper import kit, press
from goldseam.web.paper.brief import Brief, before_session
from goldseam.web.paper.check_in import check_in_sheet, sheet_data
from goldseam.web.paper.kit import recovery_kit
from goldseam.web.paper.press import Paper, printed

typst = pytest.importorskip("typst", reason="the printing part is not installed")
WORDS = [
    "legal",
    "winner",
    "thank",
    "year",
    "wave",
    "sausage",
    "worth",
    "useful",
    "legal",
    "winner",
    "thank",
    "yellow",
]
HERE = sorted(Path(press.__file__).parent.glob("*.typ"))


@pytest.fixture(autouse=True, scope="module")
def _words() -> None:
    configure_django(**web_settings())


def pages(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of each page, in whole points."""
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", pdf)
    return [(round(float(width)), round(float(height))) for width, height in boxes]


def headings(sheet: str, data: dict[str, object]) -> list[str]:
    """The headings of a sheet as Typst lays them out."""
    here = Path(press.__file__).parent
    source = (here / "sheet.typ").read_bytes() + (here / f"{sheet}.typ").read_bytes()
    inputs = {"data": json.dumps({"paper": "a4", "lang": "en", **data})}
    laid = json.loads(typst.query(source, "heading", sys_inputs=inputs))
    return [words(one["body"]) for one in laid]


def words(content: dict[str, Any]) -> str:
    """The text in a piece of Typst's content."""
    if content["func"] == "space" or content["func"] == "linebreak":
        return " "
    return content.get("text", "") + "".join(words(child) for child in content.get("children", ()))


def check_in() -> instruments.Questionnaire:
    return instruments.get("session-check-in")


def test_the_check_in_fits_one_page_on_a4_and_on_letter() -> None:
    assert pages(check_in_sheet(check_in(), Paper.A4, contacts=("A helpline: 0000",))) == [(595, 842)]
    assert pages(check_in_sheet(check_in(), Paper.LETTER, contacts=("A helpline: 0000",))) == [(612, 792)]


@pytest.mark.parametrize("name", [one for one in instruments.all_ids() if instruments.get(one).has_text()])
def test_every_form_with_words_can_be_printed(name: str) -> None:
    assert check_in_sheet(instruments.get(name)).startswith(b"%PDF")


def test_a_form_without_words_is_refused_with_a_way_on() -> None:
    with pytest.raises(Refused, match="own licence"):
        check_in_sheet(instruments.get("wai-sr"))


def test_a_sheet_asks_every_question_in_its_order() -> None:
    data = sheet_data(check_in())
    asked = [item for block in data["blocks"] for item in block["items"]]
    assert asked == [item.text for item in check_in().items]
    assert [block["kind"] for block in data["blocks"]] == ["numbers", "list", "list", "list"]


def test_a_scale_of_figures_has_its_ends_in_words_beside_it() -> None:
    first = sheet_data(check_in())["blocks"][0]
    assert first["choices"] == [str(n) for n in range(11)]
    assert (first["low"], first["high"]) == ("not at all true", "completely true")


def test_questions_answered_alike_share_one_table() -> None:
    blocks = sheet_data(instruments.get("phq-9"))["blocks"]
    assert [(block["kind"], len(block["items"])) for block in blocks] == [("table", 9), ("list", 1)]
    assert blocks[1]["applies"] is True


def test_who_and_where_help_is_are_printed_only_when_given() -> None:
    assert sheet_data(check_in())["contacts"] == []
    given = sheet_data(check_in(), "Sam", ("A helpline: 0000",))
    assert (given["code"], given["contacts"]) == ("Sam", ["A helpline: 0000"])


@pytest.mark.parametrize(
    "nasty", ['#panic("x")', "*bold* _it_ $x$", "#let a = 1", '"]#read("/etc/passwd")[', "\\u{0}", "a\nb"]
)
def test_what_people_write_is_printed_literally(nasty: str) -> None:
    assert recovery_kit(WORDS, nasty, date(2026, 11, 22)).startswith(b"%PDF")
    laid = headings("brief", {"title": "t", "code": nasty, "session": "", "parts": [], "after": "a"})
    assert laid == [nasty, "a"]


def test_the_kit_prints_its_words_in_order_on_one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    assert pages(recovery_kit(WORDS, "My book", date(2026, 11, 22), Paper.LETTER)) == [(612, 792)]
    told: list[dict[str, Any]] = []
    monkeypatch.setattr(kit, "printed", lambda sheet, data, paper: told.append(data) or b"")
    recovery_kit(WORDS, "My book", date(2026, 11, 22))
    assert told[0]["words"] == WORDS
    assert told[0]["facts"] == [["Book", "My book"], ["Made", "22 November 2026"]]


def test_a_brief_leaves_out_what_is_empty_and_stays_on_one_page() -> None:
    short = before_session(Brief("Sam", "session 8", usual="Within the usual."))
    long = before_session(Brief("Sam", "session 8", *["A full sentence about this."] * 1,
        open=("Session 3: the late start.", "Session 7: moved on too fast."), own="I felt rushed. " * 6,
        stance="Slow.", opening="I think I missed you. " * 4, not_to_do="Explaining.", boundary="Fifty minutes.",
        questions=("How was it to come?", "What did I miss?")))  # fmt: skip
    assert len(pages(short)) == len(pages(long)) == 1
    assert len(short) < len(long)


def test_sheets_are_accessible_pdf_and_name_no_client_in_their_title() -> None:
    pdf = before_session(Brief("Sam Secret", "session 8"))
    assert b"pdfuaid" in pdf
    assert re.findall(rb"<dc:title>.*?</dc:title>", pdf, re.S)[0].count(b"Before the session") == 1
    assert b"Sam Secret" not in re.findall(rb"<x:xmpmeta.*?</x:xmpmeta>", pdf, re.S)[0]


def test_the_same_sheet_comes_out_the_same() -> None:
    assert recovery_kit(WORDS, "b", date(2026, 1, 2)) == recovery_kit(WORDS, "b", date(2026, 1, 2))


def test_other_scripts_are_printed() -> None:
    assert before_session(Brief("Ольга Ø é", "8", own="Ich fühlte mich übergangen.")).startswith(b"%PDF")


def test_printing_writes_no_file_anywhere(tmp_path: Path) -> None:
    """A child with its own home, temp and work folder prints marked words; all three stay empty."""
    code = (
        "from pathlib import Path\n"
        "from django.conf import settings; settings.configure(USE_I18N=False)\n"
        "from goldseam.web.paper.press import printed\n"
        "data = {'title': 't', 'code': 'canary-7f3a', 'session': '', 'parts': [], 'after': 'a'}\n"
        "assert printed('brief', data).startswith(b'%PDF')\n"
    )
    places = {name: tmp_path / name for name in ("home", "temp", "work")}
    for place in places.values():
        place.mkdir()
    env = os.environ | {
        "HOME": str(places["home"]),
        "TMPDIR": str(places["temp"]),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    subprocess.run([sys.executable, "-c", code], cwd=places["work"], env=env, check=True)
    assert [str(found) for found in tmp_path.rglob("*") if found not in places.values()] == []


def test_no_sheet_puts_data_together_with_code() -> None:
    assert len(HERE) >= 4
    for sheet in HERE:
        assert not re.search(
            r"\beval\s*\(|\bread\s*\(|#import|#include", sheet.read_text(encoding="utf-8")
        ), sheet


def test_without_the_printing_part_the_reason_and_the_way_on_are_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(press, "can_print", lambda: False)
    with pytest.raises(Refused, match="Print the page from the browser"):
        printed("brief", {"title": "t"})


def test_the_press_gives_bytes_in_memory() -> None:
    assert io.BytesIO(recovery_kit(WORDS, "b", date(2026, 1, 2))).read(5) == b"%PDF-"

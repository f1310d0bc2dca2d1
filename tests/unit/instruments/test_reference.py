"""The reference page is what the files say, and its table of conditions is true."""

from __future__ import annotations

from pathlib import Path

import pytest

from goldseam.instruments.conditions import holds, parse
from goldseam.instruments.files import all_instruments
from goldseam.instruments.reference import CONDITIONS, page, write

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "instruments.md"


def test_the_page_in_the_docs_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), (
        "The instruments changed. Run: python -m goldseam.instruments.reference docs/reference/instruments.md"
    )


def test_writing_gives_the_page(tmp_path: Path) -> None:
    write(tmp_path / "page.md")
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == page()


def test_every_instrument_has_its_section_with_holder_and_items() -> None:
    text = page()
    for form in all_instruments():
        assert f"\n## {form.id}\n" in text
        assert form.rights.holder in text
        for item in form.items:
            assert item.text in text


@pytest.mark.parametrize(("text", "answers", "result"), CONDITIONS)
def test_the_table_of_conditions_is_true(text: str, answers: dict[str, int], result: bool) -> None:
    assert holds(parse(text, ("q1", "q2", "q3")), dict(answers)) is result

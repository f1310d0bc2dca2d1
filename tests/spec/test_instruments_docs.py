"""What the how-to pages show is true: the whole file, the table of scores, the overlay, the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from goldseam.instruments.files import get, open_file
from goldseam.instruments.licence import read_overlay
from goldseam.instruments.reading import read_instrument
from goldseam.instruments.scoring import fill_in, score

HOW_TO = Path(__file__).resolve().parents[2] / "docs" / "how-to"
ADD = (HOW_TO / "add-an-instrument.md").read_text(encoding="utf-8")
BRING = (HOW_TO / "bring-your-own-licence.md").read_text(encoding="utf-8")


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page, flags=re.DOTALL)


def rows(page: str, first: str) -> list[tuple[str, ...]]:
    """The rows of the table whose head starts with `first`."""
    lines = page.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith(f"| {first} |"))
    body = lines[start + 2 :]
    end = next(n for n, line in enumerate([*body, ""]) if not line.startswith("|"))
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in body[:end]]


FORM = """
schema = "instrument/1"
id = "abc"
version = "1.en.1"
title = "abc"
respondent = "client"
subject = "client"
purpose = "outcome"
validated = true
recall = "NOW"
minutes = 1
items = [{{id = "a", scale = "s", text = "a"}}, {{id = "b", scale = "s", text = "b"}}, {{id = "c", scale = "s", text = "c"}}]
scores = [{{id = "x", method = "{method}", items = ["a", "b", "c"], reverse = {reverse}, range = [0, {high}], better = "higher", missing = {{max = {blanks}, impute = "{impute}", round = "{round}"}}}}]
[rights]
status = "own"
item_text = "included"
holder = "us"
[scales]
s = [{{v = 0, text = "0"}}, {{v = 1, text = "1"}}, {{v = 2, text = "2"}}, {{v = 3, text = "3"}}]
"""
SCORES = rows(ADD, "method")


def test_the_table_of_scores_is_long_enough_to_mean_something() -> None:
    assert len(SCORES) >= 15
    assert {row[0] for row in SCORES} == {"sum", "mean", "count_true"}


@pytest.mark.parametrize("row", SCORES, ids=" ".join)
def test_each_row_of_the_table_of_scores_comes_out(row: tuple[str, ...]) -> None:
    method, reverse, blanks, rounded, answers, expected = row
    text = FORM.format(
        method=method,
        reverse=[] if reverse == "none" else reverse.split(),
        high=9 if method == "sum" else 3,
        blanks=blanks,
        impute="none" if method == "count_true" or blanks == "0" else "person_mean",
        round="half_up" if rounded == "yes" else "none",
    )
    form = read_instrument(text, "abc.toml")
    given = {id: int(value) for id, value in zip("abc", answers.split(), strict=True) if value != "–"}
    value = score(form, fill_in(form, given))[0].value
    assert ("missing" if value is None else f"{value:g}") == expected


def test_the_whole_file_on_the_page_is_read_and_its_examples_come_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "our-week.toml").write_text(blocks(ADD, "toml")[0], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    exec(compile(blocks(ADD, "python")[0], "add-an-instrument.md", "exec"), {})
    assert capsys.readouterr().out == "Our week\n"
    assert len(open_file(tmp_path / "our-week.toml").examples) == 3


def test_the_overlay_on_the_page_is_laid_over_by_the_code_on_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    overlay = blocks(BRING, "toml")[0]
    (tmp_path / "wsas.en.toml").write_text(overlay, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    exec(compile(blocks(BRING, "python")[0], "bring-your-own-licence.md", "exec"), {})
    assert set(read_overlay(overlay, "x").texts) >= set(get("wsas").order())


def test_the_page_names_every_field_of_an_attestation() -> None:
    from dataclasses import fields

    from goldseam.instruments.rights import Attestation, LicenceKind

    named = {name for row in rows(BRING, "field") for name in row[0].split(", ")}
    assert named == {field.name for field in fields(Attestation)}
    kinds = next(row[1] for row in rows(BRING, "field") if row[0] == "kind")
    assert all(kind in kinds for kind in LicenceKind)

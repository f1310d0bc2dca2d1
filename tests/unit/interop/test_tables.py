"""Tables from outside: what comes in, what is refused, what is said about it."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldseam.errors import BadInput
from goldseam.interop import tables
from goldseam.interop.tables import read_table, safe_cell


def test_a_csv_keeps_line_numbers_past_blank_lines() -> None:
    table = read_table("a.csv", b"client,score\n\nA,1\n\nB,2\n")
    assert [(row.line, row.cells) for row in table.rows] == [(3, ("A", "1")), (5, ("B", "2"))]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    text = delimiter.join(("client", "score")) + "\n" + delimiter.join(("Å.Ö.", "3"))
    assert read_table("a.csv", text.encode()).rows[0].cells == ("Å.Ö.", "3")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_names_survive_the_usual_encodings(encoding: str) -> None:
    assert read_table("a.csv", "client,score\nZoë,3\n".encode(encoding)).rows[0].cells[0] == "Zoë"


def test_an_excel_sheet_reads_like_a_csv() -> None:
    book = openpyxl.Workbook()
    for row in (("client", "session", "score"), ("A.B.", 1, 36.0), ("A.B.", 2, None)):
        book.active.append(row)
    held = io.BytesIO()
    book.save(held)
    table = read_table("a.xlsx", held.getvalue())
    assert [row.cells for row in table.rows] == [("A.B.", "1", "36"), ("A.B.", "2", "")]


def test_an_excel_bomb_is_refused_before_it_unpacks() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (60 * 1024 * 1024))
    with pytest.raises(BadInput, match="unpacks to far more"):
        read_table("a.xlsx", held.getvalue())


def test_a_file_that_is_too_large_points_to_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_BYTES", 10)
    with pytest.raises(BadInput, match="goldseam notice"):
        read_table("a.csv", b"client,score\nA,1\n")


@pytest.mark.parametrize(
    "data", [b"", b"\n\n", b"just one column\n1\n", b"PK\x03\x04broken", b"a\x00b,c\n1,2"]
)
def test_what_is_no_table_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(BadInput, match=r"\."):
        read_table("a.csv", data)


@given(st.binary(max_size=400))
def test_any_bytes_give_a_table_or_a_sentence(data: bytes) -> None:
    try:
        assert read_table("a.csv", data).header
    except BadInput as said:
        assert str(said).endswith((".", "LO HI"))


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\tx", "＝1"])
def test_a_cell_that_would_run_is_made_still(cell: str) -> None:
    assert safe_cell(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["36", "-2.5", "A.B.", ""])
def test_an_ordinary_cell_stays_as_it_is(cell: str) -> None:
    assert safe_cell(cell) == cell

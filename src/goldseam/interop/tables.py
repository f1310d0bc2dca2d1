"""Tables from outside (CSV, Excel): header, rows with their line numbers, and what was unreadable."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass

import openpyxl

from goldseam.errors import BadInput

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 50 * 1024 * 1024
MAX_MEMBERS = 200
MAX_ROWS = 200_000
MAX_CELL = 2_000


@dataclass(frozen=True)
class Row:
    """One row: its line in the file (from 1, the header is 1) and its cells as text."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table as it came: a header, rows, and lines that could not be read, with the reason."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[tuple[int, str], ...] = ()


def read_table(name: str, data: bytes) -> Table:
    """Read a CSV or .xlsx file held in memory.

    Errors: BadInput where the file is too large, empty, or no table.

    >>> read_table("a.csv", b"client,session,score\\nA.B.,1,36\\n").rows[0].cells
    ('A.B.', '1', '36')
    """
    if len(data) > MAX_BYTES:
        raise BadInput(
            f"This file has {len(data) / 1e6:.0f} MB; a page takes up to {MAX_BYTES // 1_000_000} MB. "
            "Split it, or read it on the command line with: goldseam notice FILE.csv --scale LO HI"
        )
    if data[:4] == b"PK\x03\x04" or name.lower().endswith((".xlsx", ".xlsm")):
        return _excel(data)
    return _csv(_text(data))


def _text(data: bytes) -> str:
    if b"\x00" in data[:4096] and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise BadInput("This is not a text table. Save it as CSV or as .xlsx, then choose it again.")
    for encoding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _csv(text: str) -> Table:
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header: tuple[str, ...] = ()
    rows: list[Row] = []
    problems: list[tuple[int, str]] = []
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            problems.append((reader.line_num, f"This line could not be read ({error})."))
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if not header:
            header = tuple(cell.strip() for cell in cells)
            continue
        _keep(rows, problems, reader.line_num, cells)
    return _checked(header, rows, problems)


def _keep(rows: list[Row], problems: list[tuple[int, str]], line: int, cells: list[str]) -> None:
    if len(rows) >= MAX_ROWS:
        raise BadInput(f"This table has over {MAX_ROWS:,} rows. Split it into smaller files.")
    if any(len(cell) > MAX_CELL for cell in cells):
        problems.append((line, f"A cell has over {MAX_CELL:,} characters."))
        return
    rows.append(Row(line, tuple(cell.strip() for cell in cells)))


def _checked(header: tuple[str, ...], rows: list[Row], problems: list[tuple[int, str]]) -> Table:
    if not header:
        raise BadInput("This file is empty. Choose a table whose first line names its columns.")
    if len(header) < 2:
        raise BadInput(
            f"Only one column was found ({header[0][:40]!r}). "
            "A table needs a column for the client and one for the score."
        )
    return Table(header, tuple(rows), tuple(problems))


def _excel(data: bytes) -> Table:
    _refuse_a_bomb(data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError) as error:
        raise BadInput("This Excel file cannot be read. Save it again as .xlsx or as CSV.") from error
    sheet = book.worksheets[0]
    header: tuple[str, ...] = ()
    rows: list[Row] = []
    problems: list[tuple[int, str]] = []
    for line, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        cells = [_cell(value) for value in values]
        if not any(cells):
            continue
        if not header:
            header = tuple(cells)
            continue
        _keep(rows, problems, line, cells)
    return _checked(header, rows, problems)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if hasattr(value, "date") and hasattr(value, "hour"):
        return str(value.date().isoformat())
    return str(value).strip()


def _refuse_a_bomb(data: bytes) -> None:
    try:
        members = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except zipfile.BadZipFile as error:
        raise BadInput("This Excel file is damaged. Save it again as .xlsx or as CSV.") from error
    size = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or size > MAX_UNPACKED or size > 200 * max(len(data), 1):
        raise BadInput("This Excel file unpacks to far more than a table of scores. Save it as CSV.")


def safe_cell(value: object) -> str:
    """A cell for a CSV that a spreadsheet will not run as a formula.

    >>> safe_cell("=1+1")
    "'=1+1"
    """
    text = "" if value is None else str(value)
    risky = text[:1] in tuple("=+-@\t\r\n＝＋－＠")
    return f"'{text}" if risky and not _is_number(text) else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True

"""Rows of a long CSV of scores, one at a time: what each says, or what is wrong with it."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from goldseam.errors import BadInput

NEEDED = ("client", "session", "score")
GIVEN = ("p_rupture", "usual_low", "usual_high", "status", "alert", "because")
MISSING = frozenset({"", "na", "n/a", "nan", "null", "none", "-", "."})
OPEN_QUOTES = "its quotes do not close"
LONGEST_RECORD = 50  # lines one quoted row may span; beyond, its quotes are taken for a slip
WIDEST_LINE = 1_000_000


@dataclass(frozen=True)
class Header:
    """Where the columns are: `names` as written out, `keep` the cells that are kept, three places."""

    names: tuple[str, ...]
    keep: tuple[int, ...]
    count: int
    client: int
    session: int
    score: int
    delimiter: str

    @property
    def whole(self) -> bool:
        """Whether a line can be kept as it stands."""
        return len(self.keep) == self.count and self.delimiter == ","


@dataclass(slots=True)
class Row:
    """One row of the file: `score` is NaN where the form was missed; `problem` says why it is left aside."""

    line: int
    text: str
    client: str
    session: int
    score: float
    problem: str


def header_of(cells: list[str], delimiter: str) -> Header:
    """Find the three columns by name, whatever their order or case.

    Errors: BadInput where one is not there.

    >>> header_of(["Score", "client", "site", "session"], ",").names
    ('score', 'client', 'site', 'session')
    """
    names = [cell.strip() for cell in cells]
    names = [name.lower() if name.lower() in NEEDED + GIVEN else name for name in names]
    lacking = [name for name in NEEDED if name not in names]
    if lacking:
        raise BadInput(
            f"The first line names the columns {', '.join(names[:12]) or '(none)'}; "
            f"{_list(lacking)} cannot be found. "
            "Give a table whose first line has client, session and score."
        )
    keep = tuple(i for i, name in enumerate(names) if name not in GIVEN)
    kept = tuple(names[i] for i in keep)
    client, session, score = (names.index(name) for name in NEEDED)
    return Header(kept, keep, len(names), client, session, score, delimiter)


def _list(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def records(lines: Iterable[str], delimiter: str) -> Iterator[tuple[int, list[str] | None, str]]:
    """Lines as records: (line number, cells or None where unreadable, text of the line)."""
    queue: list[str] = []
    source = iter(lines)
    number = 0
    while True:
        line = queue.pop(0) if queue else next(source, None)
        if line is None:
            return
        number += 1
        if '"' not in line:
            text = line.rstrip("\r\n")
            if text.strip():
                yield number, (None if len(text) > WIDEST_LINE else text.split(delimiter)), text
            continue
        taken = [line]
        while _open(taken) and len(taken) < LONGEST_RECORD:
            more = queue.pop(0) if queue else next(source, None)
            if more is None:
                break
            taken.append(more)
        if _open(taken):
            queue[:0] = taken[1:]
            yield number, None, line.rstrip("\r\n")
            continue
        yield number, _cells("".join(taken), delimiter), "".join(taken).rstrip("\r\n")
        number += len(taken) - 1


def _open(taken: list[str]) -> bool:
    return sum(line.count('"') for line in taken) % 2 == 1


def _cells(text: str, delimiter: str) -> list[str] | None:
    try:
        found = list(csv.reader([text], delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return found[0] if len(found) == 1 else None


def delimiter_of(line: str) -> str:
    """The delimiter of a header line: comma, semicolon or tab."""
    return max(",;\t", key=line.count)


class Reader:
    """Turns records into rows; `low` and `high` bound the scores."""

    def __init__(self, header: Header, low: float, high: float) -> None:
        self._h = header
        self._low, self._high = low, high
        self._comma = header.delimiter != ","
        self._known: dict[str, tuple[float, str]] = {}

    def row(self, line: int, cells: list[str] | None, text: str) -> Row:
        """One record as a row."""
        h = self._h
        if cells is None:
            return Row(
                line, joined([text] + [""] * (len(h.keep) - 1)), "", 0, math.nan, "its quotes do not close"
            )
        if len(cells) != h.count:
            padded = (cells + [""] * h.count)[: h.count]
            count = f"it has {len(cells)} cells where the first line has {h.count}"
            return Row(line, self._kept(padded), cells[0], 0, math.nan, count)
        kept = text if h.whole else self._kept(cells)
        client, session, problem = cells[h.client].strip(), 0, ""
        if not client:
            problem = "it names no client"
        try:
            session = int(cells[h.session])
        except ValueError:
            session, problem = _session(cells[h.session], problem)
        shown = cells[h.score]
        known = self._known.get(shown)
        if known is None:
            known = self._score(shown)
            if len(self._known) < 10_000:
                self._known[shown] = known
        return Row(line, kept, client, session, known[0], problem or known[1])

    def _kept(self, cells: list[str]) -> str:
        return joined([cells[i] for i in self._h.keep])

    def _score(self, shown: str) -> tuple[float, str]:
        text = shown.strip()
        if text.lower() in MISSING:
            return math.nan, ""
        try:
            value = float(text.replace(",", ".") if self._comma else text)
        except ValueError:
            return math.nan, f"its score {text[:40]!r} is no number"
        if not self._low - 1e-9 <= value <= self._high + 1e-9:
            return math.nan, f"its score {text[:40]} lies outside {self._low:g} to {self._high:g}"
        return value, ""


def _session(text: str, problem: str) -> tuple[int, str]:
    try:
        value = float(text)
        if value.is_integer():
            return int(value), problem
    except ValueError:
        pass
    return 0, problem or f"its session {text.strip()[:40]!r} is no whole number"


def joined(cells: list[str]) -> str:
    """Cells as one CSV line, quoted where they must be.

    >>> joined(["A.B.", "said, twice", 'a "word"'])
    'A.B.,"said, twice","a ""word\"""'
    """
    return ",".join(quoted(cell) for cell in cells)


def quoted(cell: str) -> str:
    """One cell, quoted where it must be."""
    if "," in cell or '"' in cell or "\n" in cell or "\r" in cell:
        return '"' + cell.replace('"', '""') + '"'
    return cell

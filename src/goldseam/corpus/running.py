"""`goldseam notice` as a function: files in, an exit code and a summary out, nothing printed."""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TextIO

from goldseam.corpus.asked import Asked, Summary
from goldseam.corpus.learning import fit_csv
from goldseam.corpus.parallel import is_large, notice_large
from goldseam.corpus.rules import rule_csv
from goldseam.corpus.stream import notice_csv
from goldseam.errors import BadInput, GoldseamError
from goldseam.noticing.published import Rule, rule
from goldseam.terms.scores import Better

NOTHING_READ = 2


@dataclass(frozen=True)
class Params:
    """What `goldseam notice` was asked: paths or "-" for the standard streams, the scale, options."""

    file: str
    low: float
    high: float
    step: float | None = None
    out: str = "-"
    rule: str | None = None
    fit: bool = False
    better: Better = Better.HIGHER


def run(params: Params, stdin: TextIO | None = None, stdout: TextIO | None = None) -> tuple[int, str]:
    """Read, notice, write. Gives (exit code, text for stderr): 0 read, 2 where nothing could be read."""
    try:
        asked = Asked(params.low, params.high, params.step, params.better)
        chosen = rule(params.rule) if params.rule else None
        with _source(params.file, stdin, params.fit) as source, _sink(params, stdout) as sink:
            note = ""
            if params.fit and chosen is None:
                asked, note = _fitted(source, asked)
            told = _read(params, source, sink, asked, chosen)
            if not told.read:
                raise _Nothing(told)
    except _Nothing as nothing:
        return NOTHING_READ, nothing.text
    except GoldseamError as error:
        return NOTHING_READ, f"{error}\n"
    except BrokenPipeError:
        return 0, ""
    except OSError as error:
        where = f" {error.filename}" if error.filename else ""
        return (
            NOTHING_READ,
            f"The file{where} cannot be used ({error.strerror or error}). Check its name, then try again.\n",
        )
    return 0, note + summary_text(told)


def _unusable(error: OSError) -> str:
    where = f" {error.filename}" if error.filename else ""
    return f"The file{where} cannot be used ({error.strerror or error}). Check its name, then try again.\n"


def _read(params: Params, source: TextIO, sink: TextIO, asked: Asked, chosen: Rule | None) -> Summary:
    if chosen:
        return rule_csv(source, sink, asked, chosen)
    if params.out != "-" and is_large(params.file) and _encoding(params.file) != "utf-16":
        return notice_large(params.file, source, sink, asked, Path(params.out).parent)
    return notice_csv(source, sink, asked)


class _Nothing(GoldseamError):
    """No row could be read; nothing is kept of the output."""

    def __init__(self, told: Summary) -> None:
        super().__init__("Nothing could be read.")
        self.text = (
            summary_text(told) + "No row could be read. Give rows of client, session and score, "
            "with scores inside the scale.\n"
        )


def summary_text(told: Summary) -> str:
    """The summary for stderr: counts, then the first rows left aside with their line numbers.

    >>> print(summary_text(Summary(rows=2, read=1, clients=1, left_aside=1, problems=[(3, "no client")])))
    1 of 2 rows read, 1 client, 0 missed forms, 0 alerts. 1 row left aside:
      line 3: no client
    <BLANKLINE>
    """
    head = (
        f"{told.read:,} of {told.rows:,} {_many(told.rows, 'row')} read, {told.clients:,} "
        f"{_many(told.clients, 'client')}, {told.missing:,} missed {_many(told.missing, 'form')}, "
        f"{told.alerts:,} {_many(told.alerts, 'alert')}."
    )
    if not told.left_aside:
        return head + "\n"
    lines = [f"  line {line}: {reason}\n" for line, reason in told.problems]
    rest = told.left_aside - len(told.problems)
    more = f"  and {rest:,} more\n" if rest else ""
    return f"{head} {told.left_aside:,} {_many(told.left_aside, 'row')} left aside:\n" + "".join(lines) + more


def _many(count: int, noun: str) -> str:
    return noun if count == 1 else noun + "s"


def _fitted(source: TextIO, asked: Asked) -> tuple[Asked, str]:
    fit = fit_csv(source, asked)
    source.seek(0)
    return replace(asked, constants=fit.constants), fit.words + "\n"


@contextlib.contextmanager
def _source(name: str, stdin: TextIO | None, again: bool) -> Iterator[TextIO]:
    """The input as text; kept in memory where it must be read twice and cannot be rewound."""
    if name == "-":
        with contextlib.ExitStack() as stack:
            stream = stdin or stack.enter_context(_standard(0, "r"))
            yield io.StringIO(stream.read(), newline="") if again else stream
        return
    with open(name, encoding=_encoding(name), errors="surrogateescape", newline="") as file:
        yield file


def _standard(descriptor: int, mode: Literal["r", "w"]) -> TextIO:
    """A standard stream as text that keeps any bytes as they were, and stays open afterwards."""
    encoding = "utf-8-sig" if mode == "r" else "utf-8"
    return open(descriptor, mode, encoding=encoding, errors="surrogateescape", newline="", closefd=False)


def _encoding(name: str) -> str:
    with open(name, "rb") as file:
        return "utf-16" if file.read(2) in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"


@contextlib.contextmanager
def _sink(params: Params, stdout: TextIO | None) -> Iterator[TextIO]:
    """The output; a named file appears whole or not at all, and may be the input itself."""
    if params.out == "-":
        with contextlib.ExitStack() as stack:
            stream = stdout or stack.enter_context(_standard(1, "w"))
            yield stream
            stream.flush()
        return
    path = Path(params.out)
    if path.is_dir():
        raise BadInput(f"{path} is a folder. Give --out the name of a file.")
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
            yield file
        os.replace(temporary, path)
    finally:
        Path(temporary).unlink(missing_ok=True)

"""Every sentence this room says, read from `sentences/*.toml`, so that a clinician can review them.

A module names the sentences it needs as fields of a frozen dataclass; a sentence that is missing, or that
nobody says any more, stops the program at once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

Words = TypeVar("Words")
NAMES = (
    "reflect", "questions", "doubt", "echoes", "features", "kin", "patterns", "compassion", "year",
    "measures", "supervising",
)  # fmt: skip
# Keys whose values the program reads and nobody hears.
NOT_SAID = frozenset({"id", "source", "phrases", "words", "hints", "theme", "kind"})


@cache
def table(name: str) -> dict[str, Any]:
    """The file `sentences/<name>.toml` as TOML gives it."""
    path = files("goldseam.mirror").joinpath("sentences", f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def words(name: str, kind: type[Words]) -> Words:
    """The sentences of one file as the fields of `kind`; lists become tuples.

    Errors: KeyError and TypeError where file and fields differ; that is a bug, not a person's mistake.
    """
    found = {key: said for key, said in table(name).items() if not _is_table(said)}
    unknown = set(found) - {field.name for field in fields(kind)}  # type: ignore[arg-type]
    if unknown:
        raise KeyError(f"sentences/{name}.toml: nobody says {', '.join(sorted(unknown))}")
    return kind(**{key: tuple(said) if isinstance(said, list) else said for key, said in found.items()})


def _is_table(value: Any) -> bool:
    rows = value if isinstance(value, list) else [value]
    return any(isinstance(one, dict) for one in rows)


def all_sentences() -> Iterator[tuple[str, str]]:
    """Every text of this room that a person may read, with its place: `file: name`."""
    for name in NAMES:
        yield from _texts(f"sentences/{name}.toml:", table(name))


def _texts(place: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in NOT_SAID:
                yield from _texts(f"{place} {key}", inner)
    elif isinstance(value, list):
        for number, inner in enumerate(value, start=1):
            yield from _texts(f"{place} {number}", inner)

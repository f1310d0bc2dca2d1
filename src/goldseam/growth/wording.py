"""Every sentence this room says, read from its TOML files, so that a clinician can review them.

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
FILES = (
    "scenarios.toml",
    "criteria.toml",
    "sentences/exercises.toml",
    "sentences/kinds.toml",
    "sentences/schedule.toml",
    "sentences/progress.toml",
    "sentences/consult.toml",
    "sentences/sharing.toml",
)
# Keys whose values the program reads, or that a client says; nobody is spoken to with them.
NOT_SAID = frozenset(
    {"id", "marker", "line", "there", "against", "coach_there", "coach_against", "silent", "count", "kind"}
    | {"source", "on", "later", "coach_unless", "coach_unless_after", "reading"}
)


@cache
def table(name: str) -> dict[str, Any]:
    """A TOML file of this room, by its path within the room."""
    return tomllib.loads(files("goldseam.growth").joinpath(name).read_text(encoding="utf-8"))


def words(name: str, kind: type[Words]) -> Words:
    """The sentences of one file as the fields of `kind`; lists become tuples, tables are left out.

    Errors: KeyError and TypeError where file and fields differ; that is a bug, not a person's mistake.
    """
    found = {key: said for key, said in table(name).items() if not _is_table(said)}
    unknown = set(found) - {field.name for field in fields(kind)}  # type: ignore[arg-type]
    if unknown:
        raise KeyError(f"{name}: nobody says {', '.join(sorted(unknown))}")
    return kind(**{key: tuple(said) if isinstance(said, list) else said for key, said in found.items()})


def _is_table(value: Any) -> bool:
    rows = value if isinstance(value, list) else [value]
    return any(isinstance(one, dict) for one in rows)


def all_sentences() -> Iterator[tuple[str, str]]:
    """Every text of this room that is said to a person, with its place; what a client says is not in it."""
    for name in FILES:
        yield from _texts(f"{name}:", table(name), top=True)


def _texts(place: str, value: Any, top: bool = False) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            # At the top of a file `there` and `against` are sentences; further in they are phrases to find.
            if key not in NOT_SAID or (top and isinstance(inner, str)):
                yield from _texts(f"{place} {key}", inner)
    elif isinstance(value, list):
        for number, inner in enumerate(value, start=1):
            yield from _texts(f"{place} {number}", inner)

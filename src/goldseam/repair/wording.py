"""Every sentence this room says to a person, read from `wording.toml`, so that a clinician can review them.

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
    "wording.toml",
    "strategies.toml",
    "questions/withdrawal.toml",
    "questions/confrontation.toml",
    "questions/either.toml",
)
NOT_SAID = frozenset({"strategy", "phase", "when", "marker", "source", "id", "lean"})


@cache
def table(name: str) -> dict[str, Any]:
    """A TOML file of this room, by its path within the room."""
    return tomllib.loads(files("goldseam.repair").joinpath(name).read_text(encoding="utf-8"))


def words(section: str, kind: type[Words]) -> Words:
    """The sentences of one section of `wording.toml`, as the fields of `kind`.

    Errors: KeyError and TypeError where file and fields differ; that is a bug, not a person's mistake.
    """
    found = table("wording.toml")[section]
    unknown = set(found) - {field.name for field in fields(kind)}  # type: ignore[arg-type]
    if unknown:
        raise KeyError(f"wording.toml, {section}: nobody says {', '.join(sorted(unknown))}")
    return kind(**{name: tuple(said) if isinstance(said, list) else said for name, said in found.items()})


def all_sentences() -> Iterator[tuple[str, str]]:
    """Every text of this room that a person may read, with its place: `file: section.name`."""
    for name in FILES:
        yield from _texts(f"{name}: ", table(name))


def _texts(place: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in NOT_SAID or isinstance(inner, list):
                yield from _texts(f"{place}.{key}" if not place.endswith(": ") else f"{place}{key}", inner)
    elif isinstance(value, list):
        for number, inner in enumerate(value, start=1):
            yield from _texts(f"{place} {number}", inner)

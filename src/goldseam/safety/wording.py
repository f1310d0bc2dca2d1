"""Every sentence this room says, read from `sentences/*.toml`, so that a clinician can review them.

A module names the sentences it needs as fields of a frozen dataclass; a sentence that is missing, or that
nobody says any more, stops the program at once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator
from dataclasses import fields
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

Words = TypeVar("Words")
Member = TypeVar("Member", bound=Enum)
NAMES = (
    "days",
    "risk",
    "contacts",
    "now",
    "gate",
    "incident",
    "boundaries",
    "consult",
    "ending",
    "outreach",
    "letter",
    "referral",
    "goodbye",
)


@cache
def table(name: str) -> dict[str, Any]:
    """The file `sentences/<name>.toml` as TOML gives it."""
    path = files("goldseam.safety").joinpath("sentences", f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def words(name: str, kind: type[Words]) -> Words:
    """The sentences of one file as the fields of `kind`; lists become tuples.

    Errors: KeyError and TypeError where file and fields differ; that is a bug, not a person's mistake.
    """
    found = {key: said for key, said in table(name).items() if not isinstance(said, dict)}
    unknown = set(found) - {field.name for field in fields(kind)}  # type: ignore[arg-type]
    if unknown:
        raise KeyError(f"sentences/{name}.toml: nobody says {', '.join(sorted(unknown))}")
    return kind(**{key: tuple(said) if isinstance(said, list) else said for key, said in found.items()})


def each(
    name: str, section: str, kind: type[Member], only: Collection[Member] | None = None
) -> dict[Member, str]:
    """One sentence for each member of a closed set (or for `only` these), from one section of a file.

    Errors: KeyError where a member has no sentence, or a sentence no member; that is a bug.
    """
    found = table(name)[section]
    members = tuple(kind) if only is None else tuple(only)
    if set(found) != {member.value for member in members}:
        raise KeyError(f"sentences/{name}.toml, {section}: its keys are not the members of {kind.__name__}")
    return {member: found[member.value] for member in members}


def all_sentences() -> Iterator[tuple[str, str]]:
    """Every text of this room that a person may read, with its place: `file: name`."""
    for name in NAMES:
        yield from _texts(f"sentences/{name}.toml:", table(name))


def _texts(place: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(f"{place} {key}", inner)
    elif isinstance(value, list):
        for number, inner in enumerate(value, start=1):
            yield from _texts(f"{place} {number}", inner)

"""What one's own entries have in common, and what the therapist makes of it; worked out in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from goldseam.acts import reflections, vault
from goldseam.acts.reflections import Entry
from goldseam.acts.remembering import remembered
from goldseam.acts.vault import Body, Kind
from goldseam.errors import NotFound
from goldseam.mirror import patterns as room
from goldseam.mirror import shaping
from goldseam.mirror.patterns import ComesBack, Looked
from goldseam.mirror.shaping import Decision, Dismissed, Merged, Named
from goldseam.store.models import VaultRow
from goldseam.terms.therapist import Pattern, Reflection

_LOOKED = UUID(int=0xAA)  # where the last look is remembered, in memory


@dataclass(frozen=True)
class Shown:
    """A pattern with its entries; client aliases stand as the codes a person knows."""

    pattern: Pattern
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Page:
    """All patterns as shaped, or a sentence why nothing is said. `compared`: pairs that were looked at."""

    shown: tuple[Shown, ...]
    said: str
    compared: int
    set_aside: int


def look() -> Page:
    """Look through every entry for what goes together more than chance gives."""
    mine = reflections.entries()
    looked = _looked(tuple(one.reflection for one in mine))
    decisions = [decision for _, decision in _decisions()]
    kept = shaping.shaped(looked.patterns, decisions)
    shown = tuple(_shown(one, mine) for one in kept)
    aside = sum(isinstance(one, Dismissed) for one in decisions)
    return Page(shown, looked.said, looked.compared, aside)


def comes_back() -> list[tuple[ComesBack, tuple[Entry, ...]]]:
    """What several entries hold, as a way to find them; no sign of a tie."""
    mine = reflections.entries()
    by_id = {str(one.row.pk): one for one in mine}
    found = room.comes_back(one.reflection for one in mine)
    return [(one, tuple(by_id[id] for id in one.entries)) for one in found]


def _looked(entries: tuple[Reflection, ...]) -> Looked:
    return remembered(_LOOKED, entries, lambda: room.patterns(entries))


def _shown(pattern: Pattern, mine: Iterable[Entry]) -> Shown:
    held = [one for one in mine if str(one.row.pk) in pattern.entries]
    title = room.title(pattern, [one.reflection for one in held])
    names = {one.reflection.alias: one.client or "someone" for one in held if one.reflection.alias}
    plain = replace(pattern, name=_named(pattern.name, names), because=_named(pattern.because, names))
    return Shown(plain, title, tuple(sorted(held, key=lambda one: one.reflection.on)))


def _named(text: str, names: Mapping[str, str]) -> str:
    for alias, code in names.items():
        text = text.replace(alias, code)
    return text


def _one(key: str) -> Pattern:
    found = next((one.pattern for one in look().shown if one.pattern.key == key), None)
    if found is None:
        raise NotFound("This pattern is not on the page any more. It may change as you write.")
    return found


def name(key: str, own_words: str, now: datetime) -> None:
    """Name a pattern. Errors: NotFound, BadInput where the name is empty."""
    _decide(shaping.name(_one(key), own_words), now)


def merge(keys: Iterable[str], own_words: str, now: datetime) -> None:
    """Put patterns together under one name. Errors: NotFound, BadInput for fewer than two or no name."""
    _decide(shaping.merge([_one(key) for key in keys], own_words), now)


def dismiss(key: str, now: datetime) -> None:
    """Set a pattern aside. Errors: NotFound."""
    _decide(shaping.dismiss(_one(key)), now)


def take_back(now: datetime) -> None:
    """Take back the last decision; the earlier page is there again, and of the decision nothing stays."""
    rows = vault.pages(Kind.DECISION)
    if rows:
        vault.erase(rows[0], now)


def has_decisions() -> bool:
    """Whether there is something to take back."""
    return bool(vault.pages(Kind.DECISION))


def _decide(decision: Decision, now: datetime) -> None:
    vault.begin(Kind.DECISION, now, _packed(decision), finished=True)


def _decisions() -> list[tuple[VaultRow, Decision]]:
    rows = sorted(vault.pages(Kind.DECISION), key=lambda row: row.created_at)
    return [(row, _unpacked(vault.body_of(row))) for row in rows]


def _packed(decision: Decision) -> Body:
    match decision:
        case Named(key, own_words):
            return {"what": "named", "keys": [key], "name": own_words}
        case Merged(keys, own_words):
            return {"what": "merged", "keys": list(keys), "name": own_words}
        case Dismissed(key):
            return {"what": "dismissed", "keys": [key], "name": ""}


def _unpacked(body: Body) -> Decision:
    if body["what"] == "named":
        return Named(body["keys"][0], body["name"])
    if body["what"] == "merged":
        return Merged(tuple(body["keys"]), body["name"])
    return Dismissed(body["keys"][0])

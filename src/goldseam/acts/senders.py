"""Who sealed a file that came, as far as a key can say: the envelope between two books, and keys met before.

A key is trusted on first use and no further: its six words are compared by telephone, or nothing is known but
that the same key was used again. Keys met, and what their owner noted of them, lie sealed in the vault.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from goldseam.acts import vault
from goldseam.acts.vault import Kind
from goldseam.errors import BadInput
from goldseam.store.models import VaultRow
from goldseam.store.sealed_by import fits, in_words, tag
from goldseam.store.sharing_keys import Pair, new_pair, open_with, seal_for, tidy_public

ENVELOPE = "goldseam-sealed/1"
LONGEST_NAME = 80
BROKEN = "This file is sealed for you, but what is in it cannot be read here. Ask for it again."
_OTHER_HAND = (
    "This file says whose key sealed it, and that is not so. Nothing was opened. Ask the sender by telephone."
)


@dataclass(frozen=True)
class Opened:
    """What a file held, and the public key that sealed it; `by` is empty where nothing shows it."""

    inside: dict[str, Any]
    by: str


@dataclass(frozen=True)
class Sender:
    """A key that sealed something: its six words, since when it is known, what was noted after comparing."""

    key: str
    words: str
    since: date
    name: str = ""
    compared: date | None = None


def own_keys(now: datetime) -> Pair:
    """One's own key pair, made at first use; the secret stays sealed in the vault."""
    body = vault.body_of(_keys(now))
    return Pair(body["public"], body["secret"])


def _keys(now: datetime) -> VaultRow:
    rows = vault.pages(Kind.KEYS)
    if rows:
        return rows[-1]
    pair = new_pair()
    return vault.begin(Kind.KEYS, now, {"public": pair.public, "secret": pair.secret}, finished=True)


def own_words(now: datetime) -> str:
    """One's own key in six words."""
    return in_words(own_keys(now).public)


def words_of(public: str) -> str:
    """Somebody's key in six words. Errors: BadInput for a key that is none."""
    return in_words(public)


def enclosed(inside: Mapping[str, Any], theirs: str, now: datetime) -> bytes:
    """A file for one key, with a tag by which its owner sees that mine sealed it. Errors: BadInput."""
    mine, body = own_keys(now), json.dumps(dict(inside), ensure_ascii=False)
    envelope = {
        "format": ENVELOPE, "body": body, "by": mine.public, "tag": tag(mine, theirs, body.encode()),
    }  # fmt: skip
    return seal_for(theirs, json.dumps(envelope, ensure_ascii=False).encode())


def disclosed(data: bytes, now: datetime) -> Opened:
    """What a file for me holds, and whose key sealed it. Files of earlier versions say nothing of that.

    Errors: WrongKey where it is for another key; BadInput where it is damaged, or its tag does not fit.
    """
    mine = own_keys(now)
    outer = _object(open_with(mine.secret, data))
    if outer.get("format") != ENVELOPE:
        return Opened(_named(outer), "")
    try:
        body, by, given = str(outer["body"]), tidy_public(str(outer["by"])), str(outer["tag"])
    except (KeyError, BadInput):
        raise BadInput(BROKEN) from None
    if not fits(mine, by, body.encode(), given):
        raise BadInput(_OTHER_HAND)
    return Opened(_named(_object(body.encode())), by)


def _object(data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data)
    except ValueError:
        raise BadInput(BROKEN) from None
    if not isinstance(found, dict):
        raise BadInput(BROKEN)
    return found


def _named(inside: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(inside.get("id"), str):
        raise BadInput(BROKEN)
    return inside


def meet(key: str, now: datetime) -> None:
    """Remember a key at its first use."""
    row = _keys(now)
    met = vault.body_of(row).get("met", {})
    if key and key not in met:
        first = {"on": timezone.localdate(now).isoformat(), "name": "", "compared": ""}
        vault.keep(row, now, met={**met, key: first})


def sender(key: str, now: datetime) -> Sender | None:
    """What is known of a key; None for a file that shows none, or a key never met."""
    one = vault.body_of(_keys(now)).get("met", {}).get(key) if key else None
    if one is None:
        return None
    compared = date.fromisoformat(one["compared"]) if one["compared"] else None
    return Sender(key, in_words(key), date.fromisoformat(one["on"]), one["name"], compared)


def note_compared(key: str, name: str, now: datetime) -> None:
    """Note that the six words were compared, and with whom. Errors: BadInput."""
    tidy, row = " ".join(name.split()), _keys(now)
    met = vault.body_of(row).get("met", {})
    if not tidy or len(tidy) > LONGEST_NAME:
        raise BadInput(f"Say whose words these are, in up to {LONGEST_NAME} characters. Initials do well.")
    if key not in met:
        raise BadInput("This book has not met this key. Open a file that it sealed first.")
    noted = {**met[key], "name": tidy, "compared": timezone.localdate(now).isoformat()}
    vault.keep(row, now, met={**met, key: noted})

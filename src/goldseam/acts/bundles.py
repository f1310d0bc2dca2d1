"""Sealed files between two books: a copy for one recipient, comments back, a note that revokes.

A file is an age file around one JSON object, sealed for one public key. Who holds the secret key and another
age program can read it at any time: the last day and the revoking are kept by goldseam, not by mathematics.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from goldseam.acts import sharing, vault
from goldseam.acts.sharing import Copy
from goldseam.acts.vault import Kind
from goldseam.errors import BadInput, Refused
from goldseam.store.models import VaultRow
from goldseam.store.sharing_keys import Pair, new_pair, open_with, seal_for

COPY, COMMENTS, REVOKED = "goldseam-copy/1", "goldseam-comments/1", "goldseam-revoked/1"
LONGEST_COMMENT = 20_000
MOST_BYTES = 1_000_000
_BROKEN = "This file is sealed for you, but what is in it cannot be read here. Ask for it again."
_UNKNOWN = "These comments belong to nothing you shared from this book."


@dataclass(frozen=True)
class Received:
    """A copy that somebody sent: what it says, and until when it opens here."""

    row: VaultRow
    copy: Copy
    until: date


@dataclass(frozen=True)
class Comment:
    """What came back about one shared thing."""

    text: str
    on: date


# One's own keys


def own_keys(now: datetime) -> Pair:
    """One's own key pair, made at first use; the secret stays sealed in the vault."""
    rows = vault.pages(Kind.KEYS)
    if rows:
        body = vault.body_of(rows[-1])
        return Pair(body["public"], body["secret"])
    pair = new_pair()
    vault.begin(Kind.KEYS, now, {"public": pair.public, "secret": pair.secret}, finished=True)
    return pair


# Going out


def sealed_copy(row: VaultRow, now: datetime) -> bytes:
    """The file for the one recipient. Errors: Refused where it is paper, past its last day, or revoked."""
    body = vault.body_of(row)
    if not body.get("public"):
        raise Refused("This copy was made on paper. Begin again for a sealed file.")
    if body.get("revoked"):
        raise Refused("This copy was revoked. No new file is made of it.")
    if date.fromisoformat(body["until"]) < timezone.localdate(now):
        raise Refused(f"Its last day, {body['until']}, has passed. Begin again to share it anew.")
    inside = {
        "format": COPY, "id": str(row.pk), "until": body["until"], **body["copy"],
        "answer": body["answer"], "answer_to": own_keys(now).public, "revoke_hash": _hash(body["revoke"]),
    }  # fmt: skip
    return seal_for(body["public"], _bytes(inside))


def revoking_note(row: VaultRow) -> bytes:
    """The note that makes the recipient's goldseam let go of the copy. Errors: Refused before revoking."""
    body = vault.body_of(row)
    if not body.get("revoked") or not body.get("public"):
        raise Refused("There is no note for this. Paper and what was read cannot be called back.")
    return seal_for(body["public"], _bytes({"format": REVOKED, "id": str(row.pk), "revoke": body["revoke"]}))


def comments_file(one: Received, text: str, now: datetime) -> bytes:
    """Comments on a copy, sealed for its sender; kept beside the copy too. Errors: BadInput."""
    if not text.strip() or len(text) > LONGEST_COMMENT:
        raise BadInput(f"Write your comments first: one line up to {LONGEST_COMMENT:,} characters.")
    body = vault.body_of(one.row)
    one.row.body = json.dumps({**body, "comment": text.strip()}, ensure_ascii=False)
    one.row.save(update_fields=["body"])
    inside = {
        "format": COMMENTS, "id": body["id"], "answer": body["answer"], "text": text.strip(),
        "on": timezone.localdate(now).isoformat(),
    }  # fmt: skip
    return seal_for(body["answer_to"], _bytes(inside))


# Coming in


def open_file(data: bytes, now: datetime) -> VaultRow:
    """Open a file that somebody sent. Returns the page it belongs to: a copy received, or one's own share.

    Errors: WrongKey where it is for another key; Refused past its last day or where it was revoked; BadInput.
    """
    if len(data) > MOST_BYTES:
        raise BadInput(f"This file has {len(data):,} bytes; up to {MOST_BYTES:,} are opened here.")
    inside = _read(open_with(own_keys(now).secret, data))
    match inside.get("format"):
        case "goldseam-copy/1":
            return _take_in(inside, now)
        case "goldseam-comments/1":
            return _attach(inside, now)
        case "goldseam-revoked/1":
            return _let_go(inside, now)
        case _:
            raise BadInput(_BROKEN)


def _read(data: bytes) -> dict[str, str]:
    try:
        inside = json.loads(data)
    except ValueError:
        raise BadInput(_BROKEN) from None
    if not isinstance(inside, dict) or not isinstance(inside.get("id"), str):
        raise BadInput(_BROKEN)
    return inside


def _take_in(inside: Mapping[str, Any], now: datetime) -> VaultRow:
    try:
        until = date.fromisoformat(inside["until"])
        sharing.unpacked(inside)
        revoke_hash, _, _ = inside["revoke_hash"], inside["answer"], inside["answer_to"]
    except (KeyError, TypeError, ValueError):
        raise BadInput(_BROKEN) from None
    for row in vault.pages(Kind.RECEIVED):
        body = vault.body_of(row)
        if body["id"] == inside["id"] and "revoke" in body and _fits(body["revoke"], revoke_hash):
            raise Refused("The sender has revoked this copy. Ask the sender what to do.")
        if body["id"] == inside["id"] and "revoke" not in body:
            return row
    if until < timezone.localdate(now):
        raise Refused(f"This copy opened until {until}. Ask the sender for a fresh one.")
    return _kept(dict(inside), now)


def _kept(body: Mapping[str, Any], now: datetime) -> VaultRow:
    """A page that never goes through the journal: of a copy that ends, nothing may stay."""
    row = VaultRow(kind=Kind.RECEIVED.value, body=json.dumps(body, ensure_ascii=False), changed_at=now)
    row.created_at, row.finished_at = now, now
    row.save(force_insert=True)
    return row


def _let_go(inside: Mapping[str, Any], now: datetime) -> VaultRow:
    """A copy the sender revoked goes; the note stays, so that the same file does not open again."""
    token = str(inside.get("revoke", ""))
    for row in vault.pages(Kind.RECEIVED):
        body = vault.body_of(row)
        if body["id"] == inside["id"] and "revoke_hash" in body:
            if not _fits(token, body["revoke_hash"]):
                raise BadInput("This note does not belong to the copy you have. It changes nothing.")
            _delete(row)
    return _kept({"id": inside["id"], "revoke": token}, now)


def _attach(inside: Mapping[str, Any], now: datetime) -> VaultRow:
    row = next((one for one in sharing.log() if str(one.pk) == inside["id"]), None)
    if row is None or not hmac.compare_digest(vault.body_of(row)["answer"], str(inside.get("answer", ""))):
        raise BadInput(_UNKNOWN)
    attach(row, str(inside.get("text", "")), now)
    return row


def attach(row: VaultRow, text: str, now: datetime) -> None:
    """Keep comments beside what was shared. The same comment twice is kept once. Errors: BadInput."""
    tidy = text.strip()[:LONGEST_COMMENT]
    if not tidy:
        raise BadInput("There are no comments in it. Choose the file once more.")
    if tidy not in {one.text for one in comments(row)}:
        body = {"share": str(row.pk), "text": tidy, "on": timezone.localdate(now).isoformat()}
        vault.begin(Kind.COMMENT, now, body, finished=True)


def comments(row: VaultRow) -> list[Comment]:
    """What came back about one shared thing, oldest first."""
    bodies = [vault.body_of(one) for one in reversed(vault.pages(Kind.COMMENT))]
    mine = [body for body in bodies if body["share"] == str(row.pk)]
    return [Comment(body["text"], date.fromisoformat(body["on"])) for body in mine]


def received(now: datetime) -> list[Received]:
    """Copies that still open here; those past their last day are deleted first."""
    today = timezone.localdate(now)
    found = []
    for row in vault.pages(Kind.RECEIVED):
        body = vault.body_of(row)
        if "revoke_hash" not in body:
            continue
        until = date.fromisoformat(body["until"])
        if until < today:
            _delete(row)
        else:
            found.append(Received(row, sharing.unpacked(body), until))
    return found


def one_received(key: Any, now: datetime) -> Received:
    """One copy that still opens. Errors: Refused where its last day has passed or it was revoked."""
    one = next((each for each in received(now) if str(each.row.pk) == str(key)), None)
    if one is None:
        raise Refused("This copy is not here any more. Its last day has passed, or it was revoked.")
    return one


def _delete(row: VaultRow) -> None:
    VaultRow.rows.filter(pk=row.pk).delete()
    transaction.on_commit(_empty_write_ahead_log, robust=True)


def _empty_write_ahead_log() -> None:
    """Older pages wait in the write-ahead log, encrypted; write it back now rather than later."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _bytes(inside: Mapping[str, Any]) -> bytes:
    return json.dumps(inside, ensure_ascii=False).encode()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _fits(token: str, hashed: str) -> bool:
    return hmac.compare_digest(_hash(token), hashed)

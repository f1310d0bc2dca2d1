"""Sealed files between two books: a copy for one recipient, comments back, a note that revokes.

A file is an age file around one JSON object, sealed for one public key. Who holds the secret key and another
age program can read it at any time: the last day and the revoking are kept by goldseam, not by mathematics.
A clock set back opens nothing again here: the day is never before the latest change in this book, and a copy
that ended leaves a mark without words. A book that saw neither cannot know.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from goldseam.acts import senders, sharing, vault
from goldseam.acts.senders import BROKEN as _BROKEN
from goldseam.acts.senders import Opened, disclosed, enclosed, own_keys
from goldseam.acts.sharing import Copy
from goldseam.acts.vault import Kind
from goldseam.errors import BadInput, Refused
from goldseam.store.erasing import empty_write_ahead_log
from goldseam.store.models import Change, VaultRow

COPY, COMMENTS, REVOKED = "goldseam-copy/1", "goldseam-comments/1", "goldseam-revoked/1"
LONGEST_COMMENT = 20_000
MOST_BYTES = 1_000_000
WRONG_ONCE = timedelta(days=400)
_UNKNOWN = "These comments belong to nothing you shared from this book."


@dataclass(frozen=True)
class Received:
    """A copy that somebody sent: what it says, until when it opens here, whose key sealed it (or empty)."""

    row: VaultRow
    copy: Copy
    until: date
    by: str = ""


@dataclass(frozen=True)
class Comment:
    """What came back about one shared thing. `by`: the key that sealed it; empty for plain text."""

    text: str
    on: date
    by: str = ""


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
    return enclosed(inside, body["public"], now)


def revoking_note(row: VaultRow, now: datetime) -> bytes:
    """The note that makes the recipient's goldseam let go of the copy. Errors: Refused before revoking."""
    body = vault.body_of(row)
    if not body.get("revoked") or not body.get("public"):
        raise Refused("There is no note for this. Paper and what was read cannot be called back.")
    note = {"format": REVOKED, "id": str(row.pk), "revoke": body["revoke"]}
    return enclosed(note, body["public"], now)


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
    return enclosed(inside, body["answer_to"], now)


# Coming in


def open_file(data: bytes, now: datetime) -> VaultRow:
    """Open a file that somebody sent. Returns the page it belongs to: a copy received, or one's own share.

    Errors: WrongKey where it is for another key; Refused past its last day or where it was revoked; BadInput.
    """
    if len(data) > MOST_BYTES:
        raise BadInput(f"This file has {len(data):,} bytes; up to {MOST_BYTES:,} are opened here.")
    opened = disclosed(data, now)
    match opened.inside.get("format"):
        case "goldseam-copy/1":
            return _take_in(opened, now)
        case "goldseam-comments/1":
            return _attach(opened, now)
        case "goldseam-revoked/1":
            return _let_go(opened.inside, now)
        case _:
            raise BadInput(_BROKEN)


def latest_day(now: datetime) -> date:
    """Today, or the day of the latest change in this book where the clock stands before that.

    A change more than 400 days ahead is a clock that was wrong once, and counts for nothing.
    """
    last = Change.objects.filter(at__lte=now + WRONG_ONCE).order_by("-at").first()
    return max(timezone.localdate(now), timezone.localdate(last.at) if last else date.min)


def _take_in(opened: Opened, now: datetime) -> VaultRow:
    inside = opened.inside
    try:
        until = date.fromisoformat(inside["until"])
        sharing.unpacked(inside)
        revoke_hash, _, answer_to = inside["revoke_hash"], inside["answer"], inside["answer_to"]
    except (KeyError, TypeError, ValueError):
        raise BadInput(_BROKEN) from None
    if opened.by and opened.by != answer_to:
        raise BadInput(_BROKEN)
    before = _seen_before(inside["id"], revoke_hash)
    if before is not None:
        return before
    if until < latest_day(now):
        raise Refused(f"This copy opened until {until}. Ask the sender for a fresh one.")
    senders.meet(opened.by, now)
    return _kept({**inside, "by": opened.by}, now)


def _seen_before(id: str, revoke_hash: str) -> VaultRow | None:
    """The copy where it is here already. Errors: Refused where it was revoked, or ended here."""
    here = [(row, vault.body_of(row)) for row in vault.pages(Kind.RECEIVED)]
    mine = [(row, body) for row, body in here if body["id"] == id]
    if any("revoke" in body and _fits(body["revoke"], revoke_hash) for _, body in mine):
        raise Refused("The sender has revoked this copy. Ask the sender what to do.")
    if any("ended" in body for _, body in mine):
        raise Refused("The last day of this copy has passed here. Ask the sender for a fresh one.")
    return next((row for row, body in mine if "revoke_hash" in body), None)


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


def _attach(opened: Opened, now: datetime) -> VaultRow:
    inside = opened.inside
    row = next((one for one in sharing.log() if str(one.pk) == inside["id"]), None)
    if row is None or not hmac.compare_digest(vault.body_of(row)["answer"], str(inside.get("answer", ""))):
        raise BadInput(_UNKNOWN)
    attach(row, str(inside.get("text", "")), now, opened.by)
    return row


def attach(row: VaultRow, text: str, now: datetime, by: str = "") -> None:
    """Keep comments beside what was shared. The same comment twice is kept once. Errors: BadInput."""
    tidy = text.strip()[:LONGEST_COMMENT]
    if not tidy:
        raise BadInput("There are no comments in it. Choose the file once more.")
    if tidy not in {one.text for one in comments(row)}:
        body = {"share": str(row.pk), "text": tidy, "on": timezone.localdate(now).isoformat(), "by": by}
        vault.begin(Kind.COMMENT, now, body, finished=True)


def comments(row: VaultRow) -> list[Comment]:
    """What came back about one shared thing, oldest first."""
    bodies = [vault.body_of(one) for one in reversed(vault.pages(Kind.COMMENT))]
    mine = [body for body in bodies if body["share"] == str(row.pk)]
    return [Comment(body["text"], date.fromisoformat(body["on"]), body.get("by", "")) for body in mine]


def received(now: datetime) -> list[Received]:
    """Copies that still open here; those past their last day are deleted first, all but a mark."""
    today = latest_day(now)
    found = []
    for row in vault.pages(Kind.RECEIVED):
        body = vault.body_of(row)
        if "revoke_hash" not in body:
            continue
        until = date.fromisoformat(body["until"])
        if until < today:
            _delete(row)
            _kept({"id": body["id"], "ended": body["until"]}, now)
        else:
            found.append(Received(row, sharing.unpacked(body), until, body.get("by", "")))
    return found


def one_received(key: Any, now: datetime) -> Received:
    """One copy that still opens. Errors: Refused where its last day has passed or it was revoked."""
    one = next((each for each in received(now) if str(each.row.pk) == str(key)), None)
    if one is None:
        raise Refused("This copy is not here any more. Its last day has passed, or it was revoked.")
    return one


def _delete(row: VaultRow) -> None:
    VaultRow.rows.filter(pk=row.pk).delete()
    transaction.on_commit(empty_write_ahead_log, robust=True)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _fits(token: str, hashed: str) -> bool:
    return hmac.compare_digest(_hash(token), hashed)

"""The header: the small readable file ``book.json`` that holds a book's wrapped master key.

It holds no secret: a random master key wrapped (AES-256-GCM) under the passphrase and again under the
recovery kit. Each wrap is bound to the book, its kind, the format and its cost, so none can be swapped.
A checksum tells a damaged header from a wrong passphrase; a keyed seal, checked once the master is
known, tells a changed header from ours.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from goldseam.errors import BookDamaged, BookError, WrongKey
from goldseam.store.kdf import SALT_BYTES, KdfParams, check_params, derive
from goldseam.store.keys import MASTER_BYTES, Keys, wipe
from goldseam.store.safe_file import write_whole

NAME = "book.json"
FORMAT = "goldseam-book"
VERSION = 1
NONCE_BYTES = 12
TAG_BYTES = 16
MOST_BYTES = 64 * 1024


class WrapKind(StrEnum):
    """What opens a wrap."""

    PASSPHRASE = "passphrase"  # noqa: S105 (a name)
    KIT = "kit"


@dataclass(frozen=True, slots=True)
class Wrap:
    """The master key sealed under one secret."""

    kind: WrapKind
    params: KdfParams
    salt: bytes
    nonce: bytes
    sealed: bytes

    def bound_to(self, book: uuid.UUID) -> bytes:
        """The associated data: what must not change beside the sealed bytes."""
        p = self.params
        return (
            f"{FORMAT}/{VERSION}/{book}/{self.kind.value}/argon2id/19/{p.memory_kib}/{p.passes}/{p.lanes}"
        ).encode()


@dataclass(frozen=True, slots=True)
class Header:
    """What ``book.json`` says: the book's id, when it was made, its wraps and the keyed seal."""

    book: uuid.UUID
    created: datetime
    wraps: tuple[Wrap, ...]
    seal: bytes = b""

    def wrap(self, kind: WrapKind) -> Wrap:
        """The wrap of this kind; BookDamaged where it is missing."""
        for wrap in self.wraps:
            if wrap.kind is kind:
                return wrap
        raise BookDamaged(f"The book's header has no {kind.value} entry. Restore a backup of this book.")

    def with_wrap(self, new: Wrap) -> Header:
        """The same header with the wrap of that kind replaced."""
        return replace(self, wraps=(*(w for w in self.wraps if w.kind is not new.kind), new))


def make_wrap(
    book: uuid.UUID, kind: WrapKind, secret: str, master: bytes | bytearray, params: KdfParams
) -> Wrap:
    """The master key, sealed under a secret with a fresh salt and nonce."""
    empty = Wrap(kind, params, secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES), b"")
    kek = derive(secret, empty.salt, params)
    try:
        return replace(empty, sealed=AESGCM(kek).encrypt(empty.nonce, bytes(master), empty.bound_to(book)))
    finally:
        wipe(kek)


def open_wrap(header: Header, kind: WrapKind, secret: str) -> bytearray:
    """The master key from the wrap of this kind; WrongKey where the secret does not open it."""
    wrap = header.wrap(kind)
    kek = derive(secret, wrap.salt, wrap.params)
    try:
        return bytearray(AESGCM(kek).decrypt(wrap.nonce, wrap.sealed, wrap.bound_to(header.book)))
    except InvalidTag:
        raise WrongKey(_WRONG[kind]) from None
    finally:
        wipe(kek)


_WRONG = {
    WrapKind.PASSPHRASE: (
        "This passphrase does not open the book. Check capitals and keyboard, then try again."
    ),
    WrapKind.KIT: "These words do not open this book. A newer kit may have replaced them.",
}


def sealed_by(header: Header, keys: Keys) -> Header:
    """The header with its seal made anew, after any change."""
    return replace(header, seal=keys.seal_of(_canonical(header)))


def check_seal(header: Header, keys: Keys) -> None:
    """BookDamaged where the header was changed by someone who did not hold the keys."""
    if not hmac.compare_digest(header.seal, keys.seal_of(_canonical(header))):
        raise BookDamaged("The book's header was changed outside goldseam. Restore a backup of this book.")


def write_header(folder: Path, header: Header) -> None:
    """Put the header in place whole or not at all."""
    body = _as_json(header)
    body["checksum"] = _checksum(body)
    write_whole(folder / NAME, (json.dumps(body, indent=1) + "\n").encode())


def read_header(folder: Path) -> Header:
    """The header of a book; BookDamaged where it cannot be trusted, BookError where it is not there."""
    try:
        with (folder / NAME).open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise BookError(f"There is no book in {folder}. Choose its folder, or start a new book.") from None
    except OSError as problem:
        raise BookError(f"The book's header cannot be read: {problem.strerror}. Check the folder.") from None
    return parse_header(data)


def parse_header(data: bytes) -> Header:
    """The header these bytes hold; BookDamaged where they were altered."""
    damaged = BookDamaged("The book's header is damaged. Restore a backup of this book.")
    if len(data) > MOST_BYTES:
        raise damaged
    try:
        body = json.loads(data)
        if not isinstance(body, dict):
            raise damaged
        if body.get("format") == FORMAT and body.get("version") != VERSION:
            raise BookError(
                f"This book has format {body.get('version')}; this goldseam reads format {VERSION}. "
                "Install the newest goldseam, then open it."
            )
        if not hmac.compare_digest(str(body.pop("checksum", "")).encode(), _checksum(body).encode()):
            raise damaged
        return _from_json(body)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, binascii.Error):
        raise damaged from None


def _checksum(body: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical JSON: against accidents, not against people."""
    return hashlib.sha256(json.dumps(body, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _canonical(header: Header) -> bytes:
    """The bytes the seal covers: all but the seal itself, in one settled order."""
    body = _as_json(replace(header, seal=b""))
    return json.dumps(body, sort_keys=True, separators=(",", ":")).encode()


def _as_json(header: Header) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "book": str(header.book),
        "created": header.created.isoformat(),
        "wraps": {wrap.kind.value: _wrap_as_json(wrap) for wrap in header.wraps},
        "seal": _b64(header.seal),
    }


def _wrap_as_json(wrap: Wrap) -> dict[str, Any]:
    p = wrap.params
    return {
        "kdf": {"name": "argon2id", "memory_kib": p.memory_kib, "passes": p.passes, "lanes": p.lanes},
        "salt": _b64(wrap.salt),
        "nonce": _b64(wrap.nonce),
        "sealed": _b64(wrap.sealed),
    }


def _from_json(body: Mapping[str, Any]) -> Header:
    if body["format"] != FORMAT:
        raise ValueError("another format")
    return Header(
        book=uuid.UUID(body["book"]),
        created=datetime.fromisoformat(body["created"]),
        wraps=tuple(_wrap_from_json(WrapKind(kind), wrap) for kind, wrap in body["wraps"].items()),
        seal=base64.b64decode(body["seal"], validate=True),
    )


def _wrap_from_json(kind: WrapKind, body: Mapping[str, Any]) -> Wrap:
    kdf = body["kdf"]
    figures = (kdf["memory_kib"], kdf["passes"], kdf["lanes"])
    if kdf["name"] != "argon2id" or not all(type(figure) is int for figure in figures):
        raise ValueError("another key derivation")
    salt, nonce, sealed = (
        base64.b64decode(body[part], validate=True) for part in ("salt", "nonce", "sealed")
    )
    if (len(salt), len(nonce), len(sealed)) != (SALT_BYTES, NONCE_BYTES, MASTER_BYTES + TAG_BYTES):
        raise ValueError("wrong sizes")
    return Wrap(kind, check_params(KdfParams(*figures)), salt, nonce, sealed)


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode()

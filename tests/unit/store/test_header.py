"""The header: what it refuses, and how it tells damage from a wrong secret."""

from __future__ import annotations

import base64
import json
import os
import random
import uuid
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.unit.store.conftest import Made

from goldseam.errors import BookDamaged, BookError, WrongKey
from goldseam.store import book, header
from goldseam.store.header import WrapKind, check_seal, open_wrap, parse_header, read_header, write_header
from goldseam.store.keys import Keys


def rewritten(made: Made, change: Any) -> header.Header:
    """The header after a forger changed it and made the checksum right again."""
    body = json.loads((made.folder / "book.json").read_text())
    body.pop("checksum")
    change(body)
    body["checksum"] = header._checksum(body)
    return parse_header(json.dumps(body).encode())


def test_a_header_reads_back_as_it_was_written(made: Made, tmp_path: Path) -> None:
    first = read_header(made.folder)
    write_header(tmp_path, first)
    assert read_header(tmp_path) == first


def test_the_header_holds_no_secret_and_little_else(made: Made) -> None:
    body = json.loads((made.folder / "book.json").read_text())
    assert set(body) == {"format", "version", "book", "created", "wraps", "seal", "checksum"}
    assert set(body["wraps"]) == {"passphrase", "kit"}
    assert set(body["wraps"]["kit"]) == {"kdf", "salt", "nonce", "sealed"}


def test_two_wraps_share_no_salt_and_no_nonce(made: Made) -> None:
    one, other = read_header(made.folder).wraps
    assert one.salt != other.salt
    assert one.nonce != other.nonce


def test_every_single_changed_byte_is_noticed(made: Made) -> None:
    good = (made.folder / "book.json").read_bytes()
    whole, rng, silent = parse_header(good), random.Random(3), 0
    for place in range(len(good)):
        bad = bytearray(good)
        bad[place] ^= 1 << rng.randrange(8)
        try:
            silent += parse_header(bytes(bad)) != whole  # a blank that became a tab changes nothing
        except BookError:
            continue
    assert silent == 0


def test_every_shortened_header_is_noticed(made: Made) -> None:
    good = (made.folder / "book.json").read_bytes().rstrip()
    for end in range(len(good)):
        with pytest.raises(BookDamaged):
            parse_header(good[:end])


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"null", b"{}", b"\xff\xfe", b'{"a":' * 5000, b"x" * 70_000, b'{"checksum": 1}', b"NaN"],
)
def test_what_is_no_header_is_called_damaged(data: bytes) -> None:
    with pytest.raises(BookDamaged, match="Restore a backup"):
        parse_header(data)


def test_a_later_format_asks_for_a_newer_goldseam(made: Made) -> None:
    with pytest.raises(BookError, match="format 2; this goldseam reads format 1"):
        rewritten(made, lambda body: body.update(version=2))


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body["wraps"]["passphrase"]["kdf"].update(memory_kib=8),
        lambda body: body["wraps"]["passphrase"]["kdf"].update(passes=1),
        lambda body: body["wraps"]["passphrase"]["kdf"].update(memory_kib=2**40),
        lambda body: body["wraps"]["passphrase"]["kdf"].update(memory_kib=65536.0),
        lambda body: body["wraps"]["passphrase"]["kdf"].update(passes=True),
        lambda body: body["wraps"]["passphrase"]["kdf"].update(name="md5"),
        lambda body: body["wraps"]["passphrase"].update(salt=""),
        lambda body: body["wraps"]["passphrase"].update(sealed="!!"),
        lambda body: body["wraps"].update(other=body["wraps"]["kit"]),
        lambda body: body.update(format="other"),
        lambda body: body.update(book="7"),
        lambda body: body.update(wraps=[]),
    ],
)
def test_a_forged_header_with_a_right_checksum_is_refused(made: Made, change: Any) -> None:
    with pytest.raises(BookDamaged):
        rewritten(made, change)


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body.update(book=str(uuid.UUID(int=9))),
        lambda body: body["wraps"]["passphrase"]["kdf"].update(passes=6),
        lambda body: body["wraps"]["passphrase"]["kdf"].update(lanes=3),
        lambda body: body["wraps"]["passphrase"].update(salt=base64.b64encode(bytes(16)).decode()),
        lambda body: body["wraps"].update(passphrase=body["wraps"]["kit"]),
    ],
)
def test_what_a_wrap_is_bound_to_cannot_be_changed(made: Made, change: Any) -> None:
    with pytest.raises(WrongKey):
        open_wrap(rewritten(made, change), WrapKind.PASSPHRASE, made.passphrase)


def test_a_change_beside_the_wrap_is_told_once_the_passphrase_fits(made: Made) -> None:
    forged = rewritten(made, lambda body: body.update(created="2020-01-01T00:00:00+00:00"))
    with pytest.raises(BookDamaged, match="changed outside goldseam"):
        book.open_header(forged, WrapKind.PASSPHRASE, made.passphrase)


def test_a_kit_wrap_taken_away_is_told(made: Made) -> None:
    forged = rewritten(made, lambda body: body["wraps"].pop("kit"))
    with pytest.raises(BookDamaged, match="no kit entry"):
        forged.wrap(WrapKind.KIT)
    with pytest.raises(BookDamaged, match="changed outside goldseam"):
        book.open_header(forged, WrapKind.PASSPHRASE, made.passphrase)


def test_the_kits_wrap_opens_by_the_formula_in_the_docs(made: Made) -> None:
    from argon2.low_level import Type, hash_secret_raw
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    body = json.loads((made.folder / "book.json").read_text())
    salt, nonce, sealed = (
        base64.b64decode(body["wraps"]["kit"][part]) for part in ("salt", "nonce", "sealed")
    )
    kek = hash_secret_raw(made.words.encode(), salt, 5, 65536, 4, 32, Type.ID)
    master = AESGCM(kek).decrypt(
        nonce, sealed, f"goldseam-book/1/{body['book']}/kit/argon2id/19/65536/5/4".encode()
    )
    assert master == open_wrap(read_header(made.folder), WrapKind.PASSPHRASE, made.passphrase)


def test_another_books_seal_does_not_fit(made: Made, keys: Keys) -> None:
    with pytest.raises(BookDamaged):
        check_seal(read_header(made.folder), keys)


def test_the_same_secret_wraps_differently_each_time(made: Made) -> None:
    first, params = read_header(made.folder), book.SMALLEST
    one = header.make_wrap(first.book, WrapKind.KIT, "x" * 8, bytes(32), params)
    other = header.make_wrap(first.book, WrapKind.KIT, "x" * 8, bytes(32), params)
    assert one.sealed != other.sealed


def test_no_header_at_all_is_no_damage(tmp_path: Path) -> None:
    with pytest.raises(BookError, match="There is no book in") as caught:
        read_header(tmp_path)
    assert not isinstance(caught.value, BookDamaged)


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_the_header_is_readable_by_its_owner_only(made: Made, tmp_path: Path) -> None:
    write_header(tmp_path, replace(read_header(made.folder), created=datetime(2026, 1, 1, tzinfo=UTC)))
    assert (tmp_path / "book.json").stat().st_mode & 0o777 == 0o600
    assert {path.name for path in tmp_path.iterdir()} == {"book", "book.json"}  # no temporary file left

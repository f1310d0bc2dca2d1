"""The keys of an open book, and where the process holds them."""

from __future__ import annotations

import copy
import logging
import pickle
import traceback
import uuid

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from goldseam.errors import BookError
from goldseam.store import keyring
from goldseam.store.keys import Compartment, Keys, derive_key, new_master, wipe

BOOK = uuid.UUID(int=7)
MASTER = bytes(range(32))


def test_each_compartment_has_its_own_key(keys: Keys) -> None:
    assert len({bytes(keys.of(part)) for part in Compartment}) == len(Compartment) == 7


def test_a_key_is_hkdf_sha256_as_written_in_the_docs() -> None:
    wanted = HKDF(SHA256(), 32, salt=BOOK.bytes, info=b"goldseam/1/notes").derive(MASTER)
    assert derive_key(MASTER, BOOK, Compartment.NOTES) == wanted


def test_another_book_with_the_same_master_has_other_keys() -> None:
    other = Keys(uuid.UUID(int=8), MASTER)
    assert other.of(Compartment.VAULT) != Keys(BOOK, MASTER).of(Compartment.VAULT)


def test_masters_are_random_and_long() -> None:
    assert len({bytes(new_master()) for _ in range(20)}) == 20
    assert len(new_master()) == 32


def test_wiping_overwrites_the_buffers_in_place() -> None:
    keys = Keys(BOOK, MASTER)
    buffer = keys.of(Compartment.VAULT)
    keys.wipe()
    assert buffer == bytes(32)
    assert keys.wiped
    with pytest.raises(BookError, match="locked"):
        keys.of(Compartment.VAULT)


def test_wipe_keeps_the_length() -> None:
    buffer = bytearray(b"secret")
    wipe(buffer)
    assert buffer == bytes(6)


def test_keys_show_nothing_however_they_are_printed(keys: Keys) -> None:
    shown = f"{keys!r} {keys} {keys!s} {[keys]} {vars(type(keys)).get('__dict__')}"
    assert keys.of(Compartment.VAULT).hex() not in shown
    assert str(bytes(keys.of(Compartment.VAULT))) not in shown
    assert repr(keys) == "<Keys>"


@pytest.mark.parametrize("away", [pickle.dumps, copy.copy, copy.deepcopy])
def test_keys_are_never_copied_or_pickled(keys: Keys, away: object) -> None:
    with pytest.raises(TypeError, match="never copied"):
        away(keys)  # type: ignore[operator]


def test_keys_show_nothing_in_a_traceback_or_a_log(keys: Keys, caplog: pytest.LogCaptureFixture) -> None:
    try:
        keys.of("no such part")  # type: ignore[arg-type]
    except KeyError as problem:
        told = "".join(traceback.TracebackException.from_exception(problem, capture_locals=True).format())
        logging.getLogger("test").exception("with %s", keys)
    assert keys.of(Compartment.VAULT).hex() not in told + caplog.text
    assert repr(bytes(keys.of(Compartment.VAULT))) not in told + caplog.text


def test_the_ring_holds_one_set_and_wipes_the_one_before() -> None:
    first, second = Keys(BOOK, MASTER), Keys(BOOK, MASTER)
    keyring.hold(first)
    keyring.hold(second)
    assert first.wiped
    assert keyring.current() is second
    keyring.drop()
    assert second.wiped
    assert not keyring.is_open()


def test_holding_the_same_keys_twice_keeps_them() -> None:
    keys = Keys(BOOK, MASTER)
    keyring.hold(keys)
    keyring.hold(keys)
    assert keyring.current() is keys
    keyring.drop()


def test_an_empty_ring_says_locked() -> None:
    keyring.drop()
    keyring.drop()
    with pytest.raises(BookError, match="The book is locked"):
        keyring.database_key()

"""What is removed for good stands on no page of the file, whoever holds which key; the rest of the journal holds."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.db import DatabaseError, connection, transaction

from cast import NOW, sam
from goldseam.acts import corrections, reflections, vault, writings
from goldseam.acts.reflections import Typed
from goldseam.errors import NotFound
from goldseam.store import journal, keyring
from goldseam.store.erasing import erase
from goldseam.store.keys import Compartment
from goldseam.store.models import Change, VaultRow
from goldseam.store.sqlcipher.opening import NAME, PAGE_BYTES

pytestmark = pytest.mark.usefixtures("open_book")
RESERVED, FRAME = 80, 24  # SQLCipher 4: IV and signature end a page
WAL_HEADER = 32


def opened_pages(folder: Path) -> bytes:
    """Every page of the database and of its write-ahead log, used or free, opened with the database's key."""
    whole, log = (folder / NAME).read_bytes(), folder / f"{NAME}-wal"
    pages = [whole[at : at + PAGE_BYTES] for at in range(0, len(whole), PAGE_BYTES)]
    if log.exists():
        frames = log.read_bytes()[WAL_HEADER:]
        step = FRAME + PAGE_BYTES
        pages += [frames[at + FRAME : at + step] for at in range(0, len(frames), step)]
    return b"".join(_opened(page) for page in pages)


def _opened(page: bytes) -> bytes:
    key = bytes(keyring.current().of(Compartment.DATABASE))
    body, vector = page[:-RESERVED], page[-RESERVED:][:16]  # of the first page, 32 bytes stay unreadable
    return Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor().update(body)


def seals_of(row: VaultRow) -> list[bytes]:
    """Every envelope that the page and the journal hold of it, as bytes and as the journal writes them."""
    found = [bytes(VaultRow.rows.filter(pk=row.pk).values_list("body", flat=True).get())]
    for change in Change.objects.filter(row=row.pk):
        states = (state for state in (change.before, change.after) if state)
        found += [bytes.fromhex(state["body"]["sealed"]) for state in states]
    parts = {seal[1:33] for seal in found if len(seal) > 40}
    return [*parts, *(part.hex().encode() for part in parts)]


def written(words: str) -> VaultRow:
    """A page with three wordings: begun, finished, corrected."""
    row = reflections.begin("free", NOW)
    reflections.keep(row, Typed({"free": words}), NOW)
    vault.finish(row, NOW)
    reflections.keep(row, Typed({"free": words + " Again."}), NOW)
    return row


def test_the_journal_keeps_every_wording_of_a_page_until_it_is_erased(open_book: Path) -> None:
    seals = seals_of(written("marmalade lighthouse"))
    assert len(seals) >= 6
    assert any(seal in opened_pages(open_book) for seal in seals)  # this way of looking can find them


def test_after_it_no_envelope_of_the_page_is_in_any_page_of_the_file(open_book: Path) -> None:
    row = written("marmalade lighthouse")
    seals = seals_of(row)
    vault.remove(row, NOW)
    assert any(seal in opened_pages(open_book) for seal in seals)
    erase(row, NOW)
    left = opened_pages(open_book)
    assert len(left) > 20 * PAGE_BYTES
    assert b"store_change" in left
    assert [seal for seal in seals if seal in left] == []


def test_removed_pages_go_for_good_after_thirty_days_and_not_before(open_book: Path) -> None:
    row = written("marmalade lighthouse")
    seals = seals_of(row)
    vault.remove(row, NOW)
    assert vault.erase_removed(NOW + timedelta(days=30)) == 0
    assert vault.erase_removed(NOW + timedelta(days=30, seconds=1)) == 1
    assert VaultRow.rows.count() == 0
    assert not any(seal in opened_pages(open_book) for seal in seals)


def test_one_can_let_go_of_all_that_was_removed_at_once() -> None:
    kept = written("a grey heron")
    vault.remove(written("marmalade lighthouse"), NOW)
    assert vault.erase_removed(NOW, all_of_them=True) == 1
    assert list(VaultRow.rows.all()) == [kept]


def test_the_journal_says_that_something_was_removed_for_good_and_offers_no_undo() -> None:
    row = written("marmalade lighthouse")
    erase(row, NOW)
    lines = [one for one in corrections.recent(NOW) if one.table == "vaultrow"]
    assert lines[0].kind == "erased"
    assert {one.can_undo for one in lines} == {False}
    with pytest.raises(NotFound, match="no longer in the book"):
        corrections.undo(lines[0].id, NOW)


@pytest.mark.parametrize("field", ["at", "kind", "row"])
def test_of_a_page_only_what_stood_there_can_be_let_go(field: str) -> None:
    row = written("marmalade lighthouse")
    other = {"at": NOW + timedelta(days=1), "kind": "added", "row": "0" * 32}[field]
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        Change.objects.filter(row=row.pk, kind="corrected").update(before=None, after=None, **{field: other})


def test_a_wording_is_let_go_whole_or_not_at_all() -> None:
    row = written("marmalade lighthouse")
    for some in ({"before": None}, {"after": {}, "before": None}):
        with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
            Change.objects.filter(row=row.pk, kind="corrected").update(**some)


def test_of_a_client_and_of_a_clients_note_nothing_can_be_let_go() -> None:
    client = sam()
    note = writings.begin(writings.Kind.HARD, NOW, body={"what": "It rained."})
    journal.correct(client, NOW, code="Other")
    for row in (client, note):
        with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
            Change.objects.filter(row=row.pk).update(before=None, after=None)
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="only ever added to"):
        cursor.execute("DELETE FROM store_change")

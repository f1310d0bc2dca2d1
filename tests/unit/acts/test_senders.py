"""Whose key sealed a file: two books, a key in six words, trust on first use and no further."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from cast import NOW
from goldseam.acts import bundles, reflections, senders, sharing, vault
from goldseam.acts.sharing import Terms, Way
from goldseam.errors import BadInput
from goldseam.store.models import VaultRow
from goldseam.store.sealed_by import in_words, tag
from goldseam.store.sharing_keys import Pair, new_pair, open_with, seal_for

pytestmark = pytest.mark.usefixtures("open_book")
MONTH = NOW + timedelta(days=30)


class TwoBooks:
    """Noor's pages and Dana's, one at a time: what is not theirs is out of sight."""

    def __init__(self) -> None:
        self.danas: set[object] = set()

    @contextmanager
    def dana(self) -> Iterator[None]:
        noors = set(VaultRow.objects.values_list("pk", flat=True))
        VaultRow.rows.filter(pk__in=noors).update(removed_at=NOW)
        VaultRow.rows.filter(pk__in=self.danas).update(removed_at=None)
        yield
        self.danas = set(VaultRow.objects.values_list("pk", flat=True))
        VaultRow.rows.filter(pk__in=self.danas).update(removed_at=NOW)
        VaultRow.rows.filter(pk__in=noors).update(removed_at=None)


def shared(public: str) -> VaultRow:
    row = reflections.begin("free", NOW)
    vault.keep(row, NOW, answers=[{"prompt": "free", "words": "I went cold.", "at": None}])
    made = sharing.begin(f"entry:{row.pk}", NOW)
    return sharing.hand_out(made, Terms("Dana", Way.SEALED, public=public), NOW)


def test_a_copy_goes_over_and_comments_come_back_each_with_the_others_key() -> None:
    books = TwoBooks()
    with books.dana():
        dana = senders.own_keys(NOW)
    noor = senders.own_keys(NOW)
    row = shared(dana.public)
    sent = bundles.sealed_copy(row, NOW)
    with books.dana():
        got = bundles.one_received(bundles.open_file(sent, NOW).pk, NOW)
        known = senders.sender(got.by, NOW)
        assert known is not None
        assert (known.key, known.words, known.name) == (noor.public, in_words(noor.public), "")
        back = bundles.comments_file(got, "Stay with the cold.", NOW)
    bundles.open_file(back, NOW)
    [comment] = bundles.comments(row)
    assert (comment.text, comment.by) == ("Stay with the cold.", dana.public)


def test_a_file_that_claims_another_key_is_refused_and_nothing_is_kept() -> None:
    mine, mallory, noor = senders.own_keys(NOW), new_pair(), new_pair()
    body = json.dumps({"format": bundles.COPY, "id": "7"})
    forged = {
        "format": senders.ENVELOPE,
        "body": body,
        "by": noor.public,
        "tag": tag(mallory, mine.public, body.encode()),
    }
    with pytest.raises(BadInput, match="Nothing was opened"):
        bundles.open_file(seal_for(mine.public, json.dumps(forged).encode()), NOW)
    assert bundles.received(NOW) == []


def test_a_changed_word_breaks_the_tag() -> None:
    mine, noor = senders.own_keys(NOW), new_pair()
    outer = {
        "format": senders.ENVELOPE,
        "body": '{"id": "8"}',
        "by": noor.public,
        "tag": tag(noor, mine.public, b'{"id": "7"}'),
    }
    with pytest.raises(BadInput, match="Nothing was opened"):
        senders.disclosed(seal_for(mine.public, json.dumps(outer).encode()), NOW)


def test_a_tag_made_for_one_recipient_fits_no_other() -> None:
    mine, noor, dana = senders.own_keys(NOW), new_pair(), new_pair()
    outer = {
        "format": senders.ENVELOPE,
        "body": '{"id": "7"}',
        "by": noor.public,
        "tag": tag(noor, dana.public, b'{"id": "7"}'),
    }
    with pytest.raises(BadInput, match="Nothing was opened"):
        senders.disclosed(seal_for(mine.public, json.dumps(outer).encode()), NOW)


def test_a_copy_that_wants_its_answer_sent_to_another_key_is_refused() -> None:
    mine, noor = senders.own_keys(NOW), new_pair()
    inside = {
        "format": bundles.COPY, "id": "7", "until": "2026-12-10", "title": "", "parts": [["", "x"]],
        "answer": "a", "answer_to": new_pair().public, "revoke_hash": "h",
    }  # fmt: skip
    body = json.dumps(inside)
    outer = {
        "format": senders.ENVELOPE,
        "body": body,
        "by": noor.public,
        "tag": tag(noor, mine.public, body.encode()),
    }
    with pytest.raises(BadInput, match="cannot be read"):
        bundles.open_file(seal_for(mine.public, json.dumps(outer).encode()), NOW)


def test_a_file_of_an_earlier_version_opens_and_nothing_shows_who_made_it() -> None:
    row = shared(senders.own_keys(NOW).public)
    plain = json.loads(open_with(senders.own_keys(NOW).secret, bundles.sealed_copy(row, NOW)))["body"]
    got = bundles.open_file(seal_for(senders.own_keys(NOW).public, plain.encode()), NOW)
    assert bundles.one_received(got.pk, NOW).by == ""
    assert senders.sender("", NOW) is None


def test_a_key_met_again_is_known_since_the_first_day_and_what_was_noted_stays() -> None:
    key = new_pair().public
    senders.meet(key, NOW)
    senders.note_compared(key, " Dana  R. ", NOW)
    senders.meet(key, MONTH)
    known = senders.sender(key, MONTH)
    assert known is not None
    assert (known.since, known.name, known.compared) == (NOW.date(), "Dana R.", NOW.date())


@pytest.mark.parametrize(
    ("name", "says"), [("", "whose words"), ("x" * 81, "whose words"), ("Dana", "has not met")]
)
def test_what_cannot_be_noted_is_said(name: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        senders.note_compared(new_pair().public, name, NOW)


def test_a_key_has_its_six_words_and_another_has_others() -> None:
    public = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"
    assert in_words(public) == in_words(public.upper())
    assert len({in_words(new_pair().public) for _ in range(20)}) == 20
    with pytest.raises(BadInput, match="not a public key"):
        senders.words_of("age1nothing")


def test_the_raw_key_is_the_one_that_age_uses() -> None:
    """The public key worked out from the raw secret by another library is the one that age shows."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    from goldseam.store.sealed_by import _raw

    pair: Pair = new_pair()
    worked_out = X25519PrivateKey.from_private_bytes(_raw(pair.secret)).public_key().public_bytes_raw()
    assert worked_out == _raw(pair.public)

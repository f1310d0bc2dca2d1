"""One thing leaves, as previewed; it opens for its recipient, not for another key, not after its last day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

import pytest

from cast import NOW, held, sam
from goldseam.acts import bundles, episodes, people, reflections, senders, shareable, sharing, vault
from goldseam.acts.shareable import Item
from goldseam.acts.sharing import Options, Terms, Way
from goldseam.acts.vault import Kind
from goldseam.errors import BadInput, NotFound, Refused, WrongKey
from goldseam.growth.sharing import Leaving
from goldseam.store.models import Change, VaultRow
from goldseam.store.sharing_keys import new_pair, open_with, seal_for
from goldseam.terms.rupture import Strategy

pytestmark = pytest.mark.usefixtures("open_book")
WORDS = 'Heron said "you forgot me" in Leeds on 2026-03-02. I went cold.'
LATER = NOW + timedelta(days=60)


def entry(words: str = WORDS) -> str:
    row = reflections.begin("free", NOW)
    vault.keep(row, NOW, answers=[{"prompt": "free", "words": words, "at": None}])
    return f"entry:{row.pk}"


def handed_out(public: str = "", days: int = 14) -> VaultRow:
    row = sharing.begin(entry(), NOW)
    way = Way.SEALED if public else Way.PDF
    return sharing.hand_out(row, Terms("Dana", way, public=public, days=days), NOW)


@contextmanager
def of_someone_else() -> Iterator[None]:
    """The same program as another person has it: other keys, other pages."""
    rows = list(VaultRow.rows.filter(removed_at=None))
    VaultRow.rows.filter(pk__in=[row.pk for row in rows]).update(removed_at=NOW)
    yield
    VaultRow.rows.filter(pk__in=[row.pk for row in rows]).update(removed_at=None)


def their_key() -> str:
    """Dana's public key; her pages are set aside again."""
    public = senders.own_keys(NOW).public
    VaultRow.rows.filter(kind=Kind.KEYS.value).update(put_away=False)
    return public


def test_names_places_and_quoted_words_are_out_and_dates_are_moved_by_whole_weeks() -> None:
    sam("Heron")
    copy = sharing.copy_of(sharing.begin(entry(), NOW))
    text = copy.parts[1].text
    assert "Heron" not in text
    assert "Leeds" not in text
    assert "forgot" not in text
    moved = datetime.strptime(text.split(" on ")[1].split(".")[0], "%d %B %Y").date()  # noqa: DTZ007
    assert moved != date(2026, 3, 2)
    assert moved.weekday() == date(2026, 3, 2).weekday()
    assert set(copy.masked) == {"names", "places", "dates (moved by whole weeks)", "quoted words"}


def test_what_may_stay_stays_and_what_is_named_goes() -> None:
    one = Item("", (Leaving("", "My blue lighthouse in Leeds."),))
    copy = sharing.deidentified(one, Options(also=("lighthouse",), keep=("place:leeds",)), 3)
    assert copy.parts[0].text == "My blue [NAME 1] in Leeds."


def test_the_same_name_has_the_same_stand_in_throughout() -> None:
    one = Item("", (Leaving("", "Ada rang Tom."), Leaving("", "Tom rang Ada.")))
    copy = sharing.deidentified(one, Options(), 3, ["Ada", "Tom"])
    assert [part.text for part in copy.parts] == ["[NAME 1] rang [NAME 2].", "[NAME 2] rang [NAME 1]."]


def test_a_day_that_cannot_be_read_is_taken_out_rather_than_left() -> None:
    copy = sharing.deidentified(Item("", (Leaving("", "It was the third of May."),)), Options(), 3)
    assert copy.parts[0].text == "It was [DATE 1]."


@pytest.mark.parametrize(
    ("said", "moved"),
    [
        ("On 3 March she rang.", "On 11 February she rang."),
        ("On the 22nd of March she rang.", "On 1 March she rang."),
        ("On March 21 she rang.", "On 29 February she rang."),
        ("On 2026-03-02 she rang.", "On 9 February 2026 she rang."),
        ("On Mar 2, 2026 she rang.", "On 9 February 2026 she rang."),
    ],
)
def test_a_day_is_moved_by_whole_weeks_and_one_without_a_year_stays_without(said: str, moved: str) -> None:
    copy = sharing.deidentified(Item("", (Leaving("", said),)), Options(), 3)
    assert copy.parts[0].text == moved


def test_an_episode_leaves_without_the_clients_code_and_an_attempt_alone() -> None:
    alliance = people.alliance_of(sam("Heron"))
    view = episodes.notice(alliance, held(alliance, 3), "therapist", "A note says so.", NOW)
    view = episodes.attempt(view.row, held(alliance, 4), [Strategy.OWN], "I told Heron that I forgot.", NOW)
    whole = sharing.copy_of(sharing.begin(f"episode:{view.row.pk}", NOW))
    attempt = sharing.copy_of(sharing.begin(f"attempt:{view.rows[-1].pk}", NOW))
    assert len(whole.parts) == 2
    [part] = attempt.parts
    assert "acknowledge contribution" in part.text
    assert "Heron" not in json.dumps([p.text for p in whole.parts])


def test_an_empty_page_or_one_that_is_gone_cannot_be_shared() -> None:
    with pytest.raises(BadInput, match="no words"):
        sharing.begin(f"letter:{vault.begin(Kind.LETTER, NOW, {'text': ''}).pk}", NOW)
    with pytest.raises(NotFound):
        sharing.begin("entry:not-a-key", NOW)
    with pytest.raises(BadInput, match="cannot be shared"):
        shareable.thing_of("client:7")


def test_the_preview_is_what_leaves_letter_by_letter() -> None:
    pair = new_pair()
    row = sharing.begin(entry(), NOW)
    terms = Terms("Dana", Way.SEALED, public=pair.public)
    shown = sharing.preview(row, terms, NOW.date())
    sharing.hand_out(row, terms, NOW)
    outer = json.loads(open_with(pair.secret, bundles.sealed_copy(row, NOW)))
    assert set(outer) == {"format", "body", "by", "tag"}
    inside = json.loads(outer["body"])
    assert inside["parts"] == [[part.heading, part.text] for part in shown.leaves]
    assert set(inside) == {
        "format", "id", "until", "title", "parts", "answer", "answer_to", "revoke_hash",
    }  # fmt: skip


def test_a_later_change_does_not_reach_the_copy() -> None:
    row = handed_out()
    before = sharing.copy_of(row)
    page = vault.page(vault.body_of(row)["thing"].split(":")[1])
    vault.keep(page, NOW, answers=[{"prompt": "free", "words": "Other words.", "at": None}])
    assert sharing.copy_of(sharing.share(row.pk)) == before


def test_a_copy_leaves_once_and_stands_in_the_log() -> None:
    row = handed_out()
    with pytest.raises(Refused, match="left already"):
        sharing.hand_out(row, Terms("Lee", Way.PDF), NOW)
    with pytest.raises(Refused, match="left already"):
        sharing.set_options(row, Options(), NOW)
    assert [one.pk for one in sharing.log()] == [row.pk]


@pytest.mark.parametrize(
    ("terms", "says"),
    [
        (Terms("", Way.PDF), "Nobody is named"),
        (Terms("Dana", Way.SEALED, public="age1abc"), "not a public key"),
        (Terms("Dana", Way.SEALED, public=new_pair().public, days=91), "1 to 90"),
    ],
)
def test_what_is_missing_is_named_and_nothing_leaves(terms: Terms, says: str) -> None:
    row = sharing.begin(entry(), NOW)
    with pytest.raises(BadInput, match=says):
        sharing.hand_out(row, terms, NOW)
    assert sharing.log() == []


def test_a_sealed_copy_opens_for_its_recipient_and_comments_come_back() -> None:
    with of_someone_else():
        dana = their_key()
        danas = list(VaultRow.objects.all())
    VaultRow.rows.filter(pk__in=[one.pk for one in danas]).update(removed_at=NOW)
    row = handed_out(dana)
    sent = bundles.sealed_copy(row, NOW)
    with of_someone_else():
        VaultRow.rows.filter(pk__in=[one.pk for one in danas]).update(removed_at=None)
        got = bundles.one_received(bundles.open_file(sent, NOW).pk, NOW)
        assert got.copy.parts[1].text == sharing.copy_of(VaultRow.rows.get(pk=row.pk)).parts[1].text
        back = bundles.comments_file(got, "I would stay with the cold.", NOW)
        VaultRow.rows.filter(kind__in=["keys", "received"], removed_at=None).update(removed_at=NOW)
    VaultRow.rows.filter(pk__in=[one.pk for one in danas]).update(removed_at=NOW)
    assert bundles.open_file(back, NOW).pk == row.pk
    assert [one.text for one in bundles.comments(row)] == ["I would stay with the cold."]


def test_another_key_opens_nothing() -> None:
    sent = bundles.sealed_copy(handed_out(new_pair().public), NOW)
    with pytest.raises(WrongKey, match="another key"):
        bundles.open_file(sent, NOW)
    assert bundles.received(NOW) == []


def test_no_word_can_be_read_in_the_sealed_file() -> None:
    sent = bundles.sealed_copy(handed_out(new_pair().public), NOW)
    assert sent.startswith(b"age-encryption.org/v1")
    assert b"cold" not in sent


def test_after_its_last_day_a_copy_does_not_open_and_one_that_was_open_is_deleted() -> None:
    sent = bundles.sealed_copy(handed_out(senders.own_keys(NOW).public), NOW)
    row = bundles.open_file(sent, NOW + timedelta(days=14))
    assert bundles.received(NOW + timedelta(days=15)) == []
    assert not VaultRow.rows.filter(pk=row.pk).exists()
    with pytest.raises(Refused, match="last day of this copy has passed"):
        bundles.open_file(sent, LATER)


def test_past_its_last_day_a_file_never_opened_does_not_open() -> None:
    sent = bundles.sealed_copy(handed_out(senders.own_keys(NOW).public), NOW)
    with pytest.raises(Refused, match="opened until"):
        bundles.open_file(sent, LATER)


def test_a_clock_set_back_does_not_open_a_copy_again() -> None:
    sent = bundles.sealed_copy(handed_out(senders.own_keys(NOW).public), NOW)
    bundles.open_file(sent, NOW)
    bundles.received(LATER)
    with pytest.raises(Refused, match="last day of this copy has passed"):
        bundles.open_file(sent, NOW)


def test_a_book_that_was_written_in_later_knows_that_the_clock_was_set_back() -> None:
    sent = bundles.sealed_copy(handed_out(senders.own_keys(NOW).public), NOW)
    bundles.open_file(sent, NOW)
    vault.begin(Kind.LETTER, LATER, {"text": "Written later."})
    assert bundles.received(NOW) == []


def test_a_clock_that_was_far_ahead_once_closes_nothing() -> None:
    sent = bundles.sealed_copy(handed_out(senders.own_keys(NOW).public), NOW)
    vault.begin(Kind.LETTER, NOW + timedelta(days=4000), {"text": "A wrong clock."})
    bundles.open_file(sent, NOW)
    assert len(bundles.received(NOW)) == 1


def test_the_mark_of_a_copy_that_ended_holds_no_word_of_it() -> None:
    sent = bundles.sealed_copy(handed_out(senders.own_keys(NOW).public), NOW)
    id = vault.body_of(bundles.open_file(sent, NOW))["id"]
    bundles.received(LATER)
    [mark] = [vault.body_of(row) for row in vault.pages(Kind.RECEIVED)]
    assert mark == {"id": id, "ended": "2026-12-06"}


def test_a_copy_received_never_goes_through_the_journal() -> None:
    sent = bundles.sealed_copy(handed_out(senders.own_keys(NOW).public), NOW)
    row = bundles.open_file(sent, NOW)
    assert not Change.objects.filter(row=row.pk).exists()


def test_revoking_makes_no_new_file_and_its_note_takes_the_copy_away_for_good() -> None:
    row = handed_out(senders.own_keys(NOW).public)
    sent = bundles.sealed_copy(row, NOW)
    bundles.open_file(sent, NOW)
    sharing.revoke(row, NOW)
    with pytest.raises(Refused, match="revoked"):
        bundles.sealed_copy(row, NOW)
    bundles.open_file(bundles.revoking_note(row, NOW), NOW)
    assert bundles.received(NOW) == []
    with pytest.raises(Refused, match="revoked this copy"):
        bundles.open_file(sent, NOW)


def test_nobody_else_can_revoke() -> None:
    mine = senders.own_keys(NOW).public
    row = handed_out(mine)
    bundles.open_file(bundles.sealed_copy(row, NOW), NOW)
    forged = json.dumps({"format": bundles.REVOKED, "id": str(row.pk), "revoke": "guess"}).encode()
    with pytest.raises(BadInput, match="changes nothing"):
        bundles.open_file(seal_for(mine, forged), NOW)
    assert len(bundles.received(NOW)) == 1


def test_comments_from_someone_who_never_had_the_copy_are_not_attached() -> None:
    row = handed_out(new_pair().public)
    forged = {"format": bundles.COMMENTS, "id": str(row.pk), "answer": "guess", "text": "Nonsense."}
    sealed = seal_for(senders.own_keys(NOW).public, json.dumps(forged).encode())
    with pytest.raises(BadInput, match="nothing you shared"):
        bundles.open_file(sealed, NOW)
    assert bundles.comments(row) == []


@pytest.mark.parametrize("data", [b"", b"age-encryption.org/v1\n-> X", b"\x00" * 99])
def test_a_file_that_is_none_is_answered_with_a_sentence(data: bytes) -> None:
    with pytest.raises(BadInput, match="cannot be opened"):
        bundles.open_file(data, NOW)


@pytest.mark.parametrize(
    "inside", [b"[]", b"{}", b"\xff", b'{"id": "7", "format": "goldseam-copy/1"}', b'{"id": "7"}']
)
def test_a_sealed_file_of_another_program_is_answered_with_a_sentence(inside: bytes) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        bundles.open_file(seal_for(senders.own_keys(NOW).public, inside), NOW)


def test_the_secret_key_is_made_once_and_lies_sealed() -> None:
    pair = senders.own_keys(NOW)
    assert senders.own_keys(LATER) == pair
    assert pair.secret not in repr(pair)
    [kept] = VaultRow.objects.filter(kind="keys").values_list("body", flat=True)
    assert b"AGE-SECRET" not in bytes(kept)
    assert b"AGE-SECRET" not in reflections.own_copy(NOW)

"""Nothing is overwritten: changes keep what was before, undo works for thirty days, the journal stays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection

from cast import NOW, held, sam
from goldseam.acts import corrections, people, sessions
from goldseam.errors import BadInput, NotFound, Refused
from goldseam.store.models import Change
from goldseam.terms.people import Attendance

pytestmark = pytest.mark.usefixtures("open_book")


def test_a_correction_keeps_what_stood_there() -> None:
    client = sam()
    people.rename(client, "Samphire", NOW)
    [change] = Change.objects.filter(kind="corrected")
    assert (change.before["code"], change.after["code"]) == ("Sam", "Samphire")


def test_undo_puts_back_what_was() -> None:
    row = held(people.alliance_of(sam()), 1)
    before = row.held_on
    sessions.correct(row, NOW, held_on=date(2026, 1, 2), attendance=Attendance.LATE)
    corrections.undo(Change.objects.get(kind="corrected").pk, NOW)
    row.refresh_from_db()
    assert (row.held_on, row.attendance) == (before, "held")


def test_a_removed_client_can_be_brought_back() -> None:
    client = sam()
    people.remove_client(client, NOW)
    with pytest.raises(NotFound, match="removed"):
        people.client(client.pk)
    corrections.undo(Change.objects.get(kind="removed").pk, NOW)
    assert people.client(client.pk).code == "Sam"


def test_after_thirty_days_undo_is_refused_with_the_reason() -> None:
    people.rename(sam(), "Samphire", NOW)
    change = Change.objects.get(kind="corrected")
    with pytest.raises(Refused, match="30 days"):
        corrections.undo(change.pk, NOW + timedelta(days=31))


def test_an_earlier_change_waits_for_the_later_one() -> None:
    client = sam()
    people.rename(client, "B", NOW)
    people.rename(client, "C", NOW)
    first = Change.objects.filter(kind="corrected").order_by("id").first()
    assert first is not None
    with pytest.raises(Refused, match="later change first"):
        corrections.undo(first.pk, NOW)


def test_the_same_change_is_undone_once() -> None:
    people.rename(sam(), "B", NOW)
    change = Change.objects.get(kind="corrected")
    corrections.undo(change.pk, NOW)
    with pytest.raises(Refused, match="already"):
        corrections.undo(change.pk, NOW)


@pytest.mark.parametrize("act", ["UPDATE store_change SET kind='x'", "DELETE FROM store_change"])
def test_the_database_itself_refuses_to_alter_the_journal(act: str) -> None:
    sam()
    with pytest.raises(DatabaseError, match="only ever added"), connection.cursor() as cursor:
        cursor.execute(act)


def test_nothing_changed_is_nothing_noted() -> None:
    client = sam()
    people.rename(client, "Sam", NOW)
    assert not Change.objects.filter(kind="corrected").exists()


@pytest.mark.parametrize("code", ["", "   ", "\u200b", "x" * 61])
def test_a_code_that_cannot_be_is_refused_with_a_sentence(code: str) -> None:
    with pytest.raises(BadInput, match=r"\."):
        people.add_client(code, NOW)


def test_a_code_is_taken_once_in_any_unicode_form() -> None:
    people.add_client("Zoë", NOW)
    with pytest.raises(BadInput, match="already"):
        people.add_client("Zoe\u0308", NOW)

"""Sealed text: what opens it, what does not, and how it lives in Django."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest
from django.core import serializers
from django.core.exceptions import FieldError, ValidationError
from django.db import connection, models
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import MigrationWriter
from django.forms import modelform_factory
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.store.conftest import set_up_django

from goldseam.errors import BookDamaged, BookError
from goldseam.store import configure, keyring
from goldseam.store.keys import Compartment
from goldseam.store.sealed import Sealed, SealedTextField, seal, unseal

set_up_django()
KEY = bytes(range(32))
HERE = {"table": "note", "row": "7", "column": "words"}


class Leaf(models.Model):
    """A row with two sealed columns in two compartments."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    words = SealedTextField(compartment="notes", default="", blank=True)
    echo = SealedTextField(compartment=Compartment.VAULT, null=True, blank=True)
    mark = models.IntegerField(default=0)

    class Meta:
        app_label = "trial"


@pytest.fixture
def leaves(bare: Path) -> Path:
    with connection.schema_editor() as editor:
        editor.create_model(Leaf)
    return bare


def raw(column: str) -> list[bytes | None]:
    """What the database itself holds."""
    with connection.cursor() as cursor:
        return [row[0] for row in cursor.execute(f"SELECT {column} FROM trial_leaf ORDER BY mark").fetchall()]


@given(st.text(st.characters(exclude_categories=[])))
def test_any_text_comes_back(text: str) -> None:
    assert unseal(KEY, seal(KEY, text, **HERE), **HERE) == text


def test_the_same_text_never_looks_the_same() -> None:
    assert len({seal(KEY, "heron", **HERE) for _ in range(100)}) == 100


@pytest.mark.parametrize("part", ["table", "row", "column"])
def test_an_envelope_opens_only_in_its_place(part: str) -> None:
    with pytest.raises(BookDamaged, match="altered"):
        unseal(KEY, seal(KEY, "heron", **HERE), **{**HERE, part: "other"})


def test_parts_of_the_place_do_not_run_together() -> None:
    letter = seal(KEY, "heron", table="a", row="bc", column="d")
    with pytest.raises(BookDamaged):
        unseal(KEY, letter, table="ab", row="c", column="d")


def test_another_key_opens_nothing() -> None:
    with pytest.raises(BookDamaged):
        unseal(bytes(32), seal(KEY, "heron", **HERE), **HERE)


def test_every_flipped_bit_and_every_cut_is_noticed() -> None:
    letter = seal(KEY, "grey heron", **HERE)
    for bit in range(len(letter) * 8):
        bad = bytearray(letter)
        bad[bit // 8] ^= 1 << bit % 8
        with pytest.raises(BookDamaged):
            unseal(KEY, bytes(bad), **HERE)
    for end in range(1, len(letter)):
        with pytest.raises(BookDamaged):
            unseal(KEY, letter[:end], **HERE)


def test_an_envelope_shows_nothing() -> None:
    assert f"{Sealed(b'abc')!r} {Sealed(b'abc')}" == "<Sealed> <Sealed>"


def test_a_row_gives_its_text_and_the_table_holds_an_envelope(leaves: Path) -> None:
    Leaf.objects.create(words="grey heron", echo="perfection")
    back = Leaf.objects.get()
    assert (back.words, back.echo) == ("grey heron", "perfection")
    assert b"heron" not in (raw("words")[0] or b"")


def test_each_column_is_sealed_with_its_own_compartment(leaves: Path) -> None:
    leaf = Leaf.objects.create(words="a", echo="b")
    place = {"table": "trial_leaf", "row": str(leaf.pk), "column": "echo"}
    held, envelope = keyring.current(), raw("echo")[0]
    assert envelope is not None
    assert unseal(held.of(Compartment.VAULT), envelope, **place) == "b"
    with pytest.raises(BookDamaged):
        unseal(held.of(Compartment.NOTES), envelope, **place)


def test_empty_and_missing_stay_apart(leaves: Path) -> None:
    Leaf.objects.create(words="", echo=None)
    back = Leaf.objects.get()
    assert (back.words, back.echo) == ("", None)
    assert raw("echo") == [None]
    assert len(raw("words")[0] or b"") == 29  # one can not even see that it is empty: 1 + 12 + 0 + 16


def test_many_rows_are_sealed_each_for_itself(leaves: Path) -> None:
    Leaf.objects.bulk_create([Leaf(words=f"w{n}", mark=n) for n in range(50)])
    assert [leaf.words for leaf in Leaf.objects.order_by("mark")] == [f"w{n}" for n in range(50)]
    assert len(set(raw("words"))) == 50


def test_an_envelope_moved_to_another_row_does_not_open(leaves: Path) -> None:
    Leaf.objects.bulk_create([Leaf(words="one", mark=1), Leaf(words="two", mark=2)])
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE trial_leaf SET words = (SELECT words FROM trial_leaf WHERE mark = 2) WHERE mark = 1"
        )
    assert Leaf.objects.get(mark=2).words == "two"
    with pytest.raises(BookDamaged):
        _ = Leaf.objects.get(mark=1).words


def test_a_text_nobody_reads_is_not_opened_nor_sealed_again(leaves: Path) -> None:
    Leaf.objects.create(words="one")
    before, leaf = raw("words"), Leaf.objects.get()
    assert isinstance(leaf.__dict__["words"], Sealed)
    leaf.mark = 3
    leaf.save()
    assert raw("words") == before


def test_a_text_read_and_saved_unchanged_keeps_its_envelope(leaves: Path) -> None:
    Leaf.objects.create(words="one")
    before, leaf = raw("words"), Leaf.objects.get()
    assert leaf.words == "one"
    leaf.save()
    assert raw("words") == before


def test_a_text_copied_to_another_row_or_column_is_sealed_for_it(leaves: Path) -> None:
    leaf = Leaf.objects.create(words="one")
    leaf.refresh_from_db()
    Leaf.objects.create(words=leaf.words, echo=leaf.words, mark=1)
    copied = Leaf.objects.get(mark=1)
    assert (copied.words, copied.echo) == ("one", "one")


def test_a_changed_text_is_sealed_anew(leaves: Path) -> None:
    Leaf.objects.create(words="one")
    before, leaf = raw("words"), Leaf.objects.get()
    leaf.words = "two"
    leaf.save(update_fields=["words"])
    assert raw("words") != before
    assert Leaf.objects.get().words == "two"


def test_an_old_envelope_can_be_put_back(leaves: Path) -> None:
    leaf = Leaf.objects.create(words="one")
    old = raw("words")[0]
    leaf.words = "two"
    leaf.save()
    leaf.words = Sealed(old or b"")
    leaf.save()
    assert Leaf.objects.get().words == "one"


def test_deferred_refreshed_and_partly_loaded_rows_read_well(leaves: Path) -> None:
    leaf = Leaf.objects.create(words="one", echo="two")
    assert Leaf.objects.only("mark").get().words == "one"
    assert Leaf.objects.defer("words").get().echo == "two"
    leaf.words = "unsaved"
    leaf.refresh_from_db()
    assert leaf.words == "one"


def test_values_and_serializers_give_envelopes_only(leaves: Path) -> None:
    Leaf.objects.create(words="grey heron")
    assert repr(Leaf.objects.values_list("words", flat=True).get()) == "<Sealed>"
    fields = serializers.serialize("python", Leaf.objects.all())[0]["fields"]
    assert fields["words"] == raw("words")[0]


@pytest.mark.parametrize(
    "ask",
    [
        {"words": "x"},
        {"words__contains": "x"},
        {"words__in": ["x"]},
        {"words__gt": ""},
        {"words__regex": "x"},
    ],
)
def test_the_database_cannot_be_asked_about_sealed_text(leaves: Path, ask: dict[str, object]) -> None:
    with pytest.raises(FieldError):
        list(Leaf.objects.filter(**ask))


def test_whether_it_is_missing_may_be_asked(leaves: Path) -> None:
    Leaf.objects.create(words="x")
    assert Leaf.objects.filter(echo__isnull=True).count() == 1


def test_updates_that_cannot_seal_are_refused_and_leave_no_words(leaves: Path) -> None:
    leaf = Leaf.objects.create(words="x")
    with pytest.raises(TypeError, match="save the row"):
        Leaf.objects.update(words="grey heron")
    leaf.words = "grey heron"
    with pytest.raises(TypeError, match="save the row"):
        Leaf.objects.bulk_update([leaf], ["words"])
    assert Leaf.objects.get().words == "x"


def test_text_may_be_emptied_for_many_rows_at_once(leaves: Path) -> None:
    Leaf.objects.create(words="x")
    Leaf.objects.update(words="")
    assert Leaf.objects.get().words == ""


def test_a_column_added_later_reads_empty_in_older_rows(leaves: Path) -> None:
    Leaf.objects.create(words="x")
    later = SealedTextField(compartment="talk", default="", blank=True)
    later.set_attributes_from_name("later")
    later.model = Leaf
    with connection.schema_editor() as editor:
        editor.add_field(Leaf, later)
    assert raw("later") == [b""]
    assert unseal(KEY, b"", **HERE) == ""


def test_a_form_shows_and_saves_plain_text(leaves: Path) -> None:
    form = modelform_factory(Leaf, fields=["words"])
    leaf = Leaf.objects.create(words="one")
    assert "one</textarea>" in str(form(instance=Leaf.objects.get())["words"])
    form({"words": "two"}, instance=leaf).save()
    assert Leaf.objects.get().words == "two"
    with pytest.raises(ValidationError):
        Leaf(mark="no number", words="fine").full_clean()


def test_a_row_without_an_id_cannot_be_sealed(leaves: Path) -> None:
    with pytest.raises(TypeError, match="needs its id"):
        Leaf.words.field.pre_save(Leaf(id=None, words="x"), add=True)


def test_an_id_given_as_text_is_the_same_row(leaves: Path) -> None:
    name = uuid.uuid4()
    Leaf(id=name.hex, words="one").save()
    assert Leaf.objects.get(pk=name).words == "one"


def test_a_locked_book_opens_no_envelope(leaves: Path) -> None:
    Leaf.objects.create(words="one")
    leaf = Leaf.objects.get()
    configure.close_database()
    with pytest.raises(BookError, match="locked"):
        _ = leaf.words


def test_migrations_write_the_field_down_and_read_it_back() -> None:
    field = SealedTextField(compartment="vault", sealed_as="old.words", default="", blank=True)
    text, imports = MigrationWriter.serialize(field)
    assert "compartment='vault'" in text
    assert "sealed_as='old.words'" in text
    again = eval(text, {"goldseam": __import__("goldseam.store.sealed")})
    assert again.deconstruct()[1:] == field.deconstruct()[1:]
    assert imports == {"import goldseam.store.sealed"}


def test_a_renamed_column_still_opens_by_its_old_name(leaves: Path) -> None:
    leaf = Leaf.objects.create(words="one")
    moved = SealedTextField(compartment="notes", sealed_as="trial_leaf.words")
    moved.set_attributes_from_name("better_name")
    moved.model = Leaf
    assert moved.open_in(leaf, Sealed(raw("words")[0] or b"")) == "one"


def test_history_models_of_migrations_read_sealed_text(leaves: Path) -> None:
    from django.db.migrations.state import ModelState

    Leaf.objects.create(words="one")
    state = ProjectState()
    state.add_model(ModelState.from_model(Leaf))
    assert state.apps.get_model("trial", "Leaf").objects.get().words == "one"

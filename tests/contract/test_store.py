"""The laws of a store: what is kept comes back equal, alliances never mix, a wrong passphrase opens nothing,
and no marked word stands in any file's bytes.

The rows are made from the tables themselves, so a table added tomorrow is under these laws by itself.
"""

from __future__ import annotations

import json
import random
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, models, transaction
from tests.conftest import web_settings

from contract.canaries import scan
from goldseam.acts import people, series, sessions
from goldseam.errors import BookError, WrongKey
from goldseam.store import book, configure, delays, keyring
from goldseam.store.backup import backup
from goldseam.store.kdf import SMALLEST
from goldseam.store.keys import Compartment, Keys
from goldseam.store.sealed import SealedTextField
from goldseam.store.sqlcipher.opening import NAME, open_encrypted

NOW = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)
PASSPHRASE = "four quiet grey herons"
configure.configure_django(**web_settings())


@dataclass
class Words:
    """Marked words, no two alike, each remembered."""

    rng: random.Random = field(default_factory=lambda: random.Random(2026))
    given: list[str] = field(default_factory=list)
    sealed: list[str] = field(default_factory=list)

    def next(self, longest: int | None = None) -> str:
        """A fresh phrase; where a column is short, as many letters as fit."""
        letters = "".join(self.rng.choices("bcdfghjklmnpqrstvwxz", k=14))
        phrase = letters[:longest] if longest and longest < 40 else f"she said {letters} to me, é"
        if len(phrase) >= 6:
            self.given.append(phrase)
        return phrase


@pytest.fixture
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where anything temporary would go."""
    place = tmp_path / "temp"
    place.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(place))
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


@pytest.fixture
def folder(tmp_path: Path, temp: Path) -> Iterator[Path]:
    """An own book, made with a passphrase and open."""
    place = tmp_path / "book"
    keyring.hold(book.create(place, PASSPHRASE, params=SMALLEST, now=NOW).keys)
    configure.open_database(place, now=NOW)
    yield place
    configure.close_database()
    book.close(place)


def tables() -> list[type[models.Model]]:
    """Every table of the store."""
    return list(apps.get_app_config("store").get_models())


def fill(model: type[models.Model], words: Words) -> models.Model:
    """A saved row with a marked word in each column that takes text, and the rows it needs."""
    values: dict[str, Any] = {}
    for column in model._meta.concrete_fields:
        if isinstance(column, models.ForeignKey):
            related = column.remote_field.model
            values[column.name] = None if related is model else fill(related, words)
        elif not isinstance(column, models.AutoField):
            values[column.name] = value_for(column, words)
    row = model(**values)
    row.save(force_insert=True)
    return row


def value_for(column: models.Field[Any, Any], words: Words) -> Any:
    """Something marked, or at least not the default."""
    if isinstance(column, SealedTextField):
        words.sealed.append(words.next())
        return words.sealed[-1]
    if isinstance(column, models.CharField | models.TextField):
        return words.next(column.max_length)
    made = {
        models.JSONField: lambda: {"said": words.next(), "list": [1, None, words.next()]},
        models.UUIDField: uuid.uuid4,
        models.DateTimeField: lambda: NOW,
        models.DateField: lambda: date(2026, 2, 28),
        models.BooleanField: lambda: True,
        models.FloatField: lambda: 0.1 + 0.2,
        models.IntegerField: lambda: words.rng.randrange(1, 30_000),
        models.BinaryField: lambda: words.next().encode(),
    }
    if column.name == "removed_at":
        return None
    return next(make() for kind, make in made.items() if isinstance(column, kind))


def everything() -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables, as a reader sees them: sealed columns read as text."""
    return {
        model.__name__: [
            {column.attname: getattr(row, column.attname) for column in model._meta.concrete_fields}
            for row in model._base_manager.order_by("pk")
        ]
        for model in tables()
    }


def lock(folder: Path) -> None:
    configure.close_database()
    book.close(folder)


def reopen(folder: Path) -> None:
    keyring.hold(book.unlock(folder, PASSPHRASE))
    configure.open_database(folder, now=NOW)


def test_what_is_kept_comes_back_equal_after_locking(folder: Path) -> None:
    words = Words()
    for model in tables():
        fill(model, words)
    before = everything()
    lock(folder)
    reopen(folder)
    assert everything() == before
    assert len(words.sealed) >= 4
    assert all(word in str(before) for word in words.given)


def test_two_alliances_never_mix(folder: Path) -> None:
    from goldseam.store.models import ScoreRow

    rng, given = random.Random(7), {}
    alliances = [people.alliance_of(people.add_client(f"C{n}", NOW)) for n in range(6)]
    for number in rng.sample(range(1, 200), 120):
        alliance = rng.choice(alliances)
        session = sessions.ensure(alliance, NOW, number=number, held_on=None)
        score = ScoreRow(session=session, instrument="x", name="y", value=rng.randrange(100), low=0, high=100)
        score.created_at = NOW + timedelta(seconds=number)
        score.save()
        given.setdefault(alliance.pk, {})[number] = score.value
    for alliance in alliances:
        found = series.series_of(alliance)[0]
        read = {row.number: value for row, value in zip(found.sessions, found.trajectory.scores, strict=True)}
        assert read == given[alliance.pk]


def test_an_envelope_of_one_row_never_opens_in_another(folder: Path) -> None:
    words = Words()
    for model in tables():
        for column in model._meta.concrete_fields:
            if isinstance(column, SealedTextField):
                mine, other = fill(model, words), fill(model, words)
                other.__dict__[column.attname] = column.pre_save(mine, add=False)
                with pytest.raises(BookError, match="altered"):
                    getattr(other, column.attname)


def test_a_wrong_passphrase_opens_nothing(folder: Path) -> None:
    people.add_client("Sam", NOW)
    lock(folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for wrong in ("four quiet grey heron", PASSPHRASE.upper(), PASSPHRASE + " ", "x" * 1000, ""):
        with pytest.raises(WrongKey):
            book.unlock(folder, wrong)
    assert not keyring.is_open()
    with pytest.raises(BookError, match="locked"):
        people.clients()[0]
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_one_books_keys_open_no_other_book(folder: Path, tmp_path: Path) -> None:
    other = book.create(tmp_path / "other", PASSPHRASE, params=SMALLEST, now=NOW)
    with pytest.raises(BookError):
        open_encrypted(folder / NAME, other.keys.of(Compartment.DATABASE))
    book.close(tmp_path / "other")


def test_no_marked_word_stands_in_any_file(
    folder: Path, temp: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    words = Words()
    use_everything(folder, words)
    assert len(set(words.given)) >= 64
    assert scan([tmp_path], words.given) == [], "while the book is open"
    backup(folder, tmp_path / "kept.goldseam-backup", keyring.current(), now=NOW)
    lock(folder)
    (tmp_path / "told").write_text("".join(capfd.readouterr()))
    assert (folder / NAME).stat().st_size > 200_000
    assert scan([tmp_path], [*words.given, PASSPHRASE]) == [], "after locking"


def use_everything(folder: Path, words: Words) -> None:
    """Marked words through each way that text can take into a book."""
    rows = [fill(model, words) for model in tables() for _ in range(2)]
    for row in rows:
        words_again(row, words)
    login = SessionStore()
    login["page"] = words.next()
    login.save()
    with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012
        fill(tables()[0], words)
        1 / 0  # noqa: B018
    sort_more_than_fits_in_memory(words)
    delays.note_wrong(folder, NOW)
    for row in reversed(rows):
        delete_if_allowed(row)


def words_again(row: models.Model, words: Words) -> None:
    """Change each sealed text once, so that the old envelope is overwritten."""
    for column in row._meta.concrete_fields:
        if isinstance(column, SealedTextField):
            setattr(row, column.attname, words.next())
            row.save(update_fields=[column.name])


def delete_if_allowed(row: models.Model) -> None:
    """Deleting leaves free pages, which must be as unreadable as the rest."""
    from django.db.models import ProtectedError
    from django.db.utils import DatabaseError

    try:
        with transaction.atomic():
            row.delete()
    except (ProtectedError, DatabaseError):
        return  # protected by the record's own rules


def sort_more_than_fits_in_memory(words: Words) -> None:
    """A sorter and a temporary table of some megabytes, where SQLite would use a file."""
    phrase = words.next()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cache_size = 10")
        cursor.execute("CREATE TEMP TABLE spill (x)")
        cursor.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) "
            "INSERT INTO spill SELECT %s || hex(randomblob(50)) FROM n",
            [phrase],
        )
        cursor.execute("SELECT x FROM spill ORDER BY substr(x, -20)").fetchmany(1)
        assert scan([], [phrase]) == []
        cursor.execute("CREATE TABLE wide AS SELECT x FROM spill LIMIT 5000")
        cursor.execute("DROP TABLE wide")
        cursor.execute("DROP TABLE spill")


def test_who_holds_only_the_database_key_reads_no_sealed_words(folder: Path, tmp_path: Path) -> None:
    words = Words()
    for model in tables():
        fill(model, words)
    dump = tmp_path / "dump.json"
    with closing(open_encrypted(folder / NAME, keyring.current().of(Compartment.DATABASE))) as thief:
        names = [row[0] for row in thief.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = [list(thief.execute(f'SELECT * FROM "{name}"')) for name in names]
        dump.write_text(json.dumps(rows, default=lambda b: bytes(b).decode("latin-1"), ensure_ascii=False))
    found = {hit.word for hit in scan([dump], words.given)}
    assert found
    assert found & set(words.sealed) == set()


def test_wiped_keys_stay_wiped(folder: Path) -> None:
    held: Keys = keyring.current()
    lock(folder)
    assert held.wiped
    with pytest.raises(BookError, match="locked"):
        held.of(Compartment.VAULT)

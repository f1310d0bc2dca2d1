"""Django's SQLite backend over SQLCipher: the same answers, none of the words on disk."""

from __future__ import annotations

import sqlite3
import threading
import uuid
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, connections, models, transaction
from django.db.models import Avg, Count, F, Q, StdDev, Sum, Value
from django.db.models.functions import Cast, Concat, TruncMonth
from django.test.utils import CaptureQueriesContext
from tests.unit.store.conftest import set_up_django

from goldseam.errors import BookBusy, BookDamaged, BookError
from goldseam.store import configure, keyring
from goldseam.store.keys import Compartment, Keys
from goldseam.store.sqlcipher import opened
from goldseam.store.sqlcipher.opening import BookConnection, open_encrypted, prove, whole

set_up_django()


class Bird(models.Model):
    """A row with every kind of column the record uses."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=40, unique=True)
    weight = models.DecimalField(max_digits=8, decimal_places=3, null=True)
    seen = models.DateTimeField(null=True)
    born = models.DateField(null=True)
    wakes = models.TimeField(null=True)
    flight = models.DurationField(null=True)
    calm = models.BooleanField(default=True)
    facts = models.JSONField(default=dict)
    song = models.BinaryField(null=True)
    wing = models.FloatField(null=True)

    class Meta:
        app_label = "trial"


class Nest(models.Model):
    """A row that belongs to another."""

    bird = models.ForeignKey(Bird, on_delete=models.CASCADE)
    eggs = models.PositiveIntegerField(default=0)

    class Meta:
        app_label = "trial"


@pytest.fixture
def tables(bare: Path) -> Path:
    with connection.schema_editor() as editor:
        editor.create_model(Bird)
        editor.create_model(Nest)
    return bare


def test_every_kind_of_value_comes_back_equal(tables: Path) -> None:
    given = {
        "name": "grey heron \U0001f426 \x00 é",
        "weight": Decimal("1.955"),
        "seen": datetime(2026, 3, 29, 1, 30, 0, 123456, tzinfo=UTC),
        "born": date(1980, 2, 29),
        "wakes": time(5, 59, 59, 1),
        "flight": timedelta(days=-3, microseconds=5),
        "calm": False,
        "facts": {"legs": 2, "prey": ["fish", None, 1.5], "ö": {"x": True}},
        "wing": 0.1 + 0.2,
    }
    Bird.objects.create(**given, song=b"\x00\xff")
    back = Bird.objects.get()
    assert {name: getattr(back, name) for name in given} == given
    assert bytes(back.song) == b"\x00\xff"


def test_json_can_be_asked_about(tables: Path) -> None:
    Bird.objects.create(name="a", facts={"legs": 2, "tags": ["x"]})
    Bird.objects.create(name="b", facts={"legs": 1})
    assert Bird.objects.get(facts__legs__gt=1).name == "a"
    assert Bird.objects.get(facts__has_key="tags").name == "a"
    assert Bird.objects.filter(facts__tags__0="x").count() == 1


def test_regular_expressions_and_like_work_beyond_ascii(tables: Path) -> None:
    Bird.objects.create(name="Grey Heron")
    Bird.objects.create(name="100% egret_")
    assert Bird.objects.get(name__iregex=r"^grey\s+h").name == "Grey Heron"
    assert Bird.objects.get(name__icontains="HERON").name == "Grey Heron"
    assert Bird.objects.get(name__contains="0% e").name == "100% egret_"
    assert not Bird.objects.filter(name__contains="0_ e").exists()


def test_sums_and_months_in_a_time_zone(tables: Path) -> None:
    for n, day in enumerate((30, 31)):
        Bird.objects.create(
            name=str(n), weight=Decimal(n), wing=n, seen=datetime(2026, 1, day, 23, 30, tzinfo=UTC)
        )
    totals = Bird.objects.aggregate(
        Sum("weight"), Avg("wing"), StdDev("wing"), n=Count("id", filter=Q(wing__gt=0))
    )
    assert totals == {"weight__sum": Decimal(1), "wing__avg": 0.5, "wing__stddev": 0.5, "n": 1}
    month = TruncMonth("seen", tzinfo=ZoneInfo("Europe/Vienna"))
    assert [found.month for found in Bird.objects.order_by("seen").values_list(month, flat=True)] == [1, 2]


def test_expressions_updates_and_casts(tables: Path) -> None:
    Bird.objects.create(name="7", wing=1)
    Bird.objects.update(wing=F("wing") * 2, name=Concat("name", Value("7")))
    assert Bird.objects.annotate(n=Cast("name", models.IntegerField())).values_list("wing", "n").get() == (
        2.0,
        77,
    )


def test_an_error_rolls_everything_back(tables: Path) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012
        Bird.objects.create(name="a")
        1 / 0  # noqa: B018
    assert not Bird.objects.exists()


def test_a_savepoint_undoes_only_its_part(tables: Path) -> None:
    with transaction.atomic():
        Bird.objects.create(name="kept")
        with pytest.raises(IntegrityError), transaction.atomic():
            Bird.objects.create(name="kept")
        Bird.objects.create(name="also kept")
    assert set(Bird.objects.values_list("name", flat=True)) == {"kept", "also kept"}


def test_foreign_keys_are_held_by_the_database(tables: Path) -> None:
    with pytest.raises(IntegrityError):
        Nest.objects.create(bird_id=uuid.uuid4())
    bird = Bird.objects.create(name="a")
    Nest.objects.create(bird=bird)
    with connection.cursor() as cursor, pytest.raises(IntegrityError):
        cursor.execute("DELETE FROM trial_bird")


def test_many_rows_at_once(tables: Path) -> None:
    Bird.objects.bulk_create([Bird(name=str(n), wing=n) for n in range(2500)])
    assert Bird.objects.filter(name__in=[str(n) for n in range(2000)]).count() == 2000
    Bird.objects.bulk_create(
        [Bird(name="1", wing=-1)], update_conflicts=True, unique_fields=["name"], update_fields=["wing"]
    )
    assert Bird.objects.get(name="1").wing == -1
    rows = list(Bird.objects.all()[:50])
    for row in rows:
        row.wing = 9
    Bird.objects.bulk_update(rows, ["wing"])
    assert Bird.objects.filter(wing=9).count() >= 50


def test_named_and_numbered_parameters_and_percent_signs(tables: Path) -> None:
    with connection.cursor() as cursor:
        assert cursor.execute("SELECT %s || '%%'", ["a"]).fetchone() == ("a%",)
        assert cursor.execute("SELECT %(x)s", {"x": "b"}).fetchone() == ("b",)
        cursor.execute("CREATE TABLE n (a, b)")
        cursor.executemany("INSERT INTO n VALUES (%s, %s)", ((n, "x") for n in range(3)))
        cursor.executemany("INSERT INTO n VALUES (%(a)s, %(b)s)", [{"a": 1, "b": 2}])
        cursor.executemany("INSERT INTO n VALUES (%s, %s)", [])
        assert cursor.execute("SELECT count(*) FROM n").fetchone() == (4,)


def test_eight_threads_write_without_losing_a_row(tables: Path) -> None:
    wrong: list[BaseException] = []

    def write(name: str) -> None:
        try:
            for n in range(25):
                with transaction.atomic():
                    Bird.objects.create(name=f"{name}{n}")
        except Exception as problem:  # noqa: BLE001
            wrong.append(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write, args=(letter,)) for letter in "abcdefgh"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert Bird.objects.count() == 200


def test_schema_changes_keep_the_rows(tables: Path) -> None:
    Bird.objects.create(name="a")
    field = models.CharField(max_length=10, default="new")
    field.set_attributes_from_name("mood")
    with connection.schema_editor() as editor:
        editor.add_field(Bird, field)
        editor.remove_field(Bird, Bird._meta.get_field("song"))
    with connection.cursor() as cursor:
        assert cursor.execute("SELECT name, mood FROM trial_bird").fetchone() == ("a", "new")
        names = {
            column.name for column in connection.introspection.get_table_description(cursor, "trial_bird")
        }
    assert "mood" in names
    assert "song" not in names


def test_full_text_search_is_there(tables: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE VIRTUAL TABLE words USING fts5 (body)")
        cursor.execute("INSERT INTO words VALUES (%s)", ["the quiet heron"])
        assert cursor.execute("SELECT count(*) FROM words WHERE words MATCH 'heron'").fetchone() == (1,)


@pytest.mark.parametrize(
    ("pragma", "wanted"),
    [
        ("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1),
        ("temp_store", 2), ("cache_size", -16000), ("cipher_status", "1"), ("busy_timeout", 10000),
    ],
)  # fmt: skip
def test_each_connection_keeps_its_promises(tables: Path, pragma: str, wanted: object) -> None:
    with connection.cursor() as cursor:
        assert cursor.execute(f"PRAGMA {pragma}").fetchone()[0] == wanted


def test_a_writing_transaction_takes_its_turn_at_the_start(tables: Path) -> None:
    with CaptureQueriesContext(connection) as caught, transaction.atomic():
        Bird.objects.count()
    assert caught[0]["sql"] == "BEGIN IMMEDIATE"


def test_the_file_is_nothing_to_plain_sqlite(tables: Path) -> None:
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        sqlite3.connect(tables / "book.db").execute("SELECT * FROM sqlite_master")
    assert not (tables / "book.db").read_bytes().startswith(b"SQLite format 3")


def test_another_key_opens_nothing_and_says_nothing(tables: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(BookDamaged):
        open_encrypted(tables / "book.db", bytearray(32))
    assert capfd.readouterr() == ("", "")


def test_settings_and_connections_know_no_key(tables: Path, keys: Keys) -> None:
    connection.ensure_connection()
    shown = (
        repr(settings.DATABASES) + repr(connection.settings_dict) + repr(connection.get_connection_params())
    )
    shown += repr(vars(connection)) + repr(connection.connection)
    key = keys.of(Compartment.DATABASE)
    assert key.hex() not in shown
    assert repr(bytes(key)) not in shown
    assert connection.display_name == "SQLCipher"


def test_no_statement_ever_carries_the_key(bare: Path, keys: Keys) -> None:
    seen: list[str] = []

    class Watched(BookConnection):
        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, **kwargs)
            self.set_trace_callback(seen.append)

    open_encrypted(bare / "book.db", keys.of(Compartment.DATABASE), factory=Watched).close()
    assert len(seen) >= 8
    assert not [
        sql for sql in seen if keys.of(Compartment.DATABASE).hex() in sql.lower() or "key" in sql.split()
    ]


def test_the_copy_of_the_key_is_wiped(bare: Path, keys: Keys) -> None:
    given: list[bytearray] = []

    class Watched(BookConnection):
        def set_key(self, literal: bytearray) -> None:
            given.append(literal)
            super().set_key(literal)

    open_encrypted(bare / "book.db", keys.of(Compartment.DATABASE), factory=Watched).close()
    assert [bytes(literal) for literal in given] == [bytes(67)]


def test_a_driver_that_does_not_encrypt_is_refused(tmp_path: Path) -> None:
    plain = BookConnection(str(tmp_path / "plain.db"))
    plain.execute("CREATE TABLE t (x)")
    with pytest.raises(BookDamaged):
        prove(plain)
    plain.close()


def test_a_locked_book_has_no_database(tables: Path) -> None:
    configure.close_database()
    with pytest.raises(BookError, match="The book is locked"):
        Bird.objects.count()


def test_keys_without_a_book_make_no_file(
    tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    configure.close_database()
    keyring.hold(Keys(uuid.UUID(int=7), bytes(32)))
    with pytest.raises(BookDamaged, match="missing"):
        Bird.objects.count()
    assert {path.name for path in tmp_path.iterdir()} == {"bare"}


def test_locking_ends_other_threads_connections(tables: Path) -> None:
    ready, go, told = threading.Event(), threading.Event(), []

    def idle() -> None:
        Bird.objects.count()
        ready.set()
        go.wait(10)
        try:
            Bird.objects.count()
        except Exception as problem:  # noqa: BLE001
            told.append(problem)
        finally:
            connections.close_all()

    thread = threading.Thread(target=idle)
    thread.start()
    ready.wait(10)
    configure.close_database()
    assert opened.count() == 0
    go.set()
    thread.join()
    assert len(told) == 1


ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"
ROWS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"


@pytest.mark.parametrize("work", [ENDLESS, ROWS])
def test_locking_stops_work_in_other_threads_without_a_crash(tables: Path, work: str) -> None:
    for _ in range(15):
        started, ended = threading.Event(), []

        def go_on(started: threading.Event = started, ended: list[str] = ended) -> None:
            try:
                with connection.cursor() as cursor:
                    started.set()
                    for _ in cursor.execute(work):
                        pass
            except Exception as problem:  # noqa: BLE001
                ended.append(type(problem).__name__)
            finally:
                connections.close_all()

        thread = threading.Thread(target=go_on)
        thread.start()
        started.wait(10)
        opened.end_all(patience=0.005)
        thread.join(10)
        assert not thread.is_alive()
        assert ended in (["OperationalError"], ["ProgrammingError"])
        assert opened.count() == 0


def test_a_writer_who_waits_too_long_is_told(tables: Path, keys: Keys) -> None:
    other = open_encrypted(tables / "book.db", keys.of(Compartment.DATABASE), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    connection.ensure_connection()
    connection.connection.execute("PRAGMA busy_timeout = 20")
    with pytest.raises(BookBusy, match="still writing"), transaction.atomic():
        Bird.objects.create(name="late")
    other.execute("ROLLBACK")
    other.close()


def test_a_damaged_page_is_noticed_when_read(tables: Path, keys: Keys) -> None:
    Bird.objects.bulk_create([Bird(name="x" * 30 + str(n)) for n in range(2000)])
    configure.close_database()
    data = bytearray((tables / "book.db").read_bytes())
    for page in range(5, 25):  # tables and indexes both
        data[4096 * page + 100] ^= 1
    (tables / "book.db").write_bytes(data)
    fresh = Keys(uuid.UUID(int=7), bytes(range(32)))
    torn = open_encrypted(tables / "book.db", fresh.of(Compartment.DATABASE))
    assert len(whole(torn)) == 20
    torn.close()
    keyring.hold(fresh)
    configure.point_at(tables)
    with pytest.raises(BookDamaged, match="restore a backup"):
        list(Bird.objects.all())

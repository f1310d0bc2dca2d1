"""Django's SQLite backend with SQLCipher underneath.

Named in DATABASES as ``goldseam.store.sqlcipher``. The settings carry no key, only the dotted name of a
function that gives it (``OPTIONS["key_provider"]``). Why and what it costs: docs/decisions/0002-sqlcipher.md.
"""

from __future__ import annotations

import datetime
import decimal
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base as stock
from django.db.backends.sqlite3._functions import (  # type: ignore[import-untyped]
    register as register_functions,
)
from django.utils.asyncio import async_unsafe
from django.utils.dateparse import parse_date, parse_datetime, parse_time
from django.utils.module_loading import import_string
from sqlcipher3 import dbapi2 as Database

from goldseam.store.faults import plain_faults
from goldseam.store.sqlcipher import opened
from goldseam.store.sqlcipher.opening import BookConnection, open_encrypted

KEY_PROVIDER = "goldseam.store.keyring.database_key"

# The driver keeps its own converters and adapters; these are the ones Django gives to sqlite3.
Database.register_converter("bool", b"1".__eq__)
Database.register_converter("date", stock.decoder(parse_date))
Database.register_converter("time", stock.decoder(parse_time))
Database.register_converter("datetime", stock.decoder(parse_datetime))
Database.register_converter("timestamp", stock.decoder(parse_datetime))
Database.register_adapter(decimal.Decimal, str)
Database.register_adapter(datetime.date, stock.adapt_date)
Database.register_adapter(datetime.datetime, stock.adapt_datetime)


class BookCursor(Database.Cursor):  # type: ignore[misc]
    """A cursor that takes Django's ``%s``, tells faults of the disk plainly, and works in its turn."""

    convert_query = stock.SQLiteCursorWrapper.convert_query

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        with self.connection.turn, plain_faults():
            yield

    def execute(self, query: str, params: Any = None) -> Any:
        """Run one statement."""
        with self._at_work():
            if params is None:
                return super().execute(query)
            names = list(params) if isinstance(params, Mapping) else None
            return super().execute(self.convert_query(query, param_names=names), params)

    def executemany(self, query: str, param_list: Iterable[Any]) -> Any:
        """Run one statement for each set of values."""
        rows = iter(param_list)
        first = next(rows, None)
        names = list(first) if isinstance(first, Mapping) else None
        again = rows if first is None else chain([first], rows)
        with self._at_work():
            return super().executemany(self.convert_query(query, param_names=names), again)

    def fetchone(self) -> Any:
        """The next row, or None."""
        with self._at_work():
            return super().fetchone()

    def fetchmany(self, size: int = 1) -> Any:
        """The next rows, ``size`` at most."""
        with self._at_work():
            return super().fetchmany(size)

    def fetchall(self) -> Any:
        """All rows that are left."""
        with self._at_work():
            return super().fetchall()

    def __next__(self) -> Any:
        with self._at_work():
            return super().__next__()

    def close(self) -> None:
        """Let the statement go."""
        with self.connection.turn:
            super().close()


class DatabaseWrapper(stock.DatabaseWrapper):
    """One thread's connection to the open book."""

    display_name = "SQLCipher"
    Database = Database

    def get_connection_params(self) -> dict[str, Any]:
        """What the driver needs, and never the key."""
        params = dict(super().get_connection_params())
        params["database"] = Path(params["database"])
        params["uri"] = False  # a folder's name is a name, never a list of options
        return params

    @async_unsafe
    def get_new_connection(self, conn_params: dict[str, Any]) -> BookConnection:
        """A keyed connection."""
        options = dict(conn_params)
        provider = import_string(options.pop("key_provider", KEY_PROVIDER))
        connection = open_encrypted(options.pop("database"), provider(), **options)
        register_functions(connection)
        opened.note(connection)
        return connection

    def _close(self) -> None:
        if self.connection is not None:
            opened.forget(self.connection)
        super()._close()  # type: ignore[misc]

    def create_cursor(self, name: str | None = None) -> BookCursor:
        """A cursor of ours, not of the stock backend."""
        cursor: BookCursor = self.connection.cursor(factory=BookCursor)
        return cursor

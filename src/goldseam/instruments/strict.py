"""Reading TOML without forgiveness: every key is known, every value has its type.

An error names the file, the place in it, what was found and what is allowed.
"""

from __future__ import annotations

import math
import tomllib
from datetime import date
from enum import Enum
from typing import Any, NoReturn, TypeVar

from goldseam.errors import BadInstrument

LARGEST = 1_000_000  # characters; a questionnaire has some ten thousand

Member = TypeVar("Member", bound=Enum)


def bad(file: str, place: str, what: str) -> NoReturn:
    """Raise BadInstrument with its place."""
    raise BadInstrument(f"{file}, {place}: {what}")


def parse_toml(text: str, file: str) -> Table:
    """Parse TOML into its top table. Errors: BadInstrument with the line."""
    if len(text) > LARGEST:
        bad(file, "the whole file", f"it has {len(text):,} characters. Allowed: up to {LARGEST:,}.")
    try:
        return Table(tomllib.loads(text), file, "top level")
    except tomllib.TOMLDecodeError as error:
        raise BadInstrument(f"{file} is not valid TOML: {error}. Correct that line.") from error
    except RecursionError as error:
        raise BadInstrument(f"{file} nests too deeply. Use plain lists and tables.") from error


class Table:
    """One TOML table, read key by key; `close` refuses any key that nobody asked for.

    >>> table = Table({"id": "x", "colour": "red"}, "x.toml", "top level")
    >>> table.word("id")
    'x'
    >>> table.close()
    Traceback (most recent call last):
    goldseam.errors.BadInstrument: x.toml, top level: 'colour' is not known here. Allowed: id. ...
    """

    def __init__(self, raw: dict[str, Any], file: str, place: str) -> None:
        self.raw = raw
        self.file = file
        self.place = place
        self.asked: list[str] = []

    def bad(self, key: str, what: str) -> NoReturn:
        """Refuse the value of a key."""
        bad(self.file, f"{self.place}, {key}", what)

    def _get(self, key: str, kind: type, named: str) -> Any:
        """The value of a key, None where it is absent."""
        self.asked.append(key)
        value = self.raw.get(key)
        if value is not None and type(value) is not kind:
            self.bad(key, f"{value!r} is not {named}. Write {named}.")
        return value

    def _need(self, key: str, value: Any) -> Any:
        if value is None:
            bad(self.file, self.place, f"'{key}' is missing. Add it.")
        return value

    def text(self, key: str) -> str:
        """Words, empty where the key is absent."""
        return self._get(key, str, "text in quotes") or ""

    def word(self, key: str) -> str:
        """Words that have to be there."""
        value: str = self._need(key, self._get(key, str, "text in quotes"))
        if not value.strip():
            self.bad(key, "it is empty. Fill it in or leave the key out.")
        return value

    def flag(self, key: str, default: bool) -> bool:
        """True or false."""
        value = self._get(key, bool, "true or false")
        return default if value is None else value

    def whole(self, key: str, default: int | None = None) -> int:
        """A whole number; needed where there is no default."""
        value = self._get(key, int, "a whole number")
        return self._need(key, default if value is None else value)  # type: ignore[no-any-return]

    def number(self, key: str) -> float | None:
        """A number, None where the key is absent."""
        self.asked.append(key)
        value = self.raw.get(key)
        return None if value is None else self._number(key, value)

    def needed_number(self, key: str) -> float:
        """A number that has to be there."""
        return self._need(key, self.number(key))  # type: ignore[no-any-return]

    def numbers(self, key: str) -> tuple[float, ...]:
        """A list of numbers that has to be there."""
        values = self._need(key, self._get(key, list, "a list of numbers"))
        return tuple(self._number(key, value) for value in values)

    def _number(self, key: str, value: Any) -> float:
        if type(value) not in (int, float) or not math.isfinite(value):
            self.bad(key, f"{value!r} is not a number. Write a number.")
        return float(value)

    def strings(self, key: str) -> tuple[str, ...]:
        """A list of words, empty where the key is absent."""
        values = self._get(key, list, "a list of texts") or []
        if not all(isinstance(value, str) for value in values):
            self.bad(key, f"{values!r} is not a list of texts. Write each in quotes.")
        return tuple(values)

    def day(self, key: str) -> date | None:
        """A date such as 2026-11-22, None where the key is absent."""
        value: date | None = self._get(key, date, "a date such as 2026-11-22")
        return value

    def member(self, key: str, members: type[Member], default: Member | None = None) -> Member:
        """One of a closed set of words."""
        value = self._get(key, str, "text in quotes")
        if value is None and default is not None:
            return default
        value = self._need(key, value)
        allowed = [str(one.value) for one in members]
        if value not in allowed:
            self.bad(key, f"'{value}' is not known. Allowed: {', '.join(allowed)}.")
        return members(value)

    def table(self, key: str) -> Table | None:
        """A table inside this one, None where it is absent."""
        value = self._get(key, dict, "a table")
        return None if value is None else Table(value, self.file, f"{self.place}, {key}")

    def needed_table(self, key: str) -> Table:
        """A table that has to be there."""
        return self._need(key, self.table(key))  # type: ignore[no-any-return]

    def tables(self, key: str) -> tuple[Table, ...]:
        """A list of tables, empty where the key is absent."""
        values = self._get(key, list, "a list of tables") or []
        if not all(isinstance(value, dict) for value in values):
            self.bad(key, "it is not a list of tables. Write {...} for each.")
        return tuple(Table(value, self.file, f"{key}[{n}]") for n, value in enumerate(values, start=1))

    def close(self) -> None:
        """Refuse the first key that nobody asked for."""
        for key in self.raw:
            if key not in self.asked:
                allowed = ", ".join(sorted(set(self.asked)))
                bad(
                    self.file,
                    self.place,
                    f"'{key}' is not known here. Allowed: {allowed}. Remove it or correct its spelling.",
                )

"""Sealed text: words locked with their compartment's own key, inside the encrypted database.

An envelope is one version byte, a 12-byte nonce and AES-256-GCM's ciphertext with its tag. Table, row,
column and version are bound in, so an envelope moved elsewhere does not open. Who holds the database key
but not the compartment's reads nothing.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from goldseam.errors import BookDamaged
from goldseam.store import keyring
from goldseam.store.keys import Compartment

VERSION = 1
NONCE_BYTES = 12
_ALTERED = "A sealed text in this book was altered and cannot be read. Restore a backup."

if TYPE_CHECKING:
    TextBase = models.TextField[str, str]
else:
    TextBase = models.TextField


class Sealed(bytes):
    """An envelope that nobody has opened yet."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<Sealed>"

    __str__ = __repr__


class Opened(str):
    """A text just read, with the envelope it came from: saved unchanged, the envelope stays the same."""

    envelope: Sealed
    place: dict[str, str]


def seal(key: bytes | bytearray, text: str, *, table: str, row: str, column: str) -> Sealed:
    """An envelope around a text, bound to its place.

    >>> letter = seal(bytes(32), "grey heron", table="note", row="7", column="words")
    >>> letter
    <Sealed>
    >>> unseal(bytes(32), letter, table="note", row="7", column="words")
    'grey heron'
    """
    nonce = secrets.token_bytes(NONCE_BYTES)
    body = AESGCM(key).encrypt(nonce, text.encode("utf-8", "surrogatepass"), _place(table, row, column))
    return Sealed(bytes([VERSION]) + nonce + body)


def unseal(key: bytes | bytearray, envelope: bytes, *, table: str, row: str, column: str) -> str:
    """The text of an envelope; BookDamaged where it was altered, moved, or sealed with another key.

    An empty envelope is an empty text: what a column added later holds in older rows.
    """
    if not envelope:
        return ""
    if envelope[0] != VERSION:
        raise BookDamaged(_ALTERED)
    nonce, body = envelope[1 : 1 + NONCE_BYTES], envelope[1 + NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, body, _place(table, row, column)).decode("utf-8", "surrogatepass")
    except (InvalidTag, ValueError):
        raise BookDamaged(_ALTERED) from None


def _place(table: str, row: str, column: str) -> bytes:
    """The associated data; none of the parts can hold the separator (names, ids)."""
    return "\x00".join(("goldseam-seal", str(VERSION), table, row, column)).encode()


class SealedAttribute(DeferredAttribute):
    """Reading the attribute opens its envelope, once; setting it keeps plain text until the row is saved."""

    field: SealedTextField

    def __get__(self, instance: models.Model | None, cls: Any = None) -> Any:
        if instance is None:
            return self
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed):
            value = self.field.open_in(instance, value)
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        # A setter makes Python ask __get__ even where the row's own dictionary has the name.
        instance.__dict__[self.field.attname] = value


class SealedTextField(TextBase):
    """A text column that only holds envelopes: forms and code see text, the database never does.

    The row needs its primary key before it is saved (a UUID with a default). Saving and ``bulk_create``
    seal; ``update`` and ``bulk_update`` are refused because they cannot know the row; nothing but
    ``isnull`` can be asked of the column. ``values`` gives unopened envelopes, serializers too.
    ``sealed_as`` keeps the old "table.column" alive after a rename.
    """

    descriptor_class = SealedAttribute

    def __init__(
        self, *args: Any, compartment: Compartment | str, sealed_as: str = "", **kwargs: Any
    ) -> None:
        self.compartment = Compartment(compartment)
        self.sealed_as = sealed_as
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """What a migration writes down."""
        name, path, args, kwargs = super().deconstruct()
        kwargs["compartment"] = self.compartment.value
        if self.sealed_as:
            kwargs["sealed_as"] = self.sealed_as
        return str(name), path, args, kwargs

    def get_internal_type(self) -> str:
        """Bytes, to the database."""
        return "BinaryField"

    def get_lookup(self, lookup_name: str) -> Any:
        """Only ``isnull``: what is sealed cannot be searched by the database."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def from_db_value(self, value: Any, *_: Any) -> Sealed | None:
        """The envelope, unopened."""
        return None if value is None else Sealed(value)

    def to_python(self, value: Any) -> Any:
        """Envelopes stay envelopes; the rest is text."""
        return value if isinstance(value, Sealed) else super().to_python(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """The envelope to write: the unopened one as it is, or a new one around the text."""
        value = model_instance.__dict__.get(self.attname)
        if value is None or isinstance(value, Sealed):
            return value
        place = self._place_in(model_instance)
        if isinstance(value, Opened) and value.place == place:
            return value.envelope
        return seal(keyring.current().of(self.compartment), str(value), **place)

    def get_prep_value(self, value: Any) -> Any:
        """Envelopes and nothing pass; text is refused, since its row is not known here."""
        if value is None or isinstance(value, bytes | memoryview):
            return value
        if value == "":
            return Sealed(b"")
        raise TypeError(f"{self.name} is sealed: set it on a row and save the row; update() cannot seal.")

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """The envelope as the driver wants it."""
        value = value if prepared else self.get_prep_value(value)
        return None if value is None else connection.Database.Binary(bytes(value))

    def value_to_string(self, obj: models.Model) -> Any:
        """For serializers: the envelope, never the text."""
        return self.pre_save(obj, add=False)

    def open_in(self, instance: models.Model, envelope: Sealed) -> str:
        """The text of this row's envelope."""
        place = self._place_in(instance)
        text = Opened(unseal(keyring.current().of(self.compartment), envelope, **place))
        text.envelope, text.place = envelope, place
        return text

    def _place_in(self, instance: models.Model) -> dict[str, str]:
        if instance.pk is None:
            raise TypeError(f"{self.name} is sealed: the row needs its id before it is saved.")
        table, column = (self.sealed_as or f"{self.model._meta.db_table}.{self.column}").rsplit(".", 1)
        key = self.model._meta.pk
        return {"table": table, "row": str(key.to_python(instance.pk)), "column": column}

"""What a person can put right.

Every error here is a sentence: what was given, what is allowed, what to do next. What is the
program's own fault is not in this family; it is allowed to crash.
"""

from __future__ import annotations


class GoldseamError(Exception):
    """Something a person can put right; its text says how.

    >>> str(GoldseamError("The score 41 lies outside 0 to 40. Check the scale, then try again."))
    'The score 41 lies outside 0 to 40. Check the scale, then try again.'
    """


class BadInput(GoldseamError):
    """A file, form or argument holds something that cannot be used."""


class BadInstrument(GoldseamError):
    """An instrument file breaks the format or its rights."""


class NotFound(GoldseamError):
    """What was asked for is not in this book."""


class BookError(GoldseamError):
    """A book (folder with an encrypted database) cannot be opened, made or written."""


class WrongKey(BookError):
    """The passphrase or recovery key opens nothing here."""


class BookBusy(BookError):
    """Another goldseam has this book open."""


class BookDamaged(BookError):
    """The book's files are incomplete or altered; a backup is needed."""


class Refused(GoldseamError):
    """A rule of safety, consent or licence forbids this; the text says which."""

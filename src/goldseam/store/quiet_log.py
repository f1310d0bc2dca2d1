"""Log lines that carry ids and event names, never anybody's words.

A foreign library formats what it was given into its messages and tracebacks; so its arguments and the
texts of exceptions are left out, and only the template, the kind of error and the place are written.
"""

from __future__ import annotations

import logging
import traceback
from types import TracebackType
from typing import Any

OURS = "goldseam"
_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class QuietFormatter(logging.Formatter):
    """Time, level, logger, message: whole for our own loggers, template only for others.

    >>> record = logging.LogRecord("other", logging.ERROR, "x.py", 1, "Bad: %s", ("secret",), None)
    >>> "secret" in QuietFormatter().format(record)
    False
    """

    def format(self, record: logging.LogRecord) -> str:
        """One record as lines without words of people."""
        ours = record.name.split(".")[0] == OURS
        text = record.getMessage() if ours else str(record.msg)
        line = f"{self.formatTime(record)} {record.levelname} {record.name}: {text}"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line

    def formatException(self, ei: _ExcInfo) -> str:
        """The chain of errors as kinds and places, without their texts."""
        return "\n".join(_chain(ei[1])) if ei[1] is not None else ""


def _chain(problem: BaseException | None) -> list[str]:
    lines: list[str] = []
    seen: set[int] = set()
    while problem is not None and id(problem) not in seen:
        seen.add(id(problem))
        places = [f"  {f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(problem.__traceback__)]
        lines += [type(problem).__name__, *places]
        problem = problem.__cause__ or problem.__context__
    return lines


def logging_settings() -> dict[str, Any]:
    """Django's LOGGING: warnings and worse to stderr, quietly; no query is ever logged."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"quiet": {"()": f"{__name__}.QuietFormatter"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "quiet"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.db.backends": {"handlers": [], "level": "CRITICAL", "propagate": False},
        },
    }

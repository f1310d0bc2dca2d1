"""A book with six months of an invented therapist in its vault, made before goldseam is started."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, time
from pathlib import Path

from evening import PASSPHRASE

SEED = 2
NOW = datetime(2026, 7, 10, 18, 0, tzinfo=UTC)


def make(home: Path, *, shuffled: bool = False) -> None:
    """Make it, in a process of its own: this one may hold another book."""
    wanted = "shuffled" if shuffled else "planted"
    here = Path(__file__).parent
    code = f"import sys; sys.path.insert(0, {str(here)!r}); import mirror_book; mirror_book._make(sys.argv[1], sys.argv[2])"
    subprocess.run([sys.executable, "-c", code, str(home), wanted], check=True)


def _make(home: str, wanted: str) -> None:
    from goldseam.store import configure

    configure.configure_django()
    from goldseam.acts import book
    from goldseam.acts.home import Home
    from goldseam.mirror.invented import shuffled_copy, six_months
    from goldseam.store.kdf import SMALLEST

    folder = Home(Path(home)).ready().book
    book.make_book(folder, PASSPHRASE, NOW, params=SMALLEST)
    entries = six_months(SEED)
    for one in shuffled_copy(entries, 5) if wanted == "shuffled" else entries:
        _keep(one)
    book.lock_book(folder)


def _keep(one) -> None:  # type: ignore[no-untyped-def]
    from goldseam.acts import reflections, vault

    row = reflections.begin("free", datetime.combine(one.on, time(12), UTC))
    answers = [{"prompt": "free", "words": one.text, "at": None}] if one.text else []
    at = f"{one.at:%H:%M}"
    vault.keep(row, NOW, on=one.on.isoformat(), at=at, alias=one.alias, tags=list(one.tags), answers=answers)

"""Style sheet, script and icon, under names that change with their content.

A hashed name may be kept by the browser for ever (the guard's rule); it holds no client's word. The
hash is made at start from the files themselves, so there is no build step.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from django.contrib.staticfiles.storage import StaticFilesStorage
from whitenoise import WhiteNoise

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

FOLDER = Path(__file__).parent / "static"
URL = "/static/"


class HashedNames(StaticFilesStorage):
    """`{% static %}` gives the hashed name."""

    def url(self, name: str | None) -> str:
        """The address of a file in the static folder."""
        return hashed_url(name or "")


@cache
def hashed_url(name: str) -> str:
    """The address with a piece of the content's SHA-256 in it."""
    digest = hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:16]
    pure = PurePosixPath(name)
    return f"{URL}{pure.with_name(f'{pure.stem}.{digest}{pure.suffix}')}"


def with_files(app: WSGIApplication) -> WSGIApplication:
    """The application, with the static files in front: hashed, and plain for use inside the style sheet."""
    wrapped = WhiteNoise(app)
    for path in sorted(p for p in FOLDER.rglob("*") if p.is_file()):
        name = path.relative_to(FOLDER).as_posix()
        wrapped.add_file_to_dictionary(hashed_url(name), str(path))
        wrapped.add_file_to_dictionary(URL + name, str(path))
    return wrapped  # type: ignore[no-any-return]

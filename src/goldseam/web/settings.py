"""Django's settings for the local program: no login tables, no admin, nothing written outside the book."""

from __future__ import annotations

from typing import Any

from goldseam.acts import book
from goldseam.acts.home import Home
from goldseam.web.launch import host
from goldseam.web.place import Kind
from goldseam.web.replies import MEGABYTE, MOST_RECORDING

APPS = ("django.contrib.staticfiles",)
MIDDLEWARE = (
    "django.middleware.common.CommonMiddleware",  # gives Content-Length: connections stay open
    "django.middleware.csrf.CsrfViewMiddleware",  # around the next, whose pages hold forms too
    "goldseam.web.middleware.PlaceMiddleware",
    "goldseam.web.middleware.PlainErrorMiddleware",
)


def configure(port: int, home: Home) -> None:
    """Set Django up for this port and these books; none is open yet."""
    book.prepare(middleware=MIDDLEWARE, apps=APPS, extra=extra(port, home), hosts=("localhost",))


def extra(port: int, home: Home) -> dict[str, Any]:
    """What the web adds to the store's settings."""
    return {
        "GOLDSEAM_PORT": port,
        "GOLDSEAM_HOME": home,
        "ROOT_URLCONF": Kind.LOCKED.value,
        "TEMPLATES": [_TEMPLATES],
        "FORM_RENDERER": "goldseam.web.look.Renderer",
        "STORAGES": {"staticfiles": {"BACKEND": "goldseam.web.files.HashedNames"}},
        "CSRF_COOKIE_NAME": f"goldseam_csrf_{port}",  # cookies do not know ports
        "CSRF_TRUSTED_ORIGINS": [f"http://{host(port)}"],
        "CSRF_COOKIE_AGE": None,  # until the browser closes
        # Uploads stay in memory: a temporary file would hold a client's words in clear.
        "FILE_UPLOAD_HANDLERS": ["django.core.files.uploadhandler.MemoryFileUploadHandler"],
        "FILE_UPLOAD_MAX_MEMORY_SIZE": MOST_RECORDING
        + MEGABYTE,  # how much is taken where: replies.most_body
        "DATA_UPLOAD_MAX_MEMORY_SIZE": 2 * MEGABYTE,
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 1_000,
        "APPEND_SLASH": False,
    }


_TEMPLATES: dict[str, Any] = {
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "APP_DIRS": True,
    "OPTIONS": {"context_processors": ["goldseam.web.context.shell"]},
}
